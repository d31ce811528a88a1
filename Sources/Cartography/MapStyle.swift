import ExactJSON
import Foundation
import Sealing

/// How every layer looks, read from the one style file: pictures, legends and the pages' maps are drawn by it.
public struct MapStyle: Sendable {
  /// One class of a layer: what its features are filled and drawn with.
  public struct ClassLook: Sendable {
    /// Lines at 45°, lines at −45°, both, lying lines, two dots: what tells classes apart without their colour.
    public enum Pattern: String, Sendable, CaseIterable { case hatch, backhatch, cross, lines, dots }

    /// The value of the class attribute; nil is every other feature.
    public var value: String?
    public var title: String
    public var fill: Colour?
    /// The fill where the pattern is not drawn yet; nil for the same.
    public var plainFill: Colour?
    public var stroke: Colour?
    public var text: Colour
    public var pattern: Pattern?
  }

  /// A wider line under a line, so that it is read on any ground.
  public struct Casing: Sendable {
    public var colour: Colour
    public var opacity: Double
    /// By how many pixels it stands out on each side.
    public var width: Double
  }

  public struct Label: Sendable {
    public var field: String
    public var minZoom: Double
    /// A feature is named where the square root of its area is at least so many pixels.
    public var minPixels: Double
    public var size: Double
  }

  /// One layer's look; widths in pixels, zooms of 256-pixel Web Mercator tiles.
  public struct Look: Sendable {
    public var classField: String?
    public var classes: [ClassLook]
    var fillOpacity: Steps
    var strokeWidth: Steps
    var strokeOpacity: Steps
    public var dash: [Double]
    public var casing: Casing?
    public var patternMinZoom: Double
    public var minZoom: Double
    public var label: Label?

    /// The look of a feature with this value of the class attribute.
    public func look(of value: String?) -> ClassLook? { classes.first { $0.value == value } ?? classes.first { $0.value == nil } }
  }

  /// A number by zoom: each step holds from its zoom on.
  struct Steps: Sendable {
    var steps: [(zoom: Double, value: Double)]
    func at(_ zoom: Double) -> Double { steps.last { $0.zoom <= zoom }?.value ?? steps.first?.value ?? 0 }
  }

  private let groups: [String: Look]
  private let layers: [String: Look]
  public let font: String
  /// The file's bytes as they are served.
  public let bytes: [UInt8]
  /// Changes with every byte of the style: part of the addresses of pictures.
  public let version: String

  /// The style that comes with the program; throws `CartographyRefusal` where its file is missing or wrong.
  public static func shipped() throws(CartographyRefusal) -> MapStyle {
    guard let file = Bundle.module.url(forResource: "map-style", withExtension: "json", subdirectory: "Resources"),
      let data = FileManager.default.contents(atPath: file.path)
    else { throw .styleMissing }
    return try MapStyle([UInt8](data))
  }

  public init(_ bytes: [UInt8]) throws(CartographyRefusal) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes) } catch { throw .badStyle("\(error)") }
    func looks(_ key: String) throws(CartographyRefusal) -> [String: Look] {
      var result: [String: Look] = [:]
      for member in json[key]?.objectValue ?? [] { result[member.key] = try StyleReader(path: "\(key).\(member.key)").look(member.value) }
      return result
    }
    groups = try looks("groups")
    layers = try looks("layers")
    font = json["font"]?.stringValue ?? "sans-serif"
    self.bytes = bytes
    version = String(Digest(of: bytes).hex.prefix(16))
  }

  /// The look of a layer: its own, else that of its group.
  public func look(layer: String, group: String) -> Look? { layers[layer] ?? groups[group] }
}

/// Why no map is drawn.
public enum CartographyRefusal: Error, Hashable, Sendable {
  case styleMissing
  case badStyle(String)
  case cannotDraw(String)

  public var message: String {
    switch self {
    case .styleMissing: "程序旁边没有地图样式文件 map-style.json，请重新编译或重新安装。"
    case .badStyle(let what): "地图样式文件 map-style.json 有误：\(what)；请按文件里其他图层的写法改正。"
    case .cannotDraw(let what): "地图图片画不出来：\(what)；请检查内存和 cairo 的安装。"
    }
  }
}

/// Red, green and blue from 0 to 1.
public struct Colour: Hashable, Sendable {
  public var red: Double
  public var green: Double
  public var blue: Double

  /// `#rrggbb`
  public init?(_ text: String) {
    guard text.utf8.count == 7, text.hasPrefix("#"), let value = UInt32(text.dropFirst(), radix: 16) else { return nil }
    red = Double(value >> 16) / 255
    green = Double(value >> 8 & 255) / 255
    blue = Double(value & 255) / 255
  }

  public static let white = Colour("#ffffff")!
  public static let ink = Colour("#14211e")!
}

/// Reads one layer's part of the style file.
struct StyleReader {
  let path: String

  func look(_ json: JSONValue) throws(CartographyRefusal) -> MapStyle.Look {
    guard let rows = json["classes"]?.arrayValue, !rows.isEmpty else { throw .badStyle("\(path) 没有 classes") }
    var classes: [MapStyle.ClassLook] = []
    for row in rows { classes.append(try classLook(row)) }
    var dash: [Double] = []
    for d in json["dash"]?.arrayValue ?? [] { dash.append(try number(d, "dash")) }
    return MapStyle.Look(
      classField: json["classField"]?.stringValue, classes: classes, fillOpacity: try steps(json, "fillOpacity", 1),
      strokeWidth: try steps(json, "strokeWidth", 1), strokeOpacity: try steps(json, "strokeOpacity", 1), dash: dash,
      casing: try casing(json["casing"]),
      patternMinZoom: try json["patternMinZoom"].map { (v) throws(CartographyRefusal) in try number(v, "patternMinZoom") } ?? 0,
      minZoom: try json["minZoom"].map { (v) throws(CartographyRefusal) in try number(v, "minZoom") } ?? 0, label: try label(json["label"]))
  }

  private func classLook(_ json: JSONValue) throws(CartographyRefusal) -> MapStyle.ClassLook {
    var pattern: MapStyle.ClassLook.Pattern?
    if let name = json["pattern"]?.stringValue {
      guard let known = MapStyle.ClassLook.Pattern(rawValue: name) else {
        throw .badStyle("\(path) 的 pattern“\(name)”应为 \(MapStyle.ClassLook.Pattern.allCases.map(\.rawValue).joined(separator: "、")) 之一")
      }
      pattern = known
    }
    guard let title = json["title"]?.stringValue else { throw .badStyle("\(path) 有一类没有 title") }
    return MapStyle.ClassLook(
      value: json["value"]?.stringValue, title: title, fill: try colour(json["fill"]), plainFill: try colour(json["plainFill"]),
      stroke: try colour(json["stroke"]),
      text: try colour(json["text"]) ?? .ink, pattern: pattern)
  }

  private func casing(_ json: JSONValue?) throws(CartographyRefusal) -> MapStyle.Casing? {
    guard let json, let colour = try colour(json["colour"]) else { return nil }
    return MapStyle.Casing(
      colour: colour, opacity: try number(json["opacity"], "casing.opacity"), width: try number(json["width"], "casing.width"))
  }

  private func label(_ json: JSONValue?) throws(CartographyRefusal) -> MapStyle.Label? {
    guard let json, let field = json["field"]?.stringValue else { return nil }
    return MapStyle.Label(
      field: field, minZoom: try number(json["minZoom"], "label.minZoom"), minPixels: try number(json["minPixels"], "label.minPixels"),
      size: try number(json["size"], "label.size"))
  }

  private func steps(_ json: JSONValue, _ key: String, _ value: Double) throws(CartographyRefusal) -> MapStyle.Steps {
    guard let rows = json[key]?.arrayValue else { return MapStyle.Steps(steps: [(0, value)]) }
    var steps: [(zoom: Double, value: Double)] = []
    for row in rows {
      guard let pair = row.arrayValue, pair.count == 2 else { throw .badStyle("\(path) 的 \(key) 应为 [级别, 数] 的列表") }
      steps.append((try number(pair[0], key), try number(pair[1], key)))
    }
    guard !steps.isEmpty, zip(steps, steps.dropFirst()).allSatisfy({ $0.zoom < $1.zoom }) else {
      throw .badStyle("\(path) 的 \(key) 应按级别从小到大写")
    }
    return MapStyle.Steps(steps: steps)
  }

  private func colour(_ json: JSONValue?) throws(CartographyRefusal) -> Colour? {
    guard let text = json?.stringValue else { return nil }
    guard let colour = Colour(text) else { throw .badStyle("\(path) 的颜色“\(text)”应写成 #rrggbb") }
    return colour
  }

  private func number(_ json: JSONValue?, _ key: String) throws(CartographyRefusal) -> Double {
    guard let text = json?.numberText, let value = Double(text) else { throw .badStyle("\(path) 的 \(key) 应为数") }
    return value
  }
}
