import ExactJSON
import Reports
import Testing

@Suite("The document")
struct DocumentTests {
  private func parts(_ paper: JSONValue) -> [JSONValue] { paper["parts"]?.arrayValue ?? [] }
  private func part(_ paper: JSONValue, _ title: String) -> JSONValue { parts(paper).first { $0["title"]?.stringValue == title } ?? .null }
  private func blocks(_ part: JSONValue, _ kind: String) -> [JSONValue] {
    (part["blocks"]?.arrayValue ?? []).filter { $0["kind"]?.stringValue == kind }
  }
  private func plain(_ words: JSONValue?) -> String {
    words?.stringValue ?? (words?.arrayValue ?? []).compactMap { $0.arrayValue?.last?.stringValue }.joined()
  }
  private func said(_ part: JSONValue) -> String { blocks(part, "paragraph").map { plain($0["words"]) }.joined() }

  @Test("the parts stand in their fixed order, and each stays even when it has nothing to say")
  func order() throws {
    let titles = [
      "项目基本情况", "选址范围", "涉及的管控单元和要素分区", "相符性逐条分析", "未满足的要求及调整方案", "待定、需人工研判和后续落实的要求", "临界余量与结论稳定性",
      "环评与排污许可管理类别提示", "依据、版本与计算方法", "未检查事项", "使用说明",
    ]
    #expect(parts(try Sample.document(Sample.view)).compactMap { $0["title"]?.stringValue } == titles)
    var empty = Sample.view
    for key in ["clauses", "units", "zones", "tolerated", "nearest", "missingFacts", "notChecked", "assumed"] {
      empty = empty.setting(key, .array([]))
    }
    empty = empty.setting("project", .object(["facts": .object([JSONMember]())]))
    let paper = try Sample.document(empty)
    #expect(parts(paper).compactMap { $0["title"]?.stringValue } == titles)
    #expect(said(part(paper, "涉及的管控单元和要素分区")).contains("选址未落入任何生态环境管控单元。"))
    #expect(said(part(paper, "未满足的要求及调整方案")) == "本项目无未满足的要求。")
    #expect(said(part(paper, "临界余量与结论稳定性")).hasSuffix("未作稳定性分析。"))
    #expect(said(part(paper, "未检查事项")) == "本次没有应说明的未检查事项。")
  }

  @Test("the eight counts are those of the clauses and add up to all of them")
  func counts() throws {
    for view in [Sample.view, Sample.withClauses(0), Sample.withClauses(100)] {
      let verdict = try Sample.document(view)["verdict"]
      let counts = (verdict?["counts"]?.arrayValue ?? []).compactMap { $0.arrayValue?.compactMap(\.stringValue) }
      #expect(counts.count == 8)
      #expect(counts.reduce(0) { $0 + (Int($1[2]) ?? -1) } == view["clauses"]?.arrayValue?.count)
    }
    let counts = (try Sample.document(Sample.view)["verdict"]?["counts"]?.arrayValue ?? []).compactMap {
      $0.arrayValue?.compactMap(\.stringValue)
    }
    #expect(
      counts == [
        ["√", "已满足", "14"], ["×", "未满足", "3"], ["△", "待定", "4"], ["☐", "需人工研判", "1"], ["▷", "后续落实", "2"], ["!", "规则有误", "1"],
        ["—", "不涉及", "3"], ["○", "不评判", "3"],
      ])
  }

  @Test("the box says the answer first and then why, with the numbers of the clauses")
  func box() throws {
    let verdict = try Sample.document(Sample.view)["verdict"]
    #expect(verdict?["word"]?.stringValue == "禁止准入")
    #expect(verdict?["answer"]?.stringValue == "2条禁止性条款和1条限制性条款未满足：地块距长江干支流岸线936.41\u{A0}m，应大于1\u{A0}000\u{A0}m。")
    #expect(
      plain(verdict?["paragraph"])
        == "经与《江苏省生态环境分区管控成果（2024年动态更新，示范）》等2个现行成果版本及有关法律法规逐条比对，本项目涉及管控单元3个、要素分区和其他管控区域6个，查验要求31条。按提交的选址和方案，有3条要求（第5、12、30条）未满足，其中禁止性要求3条。研判结论为禁止准入。另有4条（第7、19、27、29条）因缺少事实尚不能判定，不视为已满足。有1条（第3条）规则有误，未能判定，应由清单发布单位更正。有1条（第4条）需人工研判。有2条（第9、11条）应在后续环节落实。补齐第七节所列5项事实后可再行研判。"
    )
  }

  @Test(
    "each conclusion has its own sentence",
    arguments: [
      ("conforms", ["kept", "notApplicable", "context"], "各项要求均已满足，研判结论为符合。"),
      ("conditional", ["kept", "manual", "duty"], "在上列事项落实的前提下，研判结论为有条件符合。"),
      ("conditional", ["kept"], "选址有一部分未作研判（见第十一节），研判结论为有条件符合。"),
      ("undetermined", ["kept", "undetermined"], "不视为已满足。研判结论为待定。"),
      ("undetermined", ["kept"], "没有可供比对的单元或者清单（见第十一节），研判结论为待定。"),
      ("nonconforming", ["broken", "kept"], "均为限制性或者要求性条款，调整方案后可以重新研判。研判结论为不符合。"),
    ])
  func conclusions(conclusion: String, outcomes: [String], sentence: String) throws {
    let clauses = (Sample.view["clauses"]?.arrayValue ?? []).filter { outcomes.contains($0["outcome"]?.stringValue ?? "") }
    let view = Sample.view.setting("clauses", .array(clauses)).setting("conclusion", .string(conclusion)).setting(
      "missingFacts", .array([]))
    #expect(plain(try Sample.document(view)["verdict"]?["paragraph"]).contains(sentence))
  }

  @Test("what could still become worse is said")
  func worse() throws {
    let view = Sample.view.setting("mayBecome", .array([.string("prohibited")]))
    #expect(plain(try Sample.document(view)["verdict"]?["paragraph"]).contains("结论还可能变为“禁止准入”"))
  }

  @Test("clauses are grouped by tier, owner and dimension under bands, numbered once through, and printed word for word")
  func clauses() throws {
    let rows = blocks(part(try Sample.document(Sample.view), "相符性逐条分析"), "clauses").first?["rows"]?.arrayValue ?? []
    let bands = rows.compactMap { $0["tier"]?.stringValue }
    #expect(
      bands == [
        "国家要求", "全省要求　江苏省", "流域（区域）要求　长江流域", "市域要求　泰州市", "管控单元要求　ZH32128220003　示范沿江化工产业园（北片）（重点管控）",
        "管控单元要求　ZH32128220001　示范沿江化工产业园（南片）（重点管控）", "管控单元要求　ZH32128210002　示范港清水通道维护区（优先保护）",
      ])
    let printed = rows.filter { $0["text"] != nil }
    #expect(printed.compactMap { $0["number"]?.stringValue } == (1...31).map(String.init))
    let texts = Set((Sample.view["clauses"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue })
    #expect(Set(printed.compactMap { $0["text"]?.stringValue }) == texts)
    let yangtze = printed.first { $0["id"]?.stringValue == "R1-S1" }
    #expect(yangtze?["source"]?.stringValue == "《中华人民共和国长江保护法》第二十六条第二款")
    // The order of the record does not matter.
    let turned = Sample.view.setting("clauses", .array((Sample.view["clauses"]?.arrayValue ?? []).reversed()))
    let again = blocks(part(try Sample.document(turned), "相符性逐条分析"), "clauses").first?["rows"]?.arrayValue ?? []
    #expect(again.compactMap { $0["tier"]?.stringValue }.map { $0.prefix(4) } == bands.map { $0.prefix(4) })
  }

  @Test("the document's number stands in the citation, and what a successor took the place of beside it")
  func citations() throws {
    let view = Sample.view.changingClauses { c in
      guard c["id"]?.stringValue == "R1-S1" else { return c }
      return c.setting(
        "source",
        .object([
          "document": .string("生态环境法典"), "title": .string("生态环境法典"), "number": .string("主席令第101号"), "article": .null,
          "citation": .string("《生态环境法典》（对应条款待核）"), "state": .string("successorArticleUnknown"), "original": .string("《长江保护法》"),
        ]))
    }
    let rows = blocks(part(try Sample.document(view), "相符性逐条分析"), "clauses").first?["rows"]?.arrayValue ?? []
    #expect(rows.first { $0["id"]?.stringValue == "R1-S1" }?["source"]?.stringValue == "《生态环境法典》（对应条款待核）（主席令第101号）；清单所载依据：《长江保护法》")
  }

  @Test("margins come scarcest first, with every recorded digit, the relation and the sign")
  func margins() throws {
    let rows = blocks(part(try Sample.document(Sample.view), "临界余量与结论稳定性"), "margins").first?["rows"]?.arrayValue ?? []
    #expect(rows.count == 7)
    #expect(rows.prefix(2).map { $0["short"]?.boolValue } == [true, true])
    #expect(rows.dropFirst(2).allSatisfy { $0["short"]?.boolValue == false })
    let yangtze = rows.first { $0["clause"]?.stringValue == "第12条" }
    #expect(yangtze?["quantity"]?.stringValue == "距“长江干支流岸线”")
    #expect(yangtze?["actual"]?.stringValue == "936.41\u{A0}m")
    #expect(yangtze?["limit"]?.stringValue == ">\u{A0}1\u{A0}000.00\u{A0}m")
    #expect(yangtze?["room"]?.stringValue == "\u{2212}63.59")
    #expect(yangtze?["ratio"]?.numberText == "936")
  }

  @Test("shares of the units add up, areas are printed as recorded")
  func units() throws {
    let table = blocks(part(try Sample.document(Sample.view), "涉及的管控单元和要素分区"), "table").first
    let rows = table?["rows"]?.arrayValue ?? []
    #expect(rows.prefix(3).map { plain($0["cells"]?.arrayValue?.last) } == ["61.95%", "37.25%", "0.80%"])
    #expect(rows.last?["sums"]?.arrayValue?.compactMap(\.stringValue) == ["293\u{A0}591.49", "100.00%"])
    #expect(plain(rows.first?["cells"]?.arrayValue?[4]) == "181\u{A0}875.63")
  }

  @Test("facts are printed in their own words: things with their measures, offsets of one source together, relocation as it was stated")
  func facts() throws {
    func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue { .object(members) }
    let facts = object([
      "industries": .array([.string("C2614")]), "construction": .string("relocation"),
      "products": .array([
        object(["name": .string("中间体"), "capacity": .number("6000"), "unit": .string("t/a"), "isIntermediate": .bool(true)])
      ]),
      "papers": .array([]), "emissions.TP": .number("0.02"), "offset.TP.amount": .number("0.052"), "offset.TP.source": .string("甲厂"),
      "offset.TN.source": .string("甲厂"), "offset.COD.source": .string("乙厂"), "resources.investment_cny": .number("520000000"),
      "resources.waterReuseShare": .number("0.93"), "attributes.两高": .bool(false),
    ])
    let blocks = blocks(part(try Sample.document(Sample.view.setting("project", object(["facts": facts]))), "项目基本情况"), "pairs")
    let rows = (blocks.first?["rows"]?.arrayValue ?? []).compactMap { $0.arrayValue?.prefix(2).compactMap(\.stringValue) }
    func value(_ label: String) -> [String] { rows.filter { $0.first == label }.compactMap(\.last) }
    #expect(value("国民经济行业") == ["C2614 有机化学原料制造"])
    #expect(value("建设性质") == ["迁建（按新建对待）"])
    #expect(value("产品方案") == ["中间体\u{A0}6\u{A0}000\u{A0}t/a（是中间体：是）"])
    #expect(value("已取得的文件") == ["无"])
    #expect(value("削减替代来源") == ["TP、TN：甲厂", "COD：乙厂"])
    #expect(value("投资额") == ["52\u{A0}000\u{A0}万元"])
    #expect(value("水重复利用率") == ["93.00%"])
    #expect(value("特征属性") == ["两高：否"])
  }

  @Test("boundary points are listed in the local zone, X north and Y east, each distance as the printed figures give it")
  func points() throws {
    let site = part(try Sample.document(Sample.view), "选址范围")
    #expect(said(site).contains("3度带高斯–克吕格投影（中央经线120°，EPSG:4549）"))
    let table = blocks(site, "table").first
    #expect(
      (table?["columns"]?.arrayValue ?? []).compactMap { $0["title"]?.stringValue } == ["点号", "X（北）/m", "Y（东）/m", "经度/°", "纬度/°", "至下一点/m"])
    let rows = (table?["rows"]?.arrayValue ?? []).compactMap { $0["cells"]?.arrayValue?.map(plain) }
    #expect(rows.count == 10)
    // Numbered from the north-western point on. pyproj: EPSG:4490 → EPSG:4549.
    #expect(rows[0] == ["J1", "3\u{A0}542\u{A0}663.86", "530\u{A0}771.04", "120.32566672", "32.00689960", "322.23"])
    #expect(rows.contains { $0[1...4] == ["3\u{A0}542\u{A0}094.52", "530\u{A0}783.73", "120.32578286", "32.00176492"] })
    func metres(_ s: String) -> Double { Double(s.replacing("\u{A0}", with: "")) ?? .nan }
    for (i, row) in rows.enumerated() {
      let next = rows[(i + 1) % rows.count]
      let dx = metres(row[1]) - metres(next[1])
      let dy = metres(row[2]) - metres(next[2])
      #expect(abs((dx * dx + dy * dy).squareRoot() - metres(row[5])) <= 0.0051)
    }
  }

  @Test("points that only divide a straight edge are counted and not listed")
  func dividingPoints() throws {
    let view = Sample.withSite(
      Sample.ring([(120.33, 32), (120.332, 32), (120.334, 32), (120.334, 32.004), (120.33, 32.004)]))
    let site = part(try Sample.document(view), "选址范围")
    let rows = (blocks(site, "table").first?["rows"]?.arrayValue ?? []).compactMap { $0["cells"]?.arrayValue?.map(plain) }
    #expect(rows.map { $0[3] } == ["120.33000000", "120.33400000", "120.33400000", "120.33000000"])
    #expect(rows.map { $0[4] } == ["32.00400000", "32.00400000", "32.00000000", "32.00000000"])
    #expect(said(site).contains("另有1个点只把直线段等分"))
  }

  @Test("a site of more than 500 points is cut to twenty, with their number and the digest of the geometry")
  func manyPoints() throws {
    func circle(_ n: Int) -> JSONValue {
      Sample.withSite(
        Sample.ring(
          (0..<n).map { i in
            let x = 120.33 + 0.004 * Double(i) / Double(n)
            let y = 32 + 0.00001 * Double(i * i % 37)
            return (x, y)
          }))
    }
    let whole = part(try Sample.document(circle(500)), "选址范围")
    #expect(blocks(whole, "table").first?["rows"]?.arrayValue?.count == 500)
    #expect(!said(whole).contains("列出前"))
    let cut = part(try Sample.document(circle(501)), "选址范围")
    #expect(blocks(cut, "table").first?["rows"]?.arrayValue?.count == 20)
    #expect(said(cut).contains("共501个点，表中列出前20个"))
    #expect(said(cut).contains("校验码为sha256:"))
  }

  @Test("parts and holes of a site each have their band, points are numbered once through")
  func holes() throws {
    func square(_ x: Double, _ y: Double, _ d: Double) -> JSONValue {
      Sample.ring([(x, y), (x + d, y), (x + d, y + d), (x, y + d)])["coordinates"]?.arrayValue?.first ?? .null
    }
    let geometry = JSONValue.object([
      "type": .string("MultiPolygon"),
      "coordinates": .array([.array([square(120.32, 32, 0.004), square(120.321, 32.001, 0.001)]), .array([square(120.33, 32, 0.002)])]),
    ])
    let rows = blocks(part(try Sample.document(Sample.withSite(geometry)), "选址范围"), "table").first?["rows"]?.arrayValue ?? []
    #expect(rows.compactMap { $0["band"]?.stringValue } == ["地块1外边界", "地块1内边界", "地块2外边界"])
    #expect(rows.compactMap { $0["cells"]?.arrayValue?.first.map(plain) } == (1...12).map { "J\($0)" })
  }

  @Test("lines and points are said to be such")
  func otherKinds() throws {
    let line = JSONValue.object([
      "type": .string("LineString"),
      "coordinates": .array([.array([.number("120.3"), .number("32")]), .array([.number("120.31"), .number("32.01")])]),
    ])
    #expect(said(part(try Sample.document(Sample.withSite(line, kind: "line")), "选址范围")).hasPrefix("选址为线状工程"))
    let point = JSONValue.object(["type": .string("Point"), "coordinates": .array([.number("120.3"), .number("32")])])
    #expect(said(part(try Sample.document(Sample.withSite(point, kind: "point")), "选址范围")).hasPrefix("选址为点位，不计面积"))
  }

  @Test("the code's address carries the unguessable id and the hash, never the number")
  func address() throws {
    let verification = try Sample.document(Sample.view)["verification"]
    let id = Sample.view["screening"]?["id"]?.stringValue ?? ""
    let hash = Sample.view["screening"]?["hash"]?.stringValue ?? ""
    #expect(verification?["address"]?.stringValue == "https://fenqu.example/screenings/\(id)?h=\(hash.dropFirst(7).prefix(16))")
    var composer = try ReportComposer(Sample.view, publicURL: "http://10.0.0.8:8080/", isDemonstration: false)
    #expect(composer.document().paperJSON["verification"]?["address"]?.stringValue?.hasPrefix("http://10.0.0.8:8080/screenings/") == true)
  }

  @Test("a screening that was not stored says so and has no code")
  func notStored() throws {
    let paper = try Sample.document(Sample.view.removing("screening"))
    #expect(paper["head"]?["number"]?.stringValue == "未登记")
    #expect(paper["verification"]?["address"]?.isNull == true)
  }

  @Test(
    "a record without what a report needs is refused with the name of what is missing",
    arguments: [("conclusion", "研判结论"), ("clauses", "逐条结果"), ("legalState", "法律时点"), ("site", "选址"), ("id", "研判结果标识")])
  func incomplete(key: String, name: String) {
    let error = #expect(throws: ReportError.self) { try Sample.document(Sample.view.removing(key)) }
    #expect(error?.message.hasPrefix("研判记录不完整（缺少\(name)") == true)
  }

  @Test("an address that is none is refused", arguments: ["fenqu.example", "", "ftp://x", "https://a b"])
  func badAddress(text: String) {
    #expect(throws: ReportError.badPublicURL(text)) { try ReportComposer(Sample.view, publicURL: text, isDemonstration: true) }
  }

  @Test("generated sentences are set for paper, the law's words are not touched")
  func wording() throws {
    let law = "距离 不小于 1,000 m 的-5 “x”"
    let view = Sample.view.changingClauses {
      $0["id"]?.stringValue == "P-S3"
        ? $0.setting("text", .string(law)).setting("because", .string("余量 -5.5 m，合 1,234.5 hm²，产值 12,34，A-1 至 3-4，约 12 个。")) : $0
    }
    let row = blocks(part(try Sample.document(view), "相符性逐条分析"), "clauses").first?["rows"]?.arrayValue?.first {
      $0["id"]?.stringValue == "P-S3"
    }
    #expect(row?["text"]?.stringValue == law)
    #expect(row?["situation"]?.stringValue == "余量\u{2212}5.5\u{A0}m，合1\u{A0}234.5\u{A0}hm²，产值12,34，A-1至3-4，约12个。")
  }

  @Test("characters that no document can show are replaced, and nothing turns the direction of a line")
  func printable() throws {
    let view = Sample.view.setting(
      "screening", (Sample.view["screening"] ?? .null).setting("name", .string("甲\u{202E}乙\u{7}丙\u{E000}丁\u{200B}")))
    #expect(try Sample.document(view)["head"]?["project"]?.stringValue == "甲乙丙〓丁")
  }
}
