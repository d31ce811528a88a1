import PlanLifecycle
import Zoning

/// The sentences of a check of places.
struct ShiftTexts {
  let held: HeldBorders
  let file: DeliveredFile?
  let comparison: ShiftComparison

  private var subject: String { "“\(comparison.layer)”" }
  private var other: String {
    switch comparison.relation {
    case .sameLayer: "现行的“\(comparison.against)”"
    case .alongBorders, .holdingBorders: "“\(comparison.against)”的界线"
    case .neighbours: "相邻地方的界线"
    }
  }

  /// The answer in one sentence.
  var sentence: String {
    let doubt = file?.doubt.map { "\($0)，按 \(file?.reading ?? "") 核对：" } ?? ""
    return doubt + answer
  }

  private var answer: String {
    let c = comparison
    switch c.verdict {
    case .displaced:
      let whole = c.shifts.count == 1 ? c.shifts[0] : nil
      if let whole, whole.coversAll { return "\(subject)整层与\(other)错开：\(ShiftWords.sentence(whole.displacement, slip: whole.slip))。" }
      let parts = c.shifts.reduce(0) { $0 + $1.parts.count }
      return "\(subject)有 \(parts) 处与\(other)错开，分 \(c.shifts.count) 种情形；其余 \(c.parts.filter { $0.state == .inPlace }.count) 处位置一致。"
    case .inPlace:
      let different = c.parts.filter { $0.state == .different }.map { held.name($0.key) }
      let scatters = c.parts.filter { $0.state == .inPlace }.map(\.scatterMetres).sorted()
      let scatter = scatters.isEmpty ? 0 : scatters[scatters.count / 2]
      let rest = different.isEmpty ? "" : "；\(Self.some(different))的界线重画较多，不是整体移动"
      return "\(subject)与\(other)位置一致，没有发现整体移动\(scatter > 0.5 ? "，界线离散约 \(ShiftWords.length(scatter))" : "")\(rest)。"
    case .different:
      if file == nil { return "\(subject)与\(other)共用的界线不足一半，不能据此判断位置。" }
      return "\(subject)与\(other)不是整体错开：任何平移、旋转或坐标系换算都不能使半数以上的界线重合，应是另一套界线，或者选错了图层。"
    case .notComparable: return "\(subject)与\(other)的共用界线太少，不能判断位置。"
    case .elsewhere:
      let d = c.distance
      let far = d.map { "，中心相距 \(ShiftWords.length($0.metres))，在\(ShiftWords.wind($0.bearingDegrees))方向" } ?? ""
      return "\(subject)完全落在\(other)之外\(far)；经纬度对调、GCJ-02、BD-09、中央经线错用都解释不了。"
    }
  }

  var advice: String? {
    switch comparison.verdict {
    case .displaced: comparison.shifts.first.map(ShiftWords.advice)
    case .inPlace: file?.fault ?? file?.doubt.map { _ in "请在文件里写明坐标系后再交付。" }
    case .different: file == nil ? nil : "请核对选的图层和交付的文件是否对应。"
    case .notComparable: nil
    case .elsewhere: "请核对交付的是不是本省的数据，以及坐标系和单位。"
    }
  }

  /// One displacement, with who has it and how sure it is.
  func sentence(of s: CommonShift) -> String {
    let who = s.coversAll ? "整层" : Self.some(s.parts.map(held.name))
    let after =
      "改正后 \(ShiftWords.length(s.agreesAfterMetres))界线重合（共 \(ShiftWords.length(s.borderMetres))），残差中位数 \(ShiftWords.length(s.residualAfterMetres))"
    let before = s.residualBeforeMetres.map { "，改正前 \(ShiftWords.length($0))" } ?? "，改正前超过 100 米"
    let sure = s.isSure ? "" : "；把握不大，请人工核对"
    return "\(who)\(ShiftWords.sentence(s.displacement, slip: s.slip))。\(after)\(before)\(sure)。"
  }

  static func some(_ names: [String]) -> String {
    names.count <= 6 ? names.joined(separator: "、") : names.prefix(5).joined(separator: "、") + "等 \(names.count) 处"
  }
}
