import ArgumentParser
import ExactJSON
import Foundation
import Service

struct OverlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overlay", abstract: "叠加分析：一块地与各图层重叠多少、附近有什么；只量算，不研判。",
    discussion: """
      例：fenqu overlay --data data --footprint site.geojson --layer 管控单元 --layer 生态保护红线 --within 1000
          fenqu overlay --data data --footprint site.zip --area-method landSurvey --geometry --format json
      """)

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(help: "地块文件：GeoJSON、WKT、坐标表、zip 打包的 shapefile。") var footprint: String
  @Option(help: "坐标系，如 EPSG:4490、EPSG:4549、GCJ-02。") var crs: String?
  @Option(help: "线状地块的宽度，米。") var width: Double?
  @Option(name: .customLong("layer"), help: "图层名，可写几次；默认全部分区图层。") var layers: [String] = []
  @Option(name: .customLong("code"), help: "只看这些要素的编码，可写几次。") var codes: [String] = []
  @Option(name: .customLong("area-method"), help: "ellipsoid、landSurvey 或 gaussKruger:120。") var areaMethod = "ellipsoid"
  @Option(help: "同时列出多少米以内的要素。") var within: Double?
  @Flag(help: "给出重叠部分的图形（仅 json）。") var geometry = false
  @Option(help: "text 或 json。") var format: AtCommand.TextOrJSON = .text
  @Option(help: "写到文件；默认标准输出。") var out: String?

  func run() async throws {
    try await answering {
      let service = try open(data.folder, .snapshot)
      var members = [
        JSONMember(key: "areaMethod", value: .string(areaMethod)), JSONMember(key: "geometry", value: .bool(geometry && format == .json)),
      ]
      if !layers.isEmpty { members.append(JSONMember(key: "layers", value: .array(layers.map { .string($0) }))) }
      if !codes.isEmpty { members.append(JSONMember(key: "codes", value: .array(codes.map { .string($0) }))) }
      if let within {
        guard within.isFinite else { throw ServiceError(.badInput, "“--within”应为米数。", field: "within") }
        members.append(JSONMember(key: "within_m", value: .number("\(within)")))
      }
      let upload = SiteUpload(
        bytes: try readFile(footprint, field: "footprint"), name: URL(fileURLWithPath: footprint).lastPathComponent, crs: crs,
        widthMetres: width)
      let answer = try await service.overlay(body: .object(members), upload: upload, asOf: try asOf.day(), caller: .console)
      switch format {
      case .json: try writeOutput(answer.canonicalBytes, to: out)
      case .text: try writeOutput(Array((OverlayText.lines(answer).joined(separator: "\n") + "\n").utf8), to: out)
      }
    }
  }
}

/// An overlay as plain lines.
enum OverlayText {
  static func lines(_ answer: JSONValue) -> [String] {
    let site = answer["site"]
    var lines = ["法律时点 \(text(answer["asOf"]))，面积算法 \(text(answer["areaMethod"]))"]
    if let area = number(site?["areaSquareMetres"]) {
      lines.append("地块面积 \(area) m²，周长 \(number(site?["perimeterMetres"]) ?? "") m")
    }
    for layer in answer["layers"]?.arrayValue ?? [] {
      let whole = number(layer["areaSquareMetres"]).map { "：共 \($0) m²，占 \(number(layer["share"]) ?? "")" } ?? ""
      lines.append("—— \(text(layer["title"]))\(whole)")
      for f in layer["features"]?.arrayValue ?? [] {
        var line = "  \(text(f["code"])) \(text(f["name"]))"
        if f["touchesOnly"]?.boolValue == true {
          line += "  仅接触"
        } else {
          if let area = number(f["areaSquareMetres"]) { line += "  \(area) m²（\(number(f["share"]) ?? "")）" }
          if let length = number(f["lengthMetres"]) { line += "  长 \(length) m" }
        }
        lines.append(line)
      }
    }
    for layer in answer["near"]?.arrayValue ?? [] {
      lines.append("—— \(text(layer["title"]))：附近 \(number(layer["count"]) ?? "") 处")
      for f in layer["features"]?.arrayValue ?? [] {
        lines.append("  \(text(f["code"])) \(text(f["name"]))  距离 \(number(f["distanceMetres"]) ?? "") m")
      }
    }
    if (answer["layers"]?.arrayValue ?? []).isEmpty { lines.append("与所查图层没有重叠。") }
    return lines
  }

  private static func text(_ value: JSONValue?) -> String { value?.stringValue ?? "" }
  private static func number(_ value: JSONValue?) -> String? { value?.numberText }
}
