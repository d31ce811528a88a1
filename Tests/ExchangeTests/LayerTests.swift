import ExactJSON
import Exchange
import Geodesy
import Geometry
import Testing

@Suite("Delivered layers")
struct LayerTests {
  private var layers: LayerReader { LayerReader(worker: worker) }

  @Test("a GBK shapefile with every usual fault: all features kept, every fault a finding")
  func dirty() async throws {
    let layer = try await layers.read(fixture("units-gbk-dirty.zip"), fileName: "units.zip", mapping: .national(layer: "管控单元"))
    #expect(layer.features.count == 5)
    #expect(layer.features.map(\.code) == ["ZH32010210001", "ZH32010220001", "ZH32010220001", "ZH32010230001", ""])
    #expect(layer.features[1].name == "玄武重点管控单元")
    #expect(layer.features.map { $0.attributes["class"] } == ["priority", "key", "key", nil, "乙"])
    #expect(layer.features[0].attributes["county"] == "玄武区")
    // The field that nothing maps keeps its name, which dBASE has cut.
    #expect(layer.unmappedFields == ["备注说明"])
    #expect(layer.features[0].attributes["备注说明"] == "甲")
    #expect(layer.assumed.contains(SiteAssumption(what: "encoding", value: "GB18030", why: "文件没有写明或写错了文字编码，按 GB18030 读")))
    #expect(!layer.isSound)
    #expect(
      layer.findings.map(\.message) == [
        "第 3 个要素（ZH32010220001）的编码与第 2 个要素重复，请改成不同的编码。",
        "第 4 个要素（ZH32010230001）的 ZHGKDYFL 是空的。",
        "第 4 个要素（ZH32010230001）：边界在东经 118.90500000°、北纬 32.06500000°处自相交，请核对该处各点的次序后再提交。",
        "第 5 个要素没有编码，请补上 HJZHGKDYBM。",
        "第 5 个要素的 ZHGKDYFL 写作“乙”，请改为 1、2、3、一般管控、一般管控单元、优先保护、优先保护单元、重点管控、重点管控单元 之一。",
      ])
  }

  @Test("a GeoPackage in a plane system, under the variant field names")
  func geoPackage() async throws {
    let layer = try await layers.read(fixture("units-4549.gpkg"), fileName: "units.gpkg", mapping: .national(layer: "管控单元"))
    #expect(layer.isSound && layer.findings.isEmpty)
    #expect(layer.system == .gaussKruger(centralMeridian: 120, zonePrefixed: false))
    #expect(layer.features.map(\.code) == ["ZH32010210001", "ZH32010220001"])
    #expect(isSquare(layer.features[0].geometry))
  }

  @Test("GeoJSON, with a mapping file that a person has edited")
  func mapping() async throws {
    let text =
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"编号":"A1","Title":"示范\n","级别":"一级","面积":12.5},"geometry":{"type":"Polygon","coordinates":[RING]}}]}"#
    let mapping = try LayerMapping(
      JSONValue(
        parsing: #"{"layer":"饮用水水源","code":"编号","name":["title"],"attributes":{"level":"级别"},"values":{"level":{"一级":"1"}},"crs":"GCJ-02"}"#
      ))
    let layer = try await layers.read(Array(text.replacing("RING", with: squareRing).utf8), fileName: "a.geojson", mapping: mapping)
    #expect(layer.id == "饮用水水源")
    #expect(layer.system == .gcj02)
    #expect(layer.features[0].name == "示范")
    #expect(layer.features[0].attributes == ["level": "1", "面积": "12.5"])
    #expect(layer.isSound)
  }

  @Test("parts of one feature that overlap or lie in each other are made one, and that is said")
  func overlappingParts() async throws {
    let shifted = "[[118.805,32.065],[118.815,32.065],[118.815,32.075],[118.805,32.075],[118.805,32.065]]"
    let within = "[[118.802,32.062],[118.804,32.062],[118.804,32.064],[118.802,32.062]]"
    let apart = "[[118.90,32.06],[118.91,32.06],[118.91,32.07],[118.90,32.06]]"
    let text =
      #"{"type":"FeatureCollection","features":["#
      + [shifted, within, apart].enumerated().map {
        #"{"type":"Feature","properties":{"code":"\#($0.offset)","name":"甲"},"geometry":{"type":"MultiPolygon","coordinates":[[RING],[OTHER]]}}"#
          .replacing("RING", with: squareRing).replacing("OTHER", with: $0.element)
      }.joined(separator: ",") + "]}"
    let layer = try await layers.read(
      Array(text.utf8), fileName: "a.json", mapping: LayerMapping(layer: "甲", code: ["code"], name: ["name"]))
    #expect(layer.isSound)
    #expect(layer.findings.map(\.message) == (1...2).map { "第 \($0) 个要素（\($0 - 1)）的各部分互相重叠或有公共边，已合并为一。" })
    #expect(layer.features[1].geometry == .polygons([squarePolygon]))
    let counts = layer.features.map { feature -> Int in if case .polygons(let p) = feature.geometry { p.count } else { 0 } }
    #expect(counts == [1, 1, 2])
  }

  private func refusal(_ bytes: [UInt8], _ name: String, _ mapping: LayerMapping = .national(layer: "管控单元")) async -> String {
    do {
      return "taken: \(try await layers.read(bytes, fileName: name, mapping: mapping).features.count)"
    } catch {
      return error.message
    }
  }

  @Test("files that are no layers")
  func refusals() async throws {
    #expect(await refusal([], "a.zip") == "文件“a.zip”是空的，请检查后重新提交。")
    #expect(
      await refusal(fixtureOrEmpty("polygon-4490.zip"), "a.zip", LayerMapping(layer: "管控单元", code: ["HJZHGKDYBM"], name: []))
        == "图层“管控单元”里找不到编码字段（有：NAME），请在字段映射文件的 code 中写明。")
    #expect(await refusal(Array("POINT(118 32)".utf8), "a.wkt") == "不接收“a.wkt”作为图层，请提交压缩成 zip 的 Shapefile、GeoPackage 或 GeoJSON。")
    #expect((await refusal(Array("SQLite format 3\0 and nothing else".utf8), "a.gpkg")) == "“a.gpkg”已损坏：打不开，请重新导出。")
    #expect((await refusal(Array(#"{"type":"FeatureCollection","features":["#.utf8), "a.json")) == "“a.json”已损坏：打不开，请重新导出。")
  }

  private func fixtureOrEmpty(_ name: String) -> [UInt8] { (try? fixture(name)) ?? [] }

  @Test("mapping files that are wrong name the member")
  func badMappings() {
    func message(_ text: String) -> String {
      do {
        return "\(try LayerMapping(JSONValue(parsing: text)))"
      } catch let error as ExchangeError {
        return error.message
      } catch {
        return "\(error)"
      }
    }
    #expect(message("[]") == "字段映射文件的“根”不对：应为一个对象。")
    #expect(message("{}") == "字段映射文件的“layer”不对：应写图层的名称。")
    #expect(message(#"{"layer":"a","kode":"b"}"#) == "字段映射文件的“kode”不对：不认识，可写 layer、code、name、attributes、values、crs。")
    #expect(message(#"{"layer":"a","code":5}"#) == "字段映射文件的“code”不对：应为字段名或字段名的数组。")
    #expect(message(#"{"layer":"a","values":{"class":{"1":2}}}"#) == "字段映射文件的“values.class.1”不对：应为文字。")
  }
}
