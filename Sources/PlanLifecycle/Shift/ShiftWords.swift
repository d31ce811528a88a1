internal import Geodesy

/// Displacements as people say them.
public enum ShiftWords {
  private static let winds = [
    "北", "东北偏北", "东北", "东北偏东", "东", "东南偏东", "东南", "东南偏南", "南", "西南偏南", "西南", "西南偏西", "西", "西北偏西", "西北", "西北偏北",
  ]

  /// One of sixteen winds for a bearing in degrees: `东北偏东`.
  public static func wind(_ bearingDegrees: Double) -> String {
    let turns = (bearingDegrees / 22.5).rounded()
    return winds[((Int(turns) % 16) + 16) % 16]
  }

  /// `0.52 米`, `20.0 米`, `513 米`, `3.61 千米`.
  public static func length(_ metres: Double) -> String {
    let m = abs(metres)
    if m < 10 { return "\(fixed(metres, 2)) 米" }
    if m < 100 { return "\(fixed(metres, 1)) 米" }
    if m < 10_000 { return "\(fixed(metres, 0)) 米" }
    return "\(fixed(metres / 1000, m < 100_000 ? 1 : 0)) 千米"
  }

  /// A number with so many decimals, half away from zero, without the sign of a zero.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "—" }
    var unit: Int64 = 1
    for _ in 0..<decimals { unit *= 10 }
    guard abs(value) < 9e18 / Double(unit) else { return "—" }
    let whole = Int64((value * Double(unit)).rounded())
    let sign = whole < 0 ? "−" : ""
    let digits = String(whole.magnitude % unit.magnitude)
    let fraction = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - digits.count) + digits
    return sign + String(whole.magnitude / unit.magnitude) + fraction
  }

  /// What the displacement is, without who has it: `向东北偏东偏移 20.0 米（东 18.5 米，北 7.7 米）`.
  public static func sentence(_ d: Displacement, slip: KnownSlip?) -> String {
    if let slip { return words(of: slip, d) }
    var parts: [String] = []
    if d.isPlainMove {
      parts.append(move(d))
    } else {
      if let x = d.fixedLongitude, let y = d.fixedLatitude, isNear(d, x, y) {
        let about = "绕东经 \(fixed(x, 4))°、北纬 \(fixed(y, 4))°"
        if d.rotationDegrees != 0 { parts.append("\(about)\(turn(d.rotationDegrees))") }
        if d.scale != 1 { parts.append((d.rotationDegrees == 0 ? about.replacing("绕", with: "以") + "为中心" : "") + size(d.scale)) }
      } else {
        parts.append(move(d))
        if d.rotationDegrees != 0 { parts.append("并\(turn(d.rotationDegrees))") }
        if d.scale != 1 { parts.append(size(d.scale)) }
      }
      parts.append("边界平均错开 \(length(d.meanMetres))")
    }
    return parts.joined(separator: "，")
  }

  private static func move(_ d: Displacement) -> String {
    let east = d.eastMetres < 0 ? "西" : "东"
    let north = d.northMetres < 0 ? "南" : "北"
    return
      "向\(wind(d.bearingDegrees))偏移 \(length(d.lengthMetres))（\(east) \(length(abs(d.eastMetres)))，\(north) \(length(abs(d.northMetres)))）"
  }

  private static func turn(_ degrees: Double) -> String { "\(degrees > 0 ? "逆时针" : "顺时针")转了 \(fixed(abs(degrees), 4))°" }

  private static func size(_ scale: Double) -> String { scale > 1 ? "放大到 \(fixed(scale, 6)) 倍" : "缩小到 \(fixed(scale, 6)) 倍" }

  /// Whether the fixed place is of any use to a reader: within half a degree, which is not farther than a neighbouring city.
  private static func isNear(_ d: Displacement, _ x: Double, _ y: Double) -> Bool {
    abs(x - d.longitude) < 0.5 && abs(y - d.latitude) < 0.5
  }

  private static func words(of slip: KnownSlip, _ d: Displacement) -> String {
    let by = "向\(wind(d.bearingDegrees))偏移约 \(length(d.lengthMetres))，各处不等"
    switch slip {
    case .gcj02: return "坐标是 GCJ-02（高德、腾讯等网络地图），被当作 CGCS2000，\(by)"
    case .bd09: return "坐标是 BD-09（百度地图），被当作 CGCS2000，\(by)"
    case .bd09UndoneOnce: return "坐标原是 BD-09（百度地图），被当作 GCJ-02 转换过，\(by)"
    case .gcj02UndoneTwice: return "坐标本是 CGCS2000，又多做了一次 GCJ-02 转换，\(by)"
    case .meridian(let east):
      return
        "高斯—克吕格坐标按错了中央经线读，经度\(east > 0 ? "大" : "小")了 \(plain(abs(east)))°（约 \(length(d.lengthMetres))），即所用中央经线比应用的偏\(east > 0 ? "东" : "西") \(plain(abs(east)))°"
    case .swapped: return "经度和纬度写反了"
    }
  }

  private static func plain(_ degrees: Double) -> String { degrees == degrees.rounded() ? fixed(degrees, 0) : fixed(degrees, 1) }

  /// What should be done about a displacement.
  public static func advice(_ shift: CommonShift) -> String {
    switch shift.slip {
    case .gcj02: return "请注明坐标系 GCJ-02 后重新核对，或由交付单位改交 CGCS2000 坐标；改正前不要导入。"
    case .bd09: return "请注明坐标系 BD-09 后重新核对，或由交付单位改交 CGCS2000 坐标；改正前不要导入。"
    case .bd09UndoneOnce, .gcj02UndoneTwice: return "请交付单位从原始数据重新转换为 CGCS2000；不要在现有坐标上再改。改正前不要导入。"
    case .meridian: return "请核对投影文件中的中央经线和带号，按正确的 3 度带重新导出或注明坐标系；改正前不要导入。"
    case .swapped: return "请把两列坐标对调后重新导出；改正前不要导入。"
    case nil: break
    }
    let d = shift.displacement
    if !d.isPlainMove { return "请交付单位核对该部分的投影、配准和转换参数，重新导出；不要用拉伸、旋转凑合。改正前不要导入。" }
    if shift.coversAll, (20...200).contains(d.lengthMetres) {
      return "整层平移几十米至一二百米，常见于 1954 北京、1980 西安坐标未作转换；请交付单位核对坐标系，按法定转换参数重新转换。改正前不要导入。"
    }
    return shift.coversAll
      ? "请交付单位核对坐标系和转换参数，改正后重新交付；改正前不要导入。" : "请交付单位对照相邻地方的界线查明这一部分的数据来源，改正后重新交付；改正前不要导入。"
  }
}
