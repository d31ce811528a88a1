import ExactJSON
import Reports
import Testing

@Suite("Points keep the numbers of those who gave them")
struct PointNumberTests {
  /// The rows of the table of points, without its bands.
  private func rows(_ view: JSONValue) throws -> [[String]] {
    let parts = try Sample.document(view)["parts"]?.arrayValue ?? []
    let site = parts.first { $0["title"]?.stringValue == "选址范围" }
    let table = (site?["blocks"]?.arrayValue ?? []).first { $0["kind"]?.stringValue == "table" }
    return (table?["rows"]?.arrayValue ?? []).compactMap { $0["cells"]?.arrayValue?.map { $0.stringValue ?? "" } }
  }

  private func said(_ view: JSONValue) throws -> String {
    try Sample.document(view).canonicalText
  }

  /// A square as records keep it, from its least corner, and the same as somebody gave it: clockwise from the north-east.
  private let kept = [(120.30, 32.00), (120.31, 32.00), (120.31, 32.01), (120.30, 32.01)]
  private let given = [(120.31, 32.01), (120.31, 32.00), (120.30, 32.00), (120.30, 32.01)]

  private func view(_ geometry: [(Double, Double)], points: [(Double, Double)]?) -> JSONValue {
    let view = Sample.withSite(Sample.ring(geometry))
    guard let points else { return view }
    return view.setting("site", (view["site"] ?? .null).setting("points", Sample.ring(points)))
  }

  @Test("the table lists them in the order in which they were given")
  func order() throws {
    let listed = try rows(view(kept, points: given))
    #expect(listed.map { $0[0] } == ["J1", "J2", "J3", "J4"])
    #expect(
      listed.map { "\($0[3]) \($0[4])" } == [
        "120.31000000 32.01000000", "120.31000000 32.00000000", "120.30000000 32.00000000", "120.30000000 32.01000000",
      ])
    #expect(try said(view(kept, points: given)).contains("点号按提交的次序编排。"))
  }

  @Test("a record without an order of its own is listed as its geometry stands")
  func absent() throws {
    #expect(try rows(view(kept, points: nil)).map { "\($0[3]) \($0[4])" }.first == "120.30000000 32.00000000")
  }

  @Test("points that were put in are counted and not listed")
  func putIn() throws {
    let more = [kept[0], (120.305, 32.00), kept[1], kept[2], (120.305, 32.01), kept[3]]
    #expect(try rows(view(more, points: given)).count == 4)
    #expect(try said(view(more, points: given)).contains("图形中另有2个点是系统加入的"))
  }
}
