import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One request, with its parts parsed once at the door.
package struct Call: Sendable {
  let request: Request
  let path: String
  let query: [(name: String, value: String)]
  /// All captured parts of the path by name, as they stand in it.
  let captures: [String: String]
  /// The captured part of the path without its format, `ZH32011520012` of `/units/ZH32011520012.json`.
  let subject: String
  let format: Format
  let instance: String

  enum Format: Sendable { case page, json, pdf, csv }

  init(_ request: Request, parameters: Parameters, subjectName: String?) {
    self.request = request
    path = request.uri.path
    query = Self.pairs(request.uri.query ?? "")
    instance = request.uri.string
    captures = Dictionary(parameters.map { (String($0.key), String($0.value)) }) { first, _ in first }
    var subject = subjectName.flatMap { parameters.get($0) }.flatMap { $0.removingPercentEncoding } ?? ""
    let wantsJSON = (request.headers[.accept] ?? "").prefix { $0 != "," && $0 != ";" }.hasSuffix("json")
    var format: Format = path.hasPrefix("/api/") || wantsJSON ? .json : .page
    if path.hasSuffix(".json") { format = .json }
    if path.hasSuffix(".pdf") { format = .pdf }
    if path.hasSuffix(".csv") { format = .csv }
    if let suffix = [".json", ".pdf"].first(where: subject.hasSuffix) { subject = String(subject.dropLast(suffix.count)) }
    self.subject = subject
    self.format = format
  }

  /// name=value pairs in the order given, plus signs as blanks (application/x-www-form-urlencoded).
  package static func pairs(_ text: String) -> [(name: String, value: String)] {
    func plain(_ s: Substring) -> String {
      let blanks = String(s.map { $0 == "+" ? " " : $0 })
      return blanks.removingPercentEncoding ?? blanks
    }
    return text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (plain(parts[0]), parts.count > 1 ? plain(parts[1]) : "")
    }
  }

  /// Refuses a name that the address does not know, or that stands twice: ignored, it would answer another question than was asked.
  func checkQuery(_ known: Set<String>) throws(Refusal) {
    var seen: Set<String> = []
    for (name, _) in query {
      guard known.contains(name) else {
        let names = known.isEmpty ? "这个地址不带参数" : "可以写：\(known.sorted().joined(separator: "、"))"
        throw .badQuery(name, "没有参数“\(name)”，\(names)。")
      }
      guard seen.insert(name).inserted else { throw .badQuery(name, "参数“\(name)”写了两次，请只留一个。") }
    }
  }

  /// The value given, nil where it is absent or blank.
  func text(_ name: String) -> String? {
    query.first { $0.name == name }.map { Blank.trimmed($0.value) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  func number(_ name: String) throws(Refusal) -> Double? {
    guard let t = text(name) else { return nil }
    guard let v = Double(t), v.isFinite else { throw .badQuery(name, "“\(name)”写的是“\(t)”，应为一个数，如 118.79。") }
    return v
  }

  func requiredNumber(_ name: String, example: String) throws(Refusal) -> Double {
    guard let v = try number(name) else { throw .badQuery(name, "缺少“\(name)”，请给出一个数，如 \(example)。") }
    return v
  }

  func flag(_ name: String, default value: Bool) throws(Refusal) -> Bool {
    switch text(name) {
    case nil: return value
    case "true", "1", "yes": return true
    case "false", "0", "no": return false
    case .some(let t): throw .badQuery(name, "“\(name)”写的是“\(t)”，应为 true 或 false。")
    }
  }

  /// west, south, east, north in degrees.
  func box() throws(Refusal) -> MapBox {
    let t = text("box") ?? ""
    let parts = t.split(separator: ",").map { Double(Blank.trimmed(String($0))) }
    guard parts.count == 4, let w = parts[0], let s = parts[1], let e = parts[2], let n = parts[3],
      [w, s, e, n].allSatisfy(\.isFinite), w < e, s < n
    else { throw .badQuery("box", "“box”写的是“\(t)”，应为 西,南,东,北 四个数，如 118.5,31.9,119.0,32.3。") }
    return MapBox(west: w, south: s, east: e, north: n)
  }

  /// The body, at most `limit` bytes; more throws `HTTPError(.contentTooLarge)`, whether it was declared or only sent.
  func body(upTo limit: Int) async throws -> [UInt8] {
    do { return Array(try await request.body.collect(upTo: limit).readableBytesView) } catch is NIOTooManyBytesError {
      throw HTTPError(.contentTooLarge)
    }
  }

  /// With its parameters, such as the boundary of a form.
  var wholeContentType: String { request.headers[.contentType] ?? "" }

  var contentType: String { String((request.headers[.contentType] ?? "").prefix { $0 != ";" }).lowercased() }
}

/// A box of the map in degrees.
struct MapBox: Hashable, Sendable {
  var west: Double
  var south: Double
  var east: Double
  var north: Double
}

/// Trims blanks, full-width ones too.
enum Blank {
  static func trimmed(_ s: String) -> String {
    let blank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{3000}" }
    return String(s.drop(while: blank).reversed().drop(while: blank).reversed())
  }
}
