import ArgumentParser
import ExactJSON
import Exchange
import Foundation
import Service

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核对成果位置：有没有整体平移、旋转，或用错坐标系。",
    discussion:
      "不给文件时核对施行中的各图层彼此的界线；给文件时把交付的图层（GeoPackage、zip 压缩的 Shapefile、GeoJSON）与现行成果比对，不导入、不保存。\n例：fenqu check --data data --layer 管控单元=units.gpkg"
  )

  @OptionGroup var data: DataOption
  @OptionGroup var asOf: AsOfOption
  @Option(help: "只看这个版本，按它施行之日的成果核对。") var edition: String?
  @Option(help: "交付的图层，写成 图层=文件；可写多次。") var layer: [String] = []
  @Option(help: "文件没有写明坐标系时由此说明，如 EPSG:4549、GCJ-02。") var crs: String?
  @Option(help: "json 或 text。") var format: ReviewForm = .text

  func run() async throws {
    try await answering {
      let service = try open(data.folder, .snapshot)
      let report: JSONValue
      if layer.isEmpty {
        if crs != nil { throw ServiceError(.badInput, "--crs 说明的是交付文件的坐标系，请同时用 --layer 给出文件。", field: "crs") }
        report = try service.checkHeldPlaces(edition: edition, asOf: try asOf.day(), caller: .console)
      } else {
        let worker = WorkerProcess(addressSpaceBytes: 6 << 30, cpuSeconds: 300, wallClockSeconds: 300)
        var read: [ReadDelivery] = []
        for argument in layer {
          read.append(try await service.readDelivery(try delivery(argument), asOf: try asOf.day(), worker: worker, caller: .console))
        }
        report = try service.checkPlaces(of: read, edition: edition, asOf: try asOf.day(), caller: .console)
      }
      if format == .json { return Standard.output.write(report.canonicalBytes) }
      Standard.output.write(text(report))
    }
  }

  private func delivery(_ argument: String) throws -> LayerDelivery {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ServiceError(.badInput, "--layer 写的是“\(argument)”，应写成 图层=文件，如 管控单元=units.gpkg。", field: "layer")
    }
    return LayerDelivery(
      layer: parts[0], fileName: URL(fileURLWithPath: parts[1]).lastPathComponent,
      bytes: try readFile(parts[1], field: "layer", limit: SiteLimits.layer.bytes), crs: crs)
  }

  private func text(_ report: JSONValue) -> String {
    var out = ""
    for c in report["checks"]?.arrayValue ?? [] {
      let delivery = c["delivery"]
      if let delivery, !delivery.isNull {
        out +=
          "\(delivery["file"]?.stringValue ?? "")：\(delivery["features"]?.numberText ?? "") 个要素，按 \(delivery["reading"]?.stringValue ?? "") 读\n"
        for note in delivery["notes"]?.arrayValue ?? [] { out += "  \(note.stringValue ?? "")。\n" }
      }
      out += "\(c["sentence"]?.stringValue ?? "")\n"
      for s in c["shifts"]?.arrayValue ?? [] {
        out += "  · \(s["sentence"]?.stringValue ?? "")\n    改法：\(s["advice"]?.stringValue ?? "")\n"
      }
      if (c["shifts"]?.arrayValue ?? []).isEmpty, let advice = c["advice"]?.stringValue { out += "  改法：\(advice)\n" }
    }
    return out
  }
}
