import ExactJSON
import Foundation
import Testing
import Web

@Suite("pages")
struct PageTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func files(_ folder: String, _ ending: String) throws -> [(name: String, text: String)] {
    let base = root.appendingPathComponent(folder)
    let names = try #require(FileManager.default.enumerator(atPath: base.path)).compactMap { $0 as? String }
    return try names.filter { $0.hasSuffix(ending) && !$0.hasPrefix("vendor/") }.map {
      ($0, try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8))
    }
  }

  @Test("no template holds a style, a handler or a script that the content policy would stop")
  func policy() throws {
    let templates = try Self.files("Sources/Web/Templates", ".mustache")
    #expect(templates.count > 15)
    for (name, text) in templates {
      #expect(!text.contains(" style="), "\(name)")
      #expect(text.firstMatch(of: #/\son[a-z]+=/#) == nil, "\(name)")
      #expect(text.firstMatch(of: #/<script(?![^>]*\ssrc=)/#) == nil, "\(name)")
      #expect(!text.contains("{{{"), "\(name) puts text in unescaped")
    }
    for (name, text) in try Self.files("Public/scripts", ".js") {
      #expect(!text.contains("eval(") && !text.contains("new Function"), "\(name)")
      #expect(text.firstMatch(of: #/setAttribute\("style"/#) == nil, "\(name)")
    }
  }

  static let assessment = #"""
    {"screening":{"id":"a-1","number":"FQ-20260101-000001","at":"2026-01-01T09:05:00+08:00","name":"<b>厂</b> & 'x'","projectCode":null},
     "legalState":{"id":"sha256:ab","asOf":"2026-01-01","editions":[]},"engineRules":"r1","areaMethod":"ellipsoid","conclusion":"prohibited","mayBecome":[],
     "answer":"1 条禁止性条款未满足：地块距岸线 412.07 m，应大于 1,000 m。",
     "counts":{"kept":1,"broken":1,"undetermined":1,"duty":0,"manual":0,"faulty":0,"notApplicable":0,"context":0,"binding":3},
     "project":{"facts":{"construction":"new","industries":["C2614"]}},
     "site":{"kind":"polygon","areaSquareMetres":44199.48,"outsideShare":0,"geometry":null,"notes":[]},"assumed":[],
     "units":[{"code":"ZH32128220001","name":"示范园","class":"key","areaSquareMetres":44199.48,"share":1}],
     "zones":[],"tolerated":[{"layer":"管控单元","code":"ZH32128210001","name":"湿地","areaSquareMetres":0.31}],"nearest":[],"facts":{},
     "clauses":[
      {"id":"A-1","tier":"province","owner":"320000","ownerName":"全省","dimension":"spatial","effect":"prohibit","outcome":"broken","text":"禁止<script>新建","because":"距岸线 412.07 m。",
       "source":{"document":"cjf","citation":"《长江保护法》第二十六条"},"margin":{"fact":"map.distance.岸线","actual":412.07,"relation":">","limit":1000,"value":-587.93,"unit":"m","borderline":false},"notHeld":[]},
      {"id":"A-2","tier":"city","owner":"321200","ownerName":"泰州市","dimension":"discharge","effect":"require","outcome":"undetermined","text":"按 1 : 2 替代。","because":"缺排放量。","source":{"document":"x","citation":"《清单》"},"margin":null,"notHeld":[]},
      {"id":"A-3","tier":"unit","owner":"ZH32128220001","ownerName":"示范园","dimension":"risk","effect":"require","outcome":"kept","text":"距居民不少于 500 m。","because":"1,211.37 m。","source":{"document":"x","citation":"《清单》"},"margin":null,"notHeld":[]}],
     "missingFacts":[{"fact":"emissions.VOCs","label":"VOCs 排放量","type":"number","unit":"t/a","options":[],"supplier":"applicant","question":"每年多少吨？","why":"替代用。","neededBy":["A-2"]},
      {"fact":"park.quota.VOCs","label":"园区余量","type":"number","unit":"t/a","options":[],"supplier":"registry","question":"余量？","why":"台账。","neededBy":["A-2"]}],
     "notChecked":[{"what":"文物保护范围","why":"不在清单里"}]}
    """#

  static func rendered(_ faults: [Refusal.FieldFault] = [], typed: [String: String] = [:]) throws -> String {
    let trace =
      #"{"A-1":{"applies":{"text":"项目.建设性质 = \"新建\"","value":"是","state":"true","fact":null,"children":[{"text":"项目.建设性质","value":"新建","state":"value","fact":"construction","children":[]}]},"kept":{"text":"距离(\"岸线\") > 1000","value":"否","state":"false","fact":null,"children":[{"text":"距离(\"岸线\")","value":"412.07","state":"value","fact":"map.distance.岸线","children":[]}]},"except":null}}"#
    let page = AssessmentPage(
      json: try JSONValue(parsing: assessment), traces: try JSONValue(parsing: trace), id: "a-1", hash: "sha256:0123456789abcdef0123",
      industryNames: ["C2614": "有机化学原料制造"], faults: faults, typed: typed)
    return try PageLibrary().render("assessment", page.view, in: PageFrame(assets: "/assets/v/", place: .screening))
  }

  @Test("the result page holds the answer, every clause, the figures, the trace, what is missing and what was not checked")
  func assessmentPage() throws {
    let html = try Self.rendered()
    for words in [
      "禁止准入", "地块距岸线 412.07\u{A0}m，应大于 1,000\u{A0}m。", "FQ-20260101-000001", "C2614 有机化学原料制造", "《长江保护法》第二十六条", "差\u{A0}587.93\u{A0}m",
      "44,199.48\u{A0}m²", "100.00%", "允差内 1 处", "VOCs 排放量", "园区余量", "文物保护范围", "sha256:0123456789abcdef0123", "2026年1月1日", "按 1 : 2 替代。",
      "距居民不少于 500\u{A0}m。", "412.07", "href=\"#fact-emissions-VOCs\"", "name=\"emissions.VOCs\"",
    ] {
      #expect(html.contains(words), "\(words)")
    }
    #expect(!html.contains("{{"))
    #expect(html.components(separatedBy: "class=\"clause ").count - 1 == 3)
  }

  @Test("words from outside are never markup")
  func escaped() throws {
    let html = try Self.rendered()
    #expect(!html.contains("<b>厂</b>") && html.contains("&lt;b&gt;厂&lt;/b&gt; &amp; &#39;x&#39;"))
    #expect(!html.contains("禁止<script>") && html.contains("禁止&lt;script&gt;新建"))
  }

  @Test("a refused figure comes back with its sentence at the field, what was typed kept")
  func fault() throws {
    let html = try Self.rendered([.init(field: "emissions.VOCs", message: "排放量不能小于 0，请改正。")], typed: ["emissions.VOCs": "-3"])
    #expect(html.contains("排放量不能小于 0，请改正。"))
    #expect(html.contains("value=\"-3\""))
    #expect(html.contains("aria-invalid=\"true\""))
  }

  @Test("ids and links inside the page meet")
  func anchors() throws {
    let html = try Self.rendered()
    let ids = Set(html.matches(of: #/\sid="([^"]+)"/#).map { String($0.1) })
    for link in html.matches(of: #/href="#([^"]+)"/#).map({ String($0.1) }) { #expect(ids.contains(link), "#\(link)") }
    let all = html.matches(of: #/\sid="([^"]+)"/#).map { String($0.1) }
    #expect(all.count == ids.count, "an id stands twice")
  }

  @Test("a partial that is named and missing would be found at start")
  func partials() {
    #expect(PageLibrary.partials(in: "{{>a}} {{<layout}} {{# b}} {{> c }}{{/layout}}") == ["a", "layout", "c"])
  }
}
