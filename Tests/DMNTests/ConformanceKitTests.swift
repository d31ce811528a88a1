import DMN
import Foundation
import Testing

/// The public conformance kit, as it is and after every model went through the writer.
@Suite("DMN conformance kit")
struct ConformanceKitTests {
  static let kit = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("dmn-tck")
  /// 2026-08-15, 12:00 UTC.
  static let now: ConformanceRun.FEELDateTimeSource = { (1_786_795_200, 0) }

  @Test("every case of the kit passes")
  func kitPasses() throws {
    var run = ConformanceRun(now: Self.now)
    try run.run(folders: [Self.kit])
    #expect(run.failures.isEmpty, "\(run.failures.map(\.line).joined(separator: "\n"))")
    #expect(run.failedCount == 0)
    #expect(run.passed > 900)
  }

  @Test("every case passes when its model was written as DMN 1.5 and read again, and the model is equal")
  func roundTrip() throws {
    var run = ConformanceRun(now: Self.now) { model in
      let again = try DMNReader.model(Data(DMNWriter.xml(model).utf8))
      #expect(again == model, "\(model.name) changes on its way through the writer")
      return again
    }
    try run.run(folders: [Self.kit])
    #expect(run.failures.isEmpty, "\(run.failures.map(\.line).joined(separator: "\n"))")
    #expect(run.passed > 900)
  }

  @Test("a wrong expectation is found and said, with expected and actual")
  func failuresAreSeen() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dmn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
        <decision name="和" id="a"><variable name="和"/><literalExpression><text>1 + 1</text></literalExpression></decision>
      </definitions>
      """
    let cases = """
      <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <modelName>m.dmn</modelName>
        <testCase id="1"><resultNode name="和"><expected><value xsi:type="xsd:decimal">3</value></expected></resultNode></testCase>
        <testCase id="2"><resultNode name="和"><expected><value xsi:type="xsd:decimal">2</value></expected></resultNode></testCase>
      </testCases>
      """
    try Data(model.utf8).write(to: folder.appendingPathComponent("m.dmn"))
    try Data(cases.utf8).write(to: folder.appendingPathComponent("m-test.xml"))
    var run = ConformanceRun(now: Self.now)
    try run.run(folders: [folder])
    #expect(run.passed == 1)
    #expect(run.failedCount == 1)
    #expect(run.failures.first?.expected == "3")
    #expect(run.failures.first?.actual == "2")
  }
}
