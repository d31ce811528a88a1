import ExactJSON

/// Whether a delivered layer lies where it should: the form, and what was found in words, a table and a picture.
struct ChecksPage {
  let layers: [(id: String, title: String)]
  /// The layer that was chosen.
  let chosen: String?
  var crs: String?
  var report: JSONValue?
  var refusal: String?

  /// Rows of the table before the rest is left to the data.
  static let shown = 120

  init(layers: [(id: String, title: String)], chosen: String?) {
    self.layers = layers
    self.chosen = chosen
  }

  var view: View {
    let systems = [
      ("", "按文件所写"), ("EPSG:4490", "CGCS2000 经纬度"), ("EPSG:4548", "3 度带，中央经线 117°"), ("EPSG:4549", "3 度带，中央经线 120°"),
      ("EPSG:4527", "3 度带，带号 39"), ("EPSG:4528", "3 度带，带号 40"), ("GCJ-02", "GCJ-02"), ("BD-09", "BD-09"),
    ]
    return [
      "layers": .list(layers.map { ["id": .text($0.id), "title": .text($0.title), "chosen": .flag($0.id == chosen)] }),
      "systems": .list(systems.map { ["id": .text($0.0), "title": .text($0.1), "chosen": .flag($0.0 == crs ?? "")] }),
      "refusal": .maybe(refusal), "check": report?.items("checks").first.map(Self.check) ?? .absent,
    ]
  }

  private static func check(_ c: JSONValue) -> View {
    let verdict = c.string("verdict") ?? ""
    let looks: [String: Look] = [
      "inPlace": Look(tone: "yes", shape: "v-yes", word: "位置一致"), "displaced": Look(tone: "no", shape: "v-broken", word: "整体错开"),
      "elsewhere": Look(tone: "no", shape: "v-no", word: "不在本省"), "different": Look(tone: "if", shape: "v-if", word: "不是同一套界线"),
    ]
    let parts = c.items("parts")
    let displaced = parts.filter { $0.string("state") == "displaced" }
    let others = parts.filter { $0.string("state") != "displaced" }
    let rows = displaced + (displaced.isEmpty ? others : [])
    return [
      "look":
        (verdict == "inPlace" && c["delivery"]?.string("fault") != nil
        ? Look(tone: "if", shape: "v-if", word: "坐标写法有误") : looks[verdict] ?? Look(tone: "unk", shape: "v-unk", word: "不能判断")).view,
      "sentence": .maybe(c.string("sentence")),
      "advice": .maybe(c.items("shifts").isEmpty ? c.string("advice") : nil),
      "file": .maybe(c["delivery"]?.string("file")), "features": .maybe(Figures.plain(c["delivery"]?["features"])),
      "reading": .maybe(c["delivery"]?.string("reading")),
      "notes": .some((c["delivery"]?.items("notes") ?? []).compactMap(\.stringValue).map { ["text": .text($0)] }),
      "shifts": .some(
        c.items("shifts").map {
          ["sentence": .maybe($0.string("sentence")), "advice": .maybe($0.string("advice")), "sure": .flag($0["sure"]?.boolValue == true)]
        }),
      "parts": .some(rows.prefix(shown).map(part)), "anyParts": .flag(!rows.isEmpty), "moved": .flag(!displaced.isEmpty),
      "still": .maybe(displaced.isEmpty || others.isEmpty ? nil : Figures.count(others.filter { $0.string("state") == "inPlace" }.count)),
      "more": .maybe(rows.count > shown ? Figures.count(rows.count - shown) : nil),
      "picture": ShiftPictureView(c).view,
    ]
  }

  private static func part(_ p: JSONValue) -> View {
    let d = p["displacement"]
    let states = ["inPlace": "位置一致", "displaced": "错开", "different": "界线不同", "notComparable": "共边太少"]
    func metres(_ value: JSONValue?) -> View { .maybe(value?.doubleValue.map(metresText)) }
    let turned = (d?["rotationDegrees"]?.doubleValue).flatMap {
      $0 == 0 ? nil : "\(Figures.rounded("\(abs($0))", places: 4))° \($0 > 0 ? "逆时针" : "顺时针")"
    }
    return [
      "name": .maybe(p.string("name")), "code": .maybe(p.string("code")), "state": .text(states[p.string("state") ?? ""] ?? ""),
      "bearing": .maybe(d?.string("bearing")), "length": metres(d?["lengthMetres"]), "east": metres(d?["eastMetres"]),
      "north": metres(d?["northMetres"]), "turn": .text(turned ?? "—"),
      "before": .text(p["residualBeforeMetres"]?.doubleValue.map(metresText) ?? "超过 100"),
      "after": .text(p["residualAfterMetres"]?.doubleValue.map(metresText) ?? "超过 100"),
      "agrees": .text(kilometres(p["agreesAfterMetres"])), "border": .text(kilometres(p["borderMetres"])),
    ]
  }

  private static func metresText(_ m: Double) -> String { Figures.rounded("\(m)", places: abs(m) < 100 ? 2 : 0) }

  private static func kilometres(_ value: JSONValue?) -> String { Figures.rounded("\((value?.doubleValue ?? 0) / 1000)", places: 1) }
}
