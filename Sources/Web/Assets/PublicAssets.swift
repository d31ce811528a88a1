import Foundation

/// Styles, scripts, images and vendor libraries, read once at start: what was not there then is not served.
///
/// Their addresses carry a fingerprint of the whole folder, so browsers may keep them for ever and modules import each other by relative paths.
struct PublicAssets: Sendable {
  struct File: Sendable {
    var type: String
    var bytes: [UInt8]
    var tag: String
  }

  /// By path below the folder: `styles/base.css`.
  let files: [String: File]
  /// Fingerprint of everything.
  let version: String

  static let types: [String: String] = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    "json": "application/json; charset=utf-8",
    "png": "image/png", "webmanifest": "application/manifest+json",
  ]

  /// What no page works without.
  static let needed = [
    "styles/base.css", "scripts/page.js", "images/icons.svg", "vendor/ol.js", "vendor/ol.css", "vendor/vue.esm-browser.prod.js",
  ]

  /// Throws `WebError.missingPart` when the folder or a file that pages need is missing.
  init(folder: String) throws(WebError) {
    guard let walk = FileManager.default.enumerator(atPath: folder) else {
      throw .missingPart("没有网页文件夹 \(folder)，请用 --public 或 FENQU_PUBLIC 指明 Public 文件夹。")
    }
    var found: [String: File] = [:]
    for case let path as String in walk {
      let name = path.split(separator: "/").last ?? ""
      guard let dot = name.lastIndex(of: "."), name.first != ".", let type = Self.types[String(name[name.index(after: dot)...])] else {
        continue
      }
      guard let data = FileManager.default.contents(atPath: folder + "/" + path) else {
        throw .missingPart("读不出网页文件 \(folder)/\(path)，请检查权限。")
      }
      let bytes = [UInt8](data)
      var print = Fingerprint()
      print.add(bytes)
      found[path] = File(type: type, bytes: bytes, tag: print.hex)
    }
    for path in Self.needed where found[path] == nil {
      throw .missingPart("网页文件夹 \(folder) 里没有 \(path)，请运行 ./run --setup-only 补齐。")
    }
    files = found
    var all = Fingerprint()
    for path in found.keys.sorted() {
      all.add(path)
      all.add(found[path]!.tag)
    }
    version = String(all.hex.prefix(10))
  }

  /// The address of an asset: `/assets/1f2e3d4c5b/styles/base.css`.
  func address(_ path: String) -> String { "/assets/\(version)/\(path)" }
}
