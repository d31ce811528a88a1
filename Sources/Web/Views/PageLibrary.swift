import Foundation
import Mustache

/// The templates, compiled once at start.
package struct PageLibrary: Sendable {
  private let library: MustacheLibrary
  /// Fingerprint of all templates.
  let version: String

  /// Throws `WebError.missingPart` naming a template that is damaged, or a partial that is named and not there.
  package init() throws(WebError) {
    guard let folder = Bundle.module.url(forResource: "Templates", withExtension: nil) else {
      throw .missingPart("程序旁边没有网页模板，请重新编译或重新安装。")
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".mustache") }.sorted()
    guard !names.isEmpty else { throw .missingPart("网页模板文件夹 \(folder.path) 是空的，请重新安装。") }
    var library = MustacheLibrary()
    var print = Fingerprint()
    var wanted: Set<String> = []
    for file in names {
      guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(file).path) else {
        throw .missingPart("读不出网页模板 \(file)。")
      }
      let text = String(decoding: data, as: UTF8.self)
      print.add(text)
      wanted.formUnion(Self.partials(in: text))
      do { try library.register(text, named: String(file.dropLast(".mustache".count))) } catch {
        throw .missingPart("网页模板 \(file) 有误：\(error)")
      }
    }
    for name in wanted.sorted() where library.getTemplate(named: name) == nil {
      throw .missingPart("网页模板引用了 \(name)，但没有这个文件。")
    }
    self.library = library
    version = print.hex
  }

  package static func partials(in text: String) -> Set<String> {
    var found: Set<String> = []
    for tag in text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
      guard let mark = tag.first, mark == ">" || mark == "<" else { continue }
      found.insert(Blank.trimmed(String(tag.dropFirst().prefix { $0 != "}" })))
    }
    return found
  }

  /// A page or a part of one, its own view under `page`, the frame's around it.
  package func render(_ name: String, _ view: View, in frame: PageFrame) -> String {
    guard let text = library.render(frame.view.with(["page": view]), withTemplate: name) else { preconditionFailure("no template \(name)") }
    return text
  }
}
