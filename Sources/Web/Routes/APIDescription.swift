import ExactJSON
import Foundation

/// The description of the interfaces (OpenAPI 3.1), read once at start.
struct APIDescription: Sendable {
  let bytes: [UInt8]
  let json: JSONValue
  let tag: String

  /// Throws `WebError.missingPart` when the file is missing or no JSON.
  init() throws(WebError) {
    guard let file = Bundle.module.url(forResource: "openapi", withExtension: "json", subdirectory: "OpenAPI"),
      let data = FileManager.default.contents(atPath: file.path)
    else { throw .missingPart("程序旁边没有接口说明 openapi.json，请重新编译或重新安装。") }
    bytes = [UInt8](data)
    do { json = try JSONValue(parsing: bytes) } catch { throw .missingPart("接口说明 openapi.json 有误：\(error)") }
    var print = Fingerprint()
    print.add(bytes)
    tag = print.hex
  }
}
