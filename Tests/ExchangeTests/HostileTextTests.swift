import Exchange
import Geometry
import Testing

/// Numbers that follow from a seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Spoilt input is refused or read, and nothing else happens")
struct HostileTextTests {
  private static let samples = [
    #"{"type":"Feature","properties":{"width_m":5},"geometry":{"type":"Polygon","coordinates":[[[118.80,32.06],[118.81,32.06],[118.81,32.07],[118.80,32.06]]]}}"#,
    "SRID=4490;MULTIPOLYGON(((118.80 32.06,118.81 32.06,118.81 32.07,118.80 32.06),(118.805 32.061,118.806 32.061,118.806 32.062,118.805 32.061)))",
    "点号,圈号,经度,纬度\nJ1,1,118°48′00″,32°03′36″\nJ2,1,118°48′36″,32°03′36″\nJ3,1,118°48′36″,32°04′12″\n",
    "J1 3549135.640 40386678.488\nJ2 3549135.640 40387678.488\nJ3 3550135.640 40386678.488\n",
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n[地块坐标]\n4,1,1,示范,面,,,,@\nJ1,1,3549135.640,40386678.488\nJ2,1,3549135.640,40387678.488\nJ3,1,3550135.640,40386678.488\nJ1,1,3549135.640,40386678.488\n",
  ]
  private static let shards = [
    "1e300", "-", "9999999999999999999999", "NaN", "°", "((", "]]", "\"", "\u{0}", "E", ",,,", "\n", "0x1p9999", "东经", "1e-320", ";", "=",
  ]

  @Test("ten thousand spoilt texts, seed 7")
  func texts() async throws {
    var numbers = SeededNumbers(state: 7)
    var taken = 0
    for i in 0..<10_000 {
      var text = Array(Self.samples[i % Self.samples.count].unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let at = Int.random(in: 0..<text.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: text.remove(at: at)
        case 1: text.insert(contentsOf: Self.shards.randomElement(using: &numbers)!.unicodeScalars, at: at)
        case 2: text.removeSubrange(at..<min(text.count, at + 9))
        default: text.swapAt(at, Int.random(in: 0..<text.count, using: &numbers))
        }
        if text.isEmpty { break }
      }
      var spoilt = String.UnicodeScalarView()
      spoilt.append(contentsOf: text)
      do {
        let reading = try await reader.read(SiteUpload(bytes: Array(String(spoilt).utf8)))
        let footprint = try reading.footprint()
        taken += 1
        // Whatever is taken lies in China.
        let box = footprint.geometry.box
        #expect(box.minX >= 7_300_000_000 && box.maxX <= 13_600_000_000 && box.minY >= 300_000_000 && box.maxY <= 5_400_000_000)
      } catch {
        #expect(error.message.hasSuffix("。") && !error.message.contains("\n"), "\(error)")
      }
    }
    #expect(taken > 500)
  }

  @Test("archives with bytes changed never hurt the worker, seed 11")
  func archives() async throws {
    var numbers = SeededNumbers(state: 11)
    let good = try fixture("polygon-4490.zip")
    for _ in 0..<25 {
      var bytes = good
      for _ in 0..<3 { bytes[Int.random(in: 4..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers) }
      do {
        _ = try await reader.read(SiteUpload(bytes: bytes))
      } catch {
        #expect(!error.code.hasPrefix("worker"), "\(error)")
        #expect(error.message.hasSuffix("。"))
      }
    }
  }
}
