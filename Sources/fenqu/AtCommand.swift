import ArgumentParser
import ExactJSON
import Foundation
import Service

struct AtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "at", abstract: "一点查询：这里归哪个管控单元，要遵守哪些要求。",
    discussion: "例：fenqu at --data data 118.78 32.04")

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Argument(help: "经度（度），或高斯平面坐标的东坐标（米）。") var longitude: Double
  @Argument(help: "纬度（度），或北坐标（米）。") var latitude: Double
  @Option(help: "坐标系，如 EPSG:4490、GCJ-02、EPSG:4549。默认 EPSG:4490。") var crs: String?
  @Option(help: "text 或 json。") var format: TextOrJSON = .text

  enum TextOrJSON: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() throws {
    try answering {
      let service = try open(data.folder, .snapshot)
      let answer = try service.at(longitude: longitude, latitude: latitude, crs: crs, asOf: try asOf.day(), caller: .console)
      switch format {
      case .json: Standard.output.write(answer.canonicalBytes)
      case .text:
        var lines = PlaceText.lines(answer)
        if !service.library.demonstration.isEmpty { lines.append("示范数据：单元、清单和界线为演示而造，不作依据。") }
        Standard.output.write(lines.joined(separator: "\n") + "\n")
      }
    }
  }
}

/// What holds at a point as plain lines.
enum PlaceText {
  static func lines(_ at: JSONValue) -> [String] {
    var lines = [
      "\(at["city"]?["name"]?.stringValue ?? "")\(at["county"]?["name"]?.stringValue ?? "")，法律时点 \(at["legalState"]?["asOf"]?.stringValue ?? "")"
    ]
    for u in at["units"]?.arrayValue ?? [] {
      lines.append("管控单元 \(u["code"]?.stringValue ?? "") \(u["name"]?.stringValue ?? "")（\(words[u["class"]?.stringValue ?? ""] ?? "")）")
    }
    for z in at["zones"]?.arrayValue ?? [] {
      lines.append("分区 \(z["layerTitle"]?.stringValue ?? "")：\(z["name"]?.stringValue ?? "")；依据 \(z["basis"]?.stringValue ?? "")")
    }
    for n in at["nearest"]?.arrayValue ?? [] {
      lines.append(
        "距\(n["layer"]?.stringValue ?? "") \(n["distanceMetres"]?.numberText ?? "") m（\(n["bearing"]?.stringValue ?? "就在此处")）：\(n["name"]?.stringValue ?? "")"
      )
    }
    var owner = ""
    for c in at["clauses"]?.arrayValue ?? [] {
      let name = c["ownerName"]?.stringValue ?? ""
      if name != owner {
        owner = name
        let tier = words[c["tier"]?.stringValue ?? ""] ?? ""
        lines.append("—— " + (name == tier || name.isEmpty ? tier : "\(tier) \(name)"))
      }
      lines.append(
        "  [\(words[c["dimension"]?.stringValue ?? ""] ?? "")] \(c["text"]?.stringValue ?? "")（\(c["id"]?.stringValue ?? "")，\(c["source"]?["citation"]?.stringValue ?? "")）"
      )
    }
    return lines
  }

  private static let words = [
    "priority": "优先保护", "key": "重点管控", "general": "一般管控", "nation": "国家", "province": "全省", "region": "流域（区域）", "city": "市域",
    "unit": "管控单元", "spatial": "空间布局", "discharge": "污染排放", "risk": "风险防控", "resource": "资源利用",
  ]
}
