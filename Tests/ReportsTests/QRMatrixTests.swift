import Reports
import Testing

@Suite("The QR code")
struct QRMatrixTests {
  /// A finder pattern: a dark ring of 7, a light ring, a dark square of 3.
  private func isFinder(_ rows: [[Bool]], _ x: Int, _ y: Int) -> Bool {
    (0..<7).allSatisfy { dy in
      (0..<7).allSatisfy { dx in
        let ring = max(abs(dx - 3), abs(dy - 3))
        return rows[y + dy][x + dx] == (ring != 2)
      }
    }
  }

  @Test("a square of a lawful size with its three finders and its timing lines", arguments: [10, 78, 213])
  func shape(length: Int) throws {
    let code = try QRMatrix(String(repeating: "h", count: length))
    let n = code.rows.count
    #expect((n - 17) % 4 == 0 && n >= 21 && n <= 57)
    #expect(code.rows.allSatisfy { $0.count == n })
    #expect(isFinder(code.rows, 0, 0) && isFinder(code.rows, n - 7, 0) && isFinder(code.rows, 0, n - 7))
    #expect((8..<(n - 8)).allSatisfy { code.rows[6][$0] == ($0 % 2 == 0) && code.rows[$0][6] == ($0 % 2 == 0) })
    // Format bits say level M: 00 after the mask 10101… is taken off the first two.
    #expect(code.rows[8][0] == true && code.rows[8][1] == false)
  }

  @Test("the drawing has four modules of quiet zone and the dark modules of the matrix, once each")
  func drawing() throws {
    let code = try QRMatrix("https://fenqu.example/screenings/01934f6c-7a1b-7c3d-9e2f-5b8c1d4e6f70?h=6493cb03cd01408c")
    let n = code.rows.count
    #expect(code.svg.contains("viewBox=\"-4 -4 \(n + 8) \(n + 8)\""))
    var dark = 0
    for run in code.svg.matches(of: /M\d+ \d+h(\d+)v1/) { dark += Int(run.output.1) ?? 0 }
    #expect(dark == code.rows.joined().reduce(0) { $0 + ($1 ? 1 : 0) })
  }

  @Test("an address too long to print legibly is refused")
  func tooLong() { #expect(throws: ReportError.addressTooLong(bytes: 214)) { try QRMatrix(String(repeating: "h", count: 214)) } }
}
