import Exchange
import Geometry
import Testing
import Zoning

@Suite("Excel workbooks")
struct WorkbookTests {
  @Test("a coordinate table in a workbook is read as if it had been pasted")
  func site() async throws {
    let reading = try await reader.read(SiteUpload(bytes: fixture("points.xlsx"), fileName: "points.xlsx"))
    #expect(reading.format == .coordinateTable)
    #expect(try reading.footprint().geometry == .polygons([squarePolygon]))
    #expect(reading.notes == ["坐标表第 1 行“示范项目界址点坐标表”没有坐标，未采用。"])
  }

  @Test("a list in Chinese words, with Excel's dates and numbers, first sheet only")
  func list() async throws {
    let clauses = try await ClauseListFile.read(fixture("lists.xlsx"), fileName: "lists.xlsx", worker: worker).clauses
    #expect(
      clauses == [
        Clause(
          id: "JS-KJ-001", tier: .province, owner: "320000", dimension: .spatial, effect: .prohibit, binding: .project, judgement: .machine,
          text: "长江干支流岸线一公里范围内，禁止新建、扩建化工项目。\n“第二行”<&>", source: ClauseSource(document: "长江保护法", article: "第二十六条"),
          validity: Validity(from: CivilDate("2021-03-01")), applies: "项目.是否化工项目", kept: "距离(长江干支流岸线) > 1000"),
        Clause(
          id: "U-1", tier: .unit, owner: "ZH32011520012", dimension: .resource, effect: .require, binding: .government, judgement: .later,
          text: "文字", source: ClauseSource(document: "清单", article: nil),
          validity: Validity(from: CivilDate("2024-07-01"), until: CivilDate("2027-01-01"))),
      ])
    // CSV goes the same way.
    #expect(try await ClauseListFile.read(ClauseListFile.write(clauses), fileName: "lists.csv", worker: worker).clauses == clauses)
  }

  /// A workbook with one sheet of the given XML.
  private func workbook(_ sheet: String, shared: String = "<sst><si><t>x</t></si></sst>", more: KeyValuePairs<String, [UInt8]> = [:])
    -> [UInt8]
  {
    var zip = ZipBytes([
      "[Content_Types].xml": [],
      "xl/workbook.xml": Array(
        "<workbook><sheets><sheet name='a' state='hidden' r:id='rId9'/><sheet name='b' r:id='rId1'/></sheets></workbook>".utf8),
      "xl/_rels/workbook.xml.rels": Array("<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>".utf8),
      "xl/worksheets/sheet1.xml": Array(sheet.utf8), "xl/sharedStrings.xml": Array(shared.utf8),
    ])
    zip.members += more.map { ZipBytes.Member(name: $0.key, content: $0.value) }
    return zip.bytes
  }

  private func refused(_ bytes: [UInt8]) async -> String { await refusal(SiteUpload(bytes: bytes, fileName: "a.xlsx")) }

  @Test("inline text, rich text, gaps, comments and character numbers")
  func xml() async throws {
    let sheet = """
      <?xml version="1.0"?><!-- made by hand --><x:worksheet xmlns:x="y"><x:sheetData>
      <x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>E118&#176;48&#x2032;00&#8243;</x:t></x:is></x:c><x:c r="D2" t="s"><x:v>0</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>
      """
    let shared = "<sst><si><r><t>N32°03′</t></r><r><t><![CDATA[36″]]></t></r><rPh><t>读音</t></rPh></si></sst>"
    let reading = try await reader.read(SiteUpload(bytes: workbook(sheet, shared: shared)))
    #expect(try reading.footprint().geometry == .points([GridPoint(longitude: 118.8, latitude: 32.06)]))
  }

  @Test("workbooks that are spoilt, reach outside or carry macros")
  func refusals() async {
    let entities =
      #"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1"><v>&e;</v></c></row></sheetData></worksheet>"#
    #expect(await refused(workbook(entities)) == "XML 中定义了实体（DOCTYPE 或 ENTITY），可能引出别处的内容，已拒收，请改交 GeoJSON。")
    #expect(
      await refused(workbook("<worksheet><row r='1'><c><v>&unknown;</v></c></row></worksheet>"))
        == "XML 中定义了实体（DOCTYPE 或 ENTITY），可能引出别处的内容，已拒收，请改交 GeoJSON。")
    #expect(await refused(workbook("<worksheet><sheetData><row r='1'>")) == "“Excel 工作簿”已损坏：内容不是完整的 XML，请重新导出。")
    #expect(await refused(workbook(String(repeating: "<a>", count: 10_000))) == "“Excel 工作簿”已损坏：内容不是完整的 XML，请重新导出。")
    #expect(await refused(workbook("<worksheet><row r='1'><c t='s'><v>7</v></c></row></worksheet>")) == "“Excel 工作簿”已损坏：文字表不完整，请重新导出。")
    #expect(await refused(workbook("<worksheet><row r='-1'><c><v>7</v></c></row></worksheet>")) == "“Excel 工作簿”已损坏：行号不对，请重新导出。")
    #expect(await refused(workbook("<worksheet><c r='A1'><v>7</v></c></worksheet>")) == "“Excel 工作簿”已损坏：单元格的位置不对，请重新导出。")
    #expect(await refused(workbook("<worksheet/>")) == "没有找到坐标，请每行写一个点，例如“J1, 118.7654321, 32.0612345”。")
    #expect(await refused(workbook("<worksheet/>", more: ["xl/vbaProject.bin": [1]])) == "不接收带宏的 Excel 工作簿，请另存为不带宏的 .xlsx 后再提交。")
    #expect(await refused(ZipBytes(["xl/workbook.xml": [1]]).bytes) == "“Excel 工作簿”已损坏：缺少目录，请重新导出。")
  }
}
