import HTTPTypes
import Hummingbird

/// Everything the server answers.
extension Endpoint {
  static let all: [Endpoint] =
    pages + rulebook + lists + checks + catalogues + screenings + batches + interfaces + maps + tiles + tileService + files

  /// Method and address of every endpoint, formats included: `GET /units/{code}.json`.
  package static var addresses: [String] { all.flatMap { e in e.addresses.map { "\(e.method.rawValue) \($0)" } } }
}

/// One address of the server: method, path with {captures}, and what it answers.
package struct Endpoint: Sendable {
  var method: HTTPRequest.Method
  /// `/units/{code}`.
  var path: String
  /// Formats that may follow the path's last part: `.json`, `.pdf`.
  var formats: [String]
  var answer: @Sendable (Site, Call) async throws -> Answer

  init(
    _ method: HTTPRequest.Method, _ path: String, formats: [String] = [], _ answer: @escaping @Sendable (Site, Call) async throws -> Answer
  ) {
    self.method = method
    self.path = path
    self.formats = formats
    self.answer = answer
  }

  /// The name of the captured part, nil where there is none.
  var subjectName: String? {
    guard let open = path.lastIndex(of: "{"), let close = path.lastIndex(of: "}") else { return nil }
    return String(path[path.index(after: open)..<close])
  }

  /// Every address under which it answers, as the API's description lists them.
  var addresses: [String] { [path] + formats.map { path + $0 } }

  /// Puts it on the router. A format after a captured part stays in the capture, elsewhere it is an address of its own.
  func register(on router: Router<WebContext>, of site: Site) {
    let subjectName = subjectName
    let answer = answer
    let captured = path.hasSuffix("}")
    let known = site.description.query[method.rawValue.lowercased() + " " + path]
    for address in captured ? [path] : addresses {
      router.on(RouterPath(address), method: method) { request, context in
        let call = Call(request, parameters: context.parameters, subjectName: subjectName)
        if let known { try call.checkQuery(known) }
        return try await answer(site, call).response(to: request)
      }
    }
  }
}
