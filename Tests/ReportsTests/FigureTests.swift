import FEEL
import Reports
import Testing
import Zoning

@Suite("Figures")
struct FigureTests {
  private func decimal(_ text: String) -> FEELDecimal { FEELDecimal(text)! }

  @Test("thousands are parted by a no-break space on paper and by a comma on a terminal")
  func thousands() {
    #expect(FigureStyle.paper.squareMetres(decimal("1234567.8")) == "1\u{A0}234\u{A0}567.80")
    #expect(FigureStyle.terminal.squareMetres(decimal("1234567.8")) == "1,234,567.80")
    #expect(FigureStyle.paper.metres(decimal("999.7")) == "999.70")
    #expect(FigureStyle.paper.metres(decimal("0")) == "0.00")
  }

  @Test("a figure that a clause used keeps every recorded digit and is never rounded onto the limit")
  func exact() {
    #expect(FigureStyle.paper.metres(decimal("999.999")) == "999.999")
    #expect(FigureStyle.paper.signed(decimal("-587.93"), atLeast: 2) == "\u{2212}587.93")
    #expect(FigureStyle.paper.signed(decimal("2.2"), atLeast: 2) == "+2.20")
    #expect(FigureStyle.paper.signed(decimal("0"), atLeast: 2) == "0.00")
    #expect(FigureStyle.paper.exactPercent(decimal("0.012345")) == "1.2345%")
  }

  @Test("hectares, square kilometres, mu and per cent round half up to their digits")
  func derived() {
    #expect(FigureStyle.paper.hectares(decimal("293591.4")) == "29.3591")
    #expect(FigureStyle.paper.hectares(decimal("0.5")) == "0.0001")
    #expect(FigureStyle.paper.squareKilometres(decimal("1234567.89")) == "1.23")
    #expect(FigureStyle.paper.squareKilometres(decimal("5000")) == "0.01")
    // 293,591.4 m² × 15 ÷ 10,000
    #expect(FigureStyle.paper.mu(decimal("293591.4")) == "440.39")
    #expect(FigureStyle.paper.percent(decimal("0.61945")) == "61.95%")
    #expect(FigureStyle.paper.percent(decimal("1")) == "100.00%")
  }

  @Test("a unit stands after a no-break gap, per cent and degrees without one")
  func units() {
    #expect(FigureStyle.paper.quantity("936.41", "m") == "936.41\u{A0}m")
    #expect(FigureStyle.paper.quantity("5.00", "%") == "5.00%")
    #expect(FigureStyle.paper.quantity("5", nil) == "5")
  }

  @Test("printed parts add up to the printed total, each within a step of its own value", arguments: [UInt64(7), 8, 9])
  func largestRemainder(seed: UInt64) {
    var numbers = SeededNumbers(seed)
    for _ in 0..<300 {
      let count = Int.random(in: 1...40, using: &numbers)
      let shares = (0..<count).map { _ in decimal("\(Int.random(in: 0...1_000_000, using: &numbers))e-6") }
      let parts = LargestRemainder.percentages(shares)
      let total = shares.reduce(.zero, +).scaled(by: "100")!.rounded(fractionDigits: 2, .halfUp)
      #expect(parts.reduce(.zero, +) == total)
      for (share, part) in zip(shares, parts) {
        let off = (share.scaled(by: "100")! - part).magnitude
        #expect(off < decimal("0.01"))
        #expect(part.fractionDigitCount <= 2)
      }
    }
    #expect(
      LargestRemainder.percentages([decimal("0.333333"), decimal("0.333333"), decimal("0.333334")])
        == ["33.33", "33.33", "33.34"].map(decimal))
    #expect(LargestRemainder.percentages([]) == [])
  }

  @Test(
    "instants are written in Beijing time",
    arguments: [
      ("2026-11-24T09:30:00+08:00", "2026年11月24日 09:30"), ("2026-11-24T17:59:59.250Z", "2026年11月25日 01:59"),
      ("2024-02-28T20:00:00-05:00", "2024年2月29日 09:00"), ("1970-01-01T00:00:00Z", "1970年1月1日 08:00"),
    ])
  func time(iso: String, chinese: String) { #expect(BeijingTime(iso)?.chinese == chinese) }

  @Test(
    "what is no instant with a zone is not read",
    arguments: [
      "2026-11-24", "2026-11-24T09:30:00", "2026-02-30T09:30:00Z", "2026-11-24T25:30:00Z", "2026-11-24T09:30:00+8:00",
      "2026-11-24 09:30:00Z", "",
    ])
  func noTime(text: String) { #expect(BeijingTime(text) == nil) }

  @Test("the beginning of a legal day is midnight in Beijing")
  func midnight() {
    let day = CivilDate("2026-08-15")!
    #expect(BeijingTime(beginning: day).day == day)
    #expect(BeijingTime(beginning: day).chinese == "2026年8月15日 00:00")
  }
}
