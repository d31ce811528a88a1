import HTTPTypes
import Hummingbird

/// Puts on every answer what browsers need to keep others out: no inline script or style, no eval, no framing.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = WebContext
  let policy: String
  let strictTransport: Bool

  init(baseMap: BaseMapSetting?, publicURL: String?) {
    let tiles = baseMap?.origin.map { " " + $0 } ?? ""
    policy = [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:\(tiles)", "connect-src 'self'",
      "font-src 'self'", "worker-src 'self'",
      "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")
    strictTransport = publicURL?.hasPrefix("https://") ?? false
  }

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = policy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[Self.referrerPolicy] = "same-origin"
    response.headers[Self.permissionsPolicy] = "geolocation=(self), camera=(), microphone=()"
    response.headers[Self.openerPolicy] = "same-origin"
    response.headers[Self.resourcePolicy] = "same-origin"
    if strictTransport { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }

  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
  static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
  static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
