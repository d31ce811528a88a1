import Exchange
import Testing
import Zoning

@Suite("Access lists as CSV")
struct ClauseListTests {
  static let header = "id,tier,owner,dimension,effect,binding,judgement,text,document,article,from,until,applies,kept,except,notes\r\n"
  static let written = String(header.dropLast()) + ",heading,limits,origin,part,cell\r\n"

  private let clauses = [
    Clause(
      id: "JS-KJ-001", tier: .province, owner: "320000", dimension: .spatial, effect: .prohibit, binding: .project, judgement: .machine,
      text: "长江干支流岸线一公里范围内，禁止新建、扩建“化工园区”和化工项目。", source: ClauseSource(document: "长江保护法", article: "第二十六条"),
      validity: Validity(from: CivilDate("2021-03-01"), until: nil), applies: "项目.是否化工项目 and 项目.建设性质 in (\"新建\", \"扩建\")",
      kept: "距离(长江干支流岸线) > 1000"),
    Clause(
      id: "ZH32011520012-01", tier: .unit, owner: "ZH32011520012", dimension: .resource, effect: .require, binding: .government,
      judgement: .later, text: "第一行\n第二行，\"引号\"", source: ClauseSource(document: "南京清单", article: nil),
      validity: Validity(from: CivilDate("2024-07-01"), until: CivilDate("2027-01-01")), except: "a,b", notes: "备注"),
  ]

  private func faults(_ text: String) -> ListFileFaults? {
    do {
      _ = try ClauseListFile.read(Array(text.utf8), fileName: "清单.csv")
      return nil
    } catch {
      guard case .badList(let faults) = error else { return nil }
      return faults
    }
  }

  private func row(_ cells: String) -> String { Self.header + cells + "\r\n" }
  static let good = "A,province,320000,spatial,prohibit,project,machine,文字,长江保护法,,,,,,,"

  @Test("what is written is read again, word for word")
  func roundTrip() throws {
    let bytes = ClauseListFile.write(clauses)
    #expect(try ClauseListFile.read(bytes, fileName: "清单.csv") == clauses)
    #expect(ClauseListFile.write(try ClauseListFile.read(bytes, fileName: "清单.csv")) == bytes)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(Self.written))
    #expect(try ClauseListFile.read([0xEF, 0xBB, 0xBF] + bytes, fileName: "清单.csv") == clauses)
  }

  @Test("Chinese words and columns, in any order, with Excel's dates")
  func chinese() throws {
    let text = "条款内容,编号,层级,所属,维度,管控方式,约束对象,判定方式,依据文件,起始日期,终止日期\n文字,A,管控单元,ZH32011520012,资源利用效率要求,仅允许,约束项目,人工研判,法,2026/8/15,2027年1月1日\n"
    let read = try ClauseListFile.read(Array(text.utf8), fileName: "清单.csv")
    #expect(
      read == [
        Clause(
          id: "A", tier: .unit, owner: "ZH32011520012", dimension: .resource, effect: .permitOnly, binding: .project, judgement: .person,
          text: "文字", source: ClauseSource(document: "法", article: nil),
          validity: Validity(from: CivilDate("2026-08-15"), until: CivilDate("2027-01-01")))
      ])
  }

  @Test("GBK, and UTF-16 with tabs as Excel saves it")
  func encodings() throws {
    // 编号 … in GBK: the Chinese word 禁止 in an otherwise ASCII file.
    let gbk =
      Array(Self.header.utf8) + Array("A,province,320000,spatial,".utf8) + [0xBD, 0xFB, 0xD6, 0xB9]
      + Array(",project,machine,text,doc,,,,,,,\n".utf8)
    #expect(try ClauseListFile.read(gbk, fileName: "清单.csv")[0].effect == .prohibit)
    let tabs = (Self.header + Self.good).replacing(",", with: "\t")
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in tabs.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try ClauseListFile.read(utf16, fileName: "清单.csv")[0].text == "文字")
  }

  @Test("blank rows are skipped and rows keep their numbers")
  func blankRows() {
    #expect(
      faults(Self.header + "\r\n,,,\r\n" + Self.good + "\r\n" + "B" + Self.good.dropFirst().replacing("prohibit", with: "严禁") + "\r\n")?
        .faults.map(\.row) == [5])
  }

  @Test("each bad cell is named with its row, its column, the reason and the remedy")
  func badCells() throws {
    let cases: [(String, String)] = [
      (
        "A,省,320000,spatial,prohibit,project,machine,文字,法,,,,,,,",
        "第 2 行 tier 列：不认识“省”，请填写 nation（国家）、province（全省）、region（流域（区域））、city（市域）、unit（管控单元） 之一"
      ),
      ("A,province,320100,spatial,prohibit,project,machine,文字,法,,,,,,,", "第 2 行 owner 列：“320100”不能是“全省”条款的所属，请填写省的六位代码，例如 320000"),
      ("A,unit,320100,spatial,prohibit,project,machine,文字,法,,,,,,,", "第 2 行 owner 列：“320100”不能是“管控单元”条款的所属，请填写管控单元编码，例如 ZH32011520012"),
      ("A,province,320000,spatial,prohibit,project,machine,,法,,,,,,,", "第 2 行 text 列：是空的，请填写条款内容"),
      ("A,province,320000,spatial,prohibit,project,machine,文字,法,,2026-02-30,,,,,", "第 2 行 from 列：“2026-02-30”不是日期，请写成 2026-08-15 的形式"),
      (
        "A,province,320000,spatial,prohibit,project,machine,文字,法,,2026-08-15,2026-08-15,,,,",
        "第 2 行 until 列：终止日期 2026-08-15 不晚于起始日期 2026-08-15，请改正；终止日期当日起条款失效"
      ),
      ("A B,province,320000,spatial,prohibit,project,machine,文字,法,,,,,,,", "第 2 行 id 列：编号“A B”含有空白或超过 80 个字，请改成不含空白的短编号"),
      ("A,province,320000,spatial,prohibit,project,machine,文字,还有,法,,,,,,,,", "第 2 行 document 列：是空的"),
      ("A,province,320000,spatial,prohibit,project,machine,文字,法,,,,,,,,多余", "第 2 行：比表头多出 1 个单元格，请检查文字中的逗号是否没有放在双引号内"),
      ("A,province,320000,spatial,prohibit,project,machine,\"文字,法", "第 2 行：引号没有闭合，请在该单元格末尾补上双引号，文字中的双引号应写成两个"),
      ("A,province,320000,spatial,prohibit,project,machine,\"文\"字,法", "第 2 行：引号之后还有文字，请把整个单元格放在双引号内，文字中的双引号应写成两个"),
      ("A,province,320000,spatial,prohibit,project,machine,文\"字,法", "第 2 行：没有用引号括起的单元格里有双引号，请把整个单元格放在双引号内，文字中的双引号应写成两个"),
    ]
    for (cells, sentence) in cases where !cells.contains("还有") {
      #expect(faults(row(cells))?.faults.map(\.sentence) == [sentence], "\(cells)")
    }
    let twice = try #require(faults(Self.header + Self.good + "\r\n" + Self.good + "\r\n"))
    #expect(twice.message == "清单文件“清单.csv”第 3 行 id 列：编号“A”与第 2 行重复，请改成不同的编号。")
  }

  @Test("all bad cells are collected, up to fifty, and a cut is said")
  func collected() throws {
    let three = try #require(faults(row("A,省,320000,空间,prohibit,project,machine,,法,,,,,,,")))
    #expect(three.faults.map(\.column) == ["tier", "dimension", "text"])
    #expect(three.message.hasSuffix("（共 3 处，见明细）。"))
    let many = try #require(
      faults(Self.header + (0..<60).map { "A\($0),省,320000,spatial,prohibit,project,machine,文字,法,,,,,,,\r\n" }.joined()))
    #expect(many.faults.count == 50 && many.isCut)
    #expect(many.message.hasSuffix("（共 50 处以上，见明细）。"))
  }

  @Test("columns missing, unknown or twice")
  func columns() throws {
    let missing = try #require(faults("id,tier\nA,province\n"))
    #expect(missing.faults.first?.sentence == "第 1 行 owner 列：缺少这一列，请在表头补上 owner（所属）")
    let unknown = try #require(faults(Self.header.replacing("effect", with: "efect") + Self.good))
    #expect(unknown.faults.map(\.sentence).first == "第 1 行 efect 列：不认识的列名，请删去该列或改正列名，是否想写 effect（管控方式）")
    let twice = try #require(faults(Self.header.replacing("notes", with: "kept") + Self.good))
    #expect(twice.faults.map(\.sentence) == ["第 1 行 kept 列：列名出现了两次，请只保留一列"])
    #expect(try ClauseListFile.read(Array(Self.header.utf8), fileName: "清单.csv").isEmpty)
  }

  @Test("a condition that the caller's check refuses is a bad cell like any other")
  func conditions() throws {
    let text = row("A,province,320000,spatial,prohibit,project,machine,文字,法,,,,项目.（,,,")
    do {
      _ = try ClauseListFile.read(Array(text.utf8), fileName: "清单.csv") { column, expression in
        column == "applies" && expression == "项目.（" ? ("第 4 个字符处不对", "请改为半角括号") : nil
      }
      Issue.record("taken")
    } catch {
      #expect(error.message == "清单文件“清单.csv”第 2 行 applies 列：第 4 个字符处不对，请改为半角括号。")
    }
  }

  @Test("empty files and workbooks")
  func notLists() {
    func message(_ bytes: [UInt8]) -> String {
      do {
        _ = try ClauseListFile.read(bytes, fileName: "清单.csv")
        return "taken"
      } catch {
        return error.message
      }
    }
    #expect(message([]) == "文件“清单.csv”是空的，请检查后重新提交。")
    #expect(message(Array("\r\n\r\n".utf8)) == "文件“清单.csv”是空的，请检查后重新提交。")
    #expect(message([0x50, 0x4B, 3, 4]) == "不接收 Excel 工作簿作为清单文件，请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入。")
  }
}
