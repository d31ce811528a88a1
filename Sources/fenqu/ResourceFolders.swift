import Foundation

/// The folders of templates, catalogues and names that the build puts beside the program and that it cannot work without.
enum ResourceFolders {
  /// One for each room that has resources.
  static let names = ["Cartography", "Demonstration", "Reports", "Web", "Zoning"].map { "fenqu_\($0).resources" }

  /// Those that do not stand beside the program.
  static var missing: [String] {
    names.filter { name in
      var isFolder: ObjCBool = false
      let path = Bundle.main.bundleURL.appendingPathComponent(name).path
      return !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
    }
  }

  /// Ends the program with one sentence where it was copied without them; the runtime would stop it with a signal instead.
  static func require() {
    let missing = missing
    guard !missing.isEmpty else { return }
    Standard.error.write(
      "错误：程序旁边缺少 \(missing.joined(separator: "、"))。请把 .build/release 下的 fenqu 和 \(names.joined(separator: "、")) 一起复制到 \(Bundle.main.bundlePath)。\n"
    )
    Foundation.exit(2)
  }
}
