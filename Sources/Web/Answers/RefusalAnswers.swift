import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Service

/// Turns every thrown error into words: a page for people, problem+json for programs.
struct RefusalAnswers: RouterMiddleware {
  typealias Context = WebContext
  let pages: PageLibrary
  let frame: PageFrame

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let refusal = Self.refusal(of: error, path: request.uri.path)
      if refusal.status.code >= 500, refusal.status != .serviceUnavailable {
        context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "cause": "\(refusal.context ?? refusal.detail)"])
      }
      let wantsProblem =
        ["/api/", "/map/", "/tiles", "/wmts", "/assets/", "/health"].contains(where: request.uri.path.hasPrefix)
        || request.uri.path.hasSuffix(".json")
        || (request.headers[.accept] ?? "").hasPrefix("application/")
      if wantsProblem { return Answer.problem(refusal, instance: request.uri.string).response(to: request) }
      var answer = Answer.page(pages.render("error", ErrorPage(refusal).view, in: frame))
      answer.status = refusal.status
      answer.keeping = .never
      if let seconds = refusal.retryAfterSeconds { answer.more[.retryAfter] = String(seconds) }
      return answer.response(to: request)
    }
  }

  static func refusal(of error: any Error, path: String) -> Refusal {
    switch error {
    case let refusal as Refusal: return refusal
    case let error as ServiceError: return Refusal(error)
    case let error as HTTPError:
      switch error.status {
      case .notFound: return .notFound(path.removingPercentEncoding ?? path)
      case .methodNotAllowed: return Refusal(status: .methodNotAllowed, detail: "这个地址不支持这种请求方法，请查看接口文档。")
      case .contentTooLarge: return Refusal(status: .contentTooLarge, detail: "内容超过 50 MB 的上限，请拆分，或者只保留要研判的图形后再传。")
      default:
        return Refusal(status: error.status, detail: error.body ?? "请求不能处理，请核对后再试。")
      }
    default: return .internalFault(String(reflecting: error))
    }
  }
}
