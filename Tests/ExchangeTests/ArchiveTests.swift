import Exchange
import Geometry
import Testing

@Suite("Archives are opened with suspicion")
struct ArchiveTests {
  private let good = ShapefileBytes()
  private func refused(_ zip: ZipBytes) async -> String { await refusal(SiteUpload(bytes: zip.bytes, fileName: "site.zip")) }

  @Test("a good one is read, so the writer is not the reason for what follows")
  func goodArchive() async throws {
    let footprint = try await reader.read(SiteUpload(bytes: good.zip)).footprint()
    #expect(footprint.geometry == .polygons([squarePolygon]))
  }

  @Test("folders, macOS litter and capital letters do not matter")
  func litter() async throws {
    let zip = ZipBytes([
      "图层/": [], "图层/SITE.SHP": good.shp, "图层/SITE.SHX": good.shx, "图层/SITE.DBF": good.dbf, "图层/SITE.PRJ": ShapefileBytes.prj4490,
      "__MACOSX/._SITE.SHP": [1, 2, 3],
    ])
    #expect(try await reader.read(SiteUpload(bytes: zip.bytes)).footprint().geometry == .polygons([squarePolygon]))
  }

  @Test("not a zip, cut short, or spoilt")
  func damaged() async {
    #expect(
      await refusal(SiteUpload(bytes: Array("no archive".utf8), fileName: "site.zip")) == "压缩包打不开：文件开头不是 zip 的标志，请重新压缩为 zip 后提交。")
    #expect(
      await refusal(SiteUpload(bytes: Array(good.zip.dropLast(60)))) == "压缩包打不开：找不到目录，文件可能被截断，请重新压缩为 zip 后提交。")
    var spoilt = good.zip
    spoilt[60] ^= 0xFF
    #expect(await refusal(SiteUpload(bytes: spoilt)) == "压缩包打不开：“site.shp”的校验和不符，请重新压缩为 zip 后提交。")
  }

  @Test("bombs: by their stated size, by their ratio, and those that lie about their size")
  func bombs() async {
    var large = ZipBytes(["site.shp": deflatedZeros(60_000_000)])
    large.members[0].method = 8
    large.members[0].statedSize = 60_000_000
    #expect(await refused(large) == "压缩包解开后有 60 MB，超过上限 50 MB，请只保留选址范围的图层。")
    var dense = ZipBytes(["site.shp": deflatedZeros(20_000_000)])
    dense.members[0].method = 8
    dense.members[0].statedSize = 20_000_000
    var strict = reader
    strict.limits.packingRatio = 100
    do {
      _ = try await strict.read(SiteUpload(bytes: dense.bytes))
      Issue.record("taken")
    } catch {
      #expect(error.message == "压缩包中“site.shp”的压缩比达到 \(20_000_000 / dense.members[0].content.count) 倍，不像正常的图层，已拒收，请重新导出。")
    }
    var liar = dense
    liar.members[0].statedSize = 1000
    #expect(await refused(liar) == "压缩包打不开：“site.shp”解开后比目录写明的 1000 字节更大，请重新压缩为 zip 后提交。")
    var flood = ZipBytes([:])
    flood.members = (0..<201).map { ZipBytes.Member(name: "\($0).txt", content: []) }
    #expect(await refused(flood) == "压缩包中有 201 个文件，超过上限 200 个，请只保留一个图层的文件。")
  }

  @Test("members that reach outside, archives within, passwords, links, odd methods")
  func tricks() async {
    #expect(await refused(ZipBytes(["../../etc/cron.d/x.shp": [1]])) == "压缩包中“../../etc/cron.d/x.shp”的路径指向压缩包之外，已拒收，请重新压缩。")
    #expect(await refused(ZipBytes(["/etc/x.shp": [1]])) == "压缩包中“/etc/x.shp”的路径指向压缩包之外，已拒收，请重新压缩。")
    #expect(await refused(ZipBytes(["C:/x.shp": [1]])) == "压缩包中“C:/x.shp”的路径指向压缩包之外，已拒收，请重新压缩。")
    #expect(await refused(ZipBytes(["site.zip": good.zip])) == "压缩包里还有压缩包“site.zip”，请把图层文件直接压缩为一个 zip。")
    var locked = ZipBytes(["site.shp": good.shp])
    locked.members[0].flags = 1
    #expect(await refused(locked) == "压缩包中“site.shp”加了密码，请去掉密码后重新压缩。")
    var link = ZipBytes(["site.shp": Array("/etc/passwd".utf8)])
    link.members[0].attributes = 0xA1FF << 16
    #expect(await refused(link) == "压缩包中“site.shp”的路径指向压缩包之外，已拒收，请重新压缩。")
    var odd = ZipBytes(["site.shp": good.shp])
    odd.members[0].method = 12
    #expect(await refused(odd) == "压缩包中“site.shp”用了不支持的压缩方法（12），请用普通的 zip 压缩。")
  }

  @Test("what else people zip")
  func otherContent() async {
    #expect(await refused(ZipBytes([:])) == "压缩包里没有 .shp 文件（有：空），请把同名的 .shp、.shx、.dbf、.prj 一起压缩。")
    #expect(await refused(ZipBytes(["a.dbf": [1], "说明.txt": [1]])) == "压缩包里没有 .shp 文件（有：a.dbf、说明.txt），请把同名的 .shp、.shx、.dbf、.prj 一起压缩。")
    #expect(await refused(ZipBytes(["word/document.xml": [1]])) == "不接收 Word 文件，请复制其中的坐标，粘贴为坐标表。")
    #expect(await refused(ZipBytes(["a.gdb/a00000001.gdbtable": [1]])) == "不接收文件地理数据库（.gdb），请导出为 Shapefile 或 GeoJSON。")
    #expect(await refused(ZipBytes(["doc.kml": [1]])) == "压缩包里的“doc.kml”指向别处的文件或网址，本系统不会去读取，请提交含有坐标本身的 GeoJSON 或 Shapefile。")
    #expect(await refused(ZipBytes(["a.shp": good.shp, "b.shp": good.shp])) == "压缩包里有 2 个图层（a.shp、b.shp），请只保留选址范围的一个。")
  }

  @Test("a shapefile without a part")
  func missingParts() async {
    #expect(
      await refused(ZipBytes(["site.shp": good.shp, "site.shx": good.shx]))
        == "图层“site”缺少 .dbf 文件，请把同名的 .shp、.shx、.dbf、.prj 一起压缩。")
    #expect(
      await refused(ZipBytes(["site.shp": good.shp, "site.dbf": good.dbf]))
        == "图层“site”缺少 .shx 文件，请把同名的 .shp、.shx、.dbf、.prj 一起压缩。")
    #expect(
      await refused(ZipBytes(["site.shp": good.shp, "other.shx": good.shx, "site.dbf": good.dbf]))
        == "图层“site”缺少 .shx 文件，请把同名的 .shp、.shx、.dbf、.prj 一起压缩。")
  }

  @Test("a shapefile with a part cut short or spoilt")
  func truncated() async {
    func zip(shp: [UInt8]? = nil, shx: [UInt8]? = nil, dbf: [UInt8]? = nil) -> ZipBytes {
      ZipBytes(["site.shp": shp ?? good.shp, "site.shx": shx ?? good.shx, "site.dbf": dbf ?? good.dbf])
    }
    #expect(
      await refused(zip(shp: Array(good.shp.prefix(150)))) == "“site.shp”不完整：文件头写明 \(good.shp.count) 字节，实有 150 字节，可能被截断，请重新导出。")
    #expect(await refused(zip(shx: Array(good.shx.prefix(40)))) == "“site.shx”不完整：文件头写明 100 字节，实有 40 字节，可能被截断，请重新导出。")
    #expect(
      await refused(zip(dbf: Array(good.dbf.prefix(66)))) == "“site.dbf”不完整：文件头写明 70 字节，实有 66 字节，可能被截断，请重新导出。")
    #expect(
      await refused(zip(shp: [UInt8](repeating: 7, count: 300))) == "“site.shp”已损坏：文件头不是 Shapefile 的标志，请重新导出。")
    var two = good
    two.polygons.append(good.polygons[0])
    #expect(await refused(zip(shp: two.shp, shx: two.shx)) == "“site.dbf”已损坏：有 1 条记录，而图形有 2 个，请重新导出。")
  }

  @Test("too many features")
  func tooManyFeatures() async {
    var many = good
    many.polygons = Array(repeating: good.polygons[0], count: 10_001)
    #expect(await refusal(SiteUpload(bytes: many.zip)) == "文件有 10001 个要素，超过上限 10000 个，请只保留选址范围。")
  }
}
