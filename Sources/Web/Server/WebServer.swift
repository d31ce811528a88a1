import ExactJSON
import HTTPTypes
import Hummingbird
public import Logging
import ServiceLifecycle
public import Service

/// The program's web: pages, maps and interfaces over one `ZoningService`.
public struct WebServer: Sendable {
  let configuration: WebConfiguration
  let site: Site
  let logger: Logger

  /// Throws `WebError` when templates, assets or settings are missing or damaged.
  public init(service: ZoningService, configuration: WebConfiguration, logger: Logger) throws(WebError) {
    self.configuration = configuration
    self.logger = logger
    site = Site(
      desk: ServiceDesk(service: service, lanes: Lanes(queryThreads: configuration.queryThreads)),
      assets: try PublicAssets(folder: configuration.publicFolder), examples: try ExampleProjects(folder: configuration.examplesFolder),
      pages: try PageLibrary(), description: try APIDescription(), configuration: configuration)
  }

  /// Serves until SIGTERM or SIGINT, then finishes what is under way. `ready` is called with the port once it listens.
  public func run(ready: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
    let application = Application(
      router: router(),
      server: .http1(configuration: .init(idleTimeout: .seconds(30))),
      configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: "fenqu"),
      services: site.desk.lanes.services + [
        ReviewKeeper(desk: site.desk, logger: logger), BatchKeeper(desk: site.desk, logger: logger),
        FileKeeper(desk: site.desk, logger: logger),
      ],
      onServerRunning: { channel in if let port = channel.localAddress?.port { ready(port) } },
      logger: logger)
    try await application.runService()
  }

  /// Every endpoint behind security headers and the one place that words refusals.
  func router() -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: SecurityHeaders(baseMap: configuration.baseMap, publicURL: configuration.publicURL))
    router.add(middleware: RefusalAnswers(pages: site.pages, frame: site.frame))
    for endpoint in Endpoint.all { endpoint.register(on: router, of: site) }
    return router
  }

}

/// What all routes share.
struct Site: Sendable {
  let desk: ServiceDesk
  let assets: PublicAssets
  let examples: ExampleProjects
  let pages: PageLibrary
  let description: APIDescription
  let configuration: WebConfiguration

  /// The frame that every page is set in.
  var frame: PageFrame { PageFrame(assets: assets.address(""), baseMap: configuration.baseMap) }

  /// A tag for an answer that depends on nothing but the legal state, the address and this program's pages.
  func tag(_ call: Call) async throws -> String {
    Fingerprint.of(
      try await desk.stateKey(asOf: call.text("asOf")), call.instance, String(describing: call.format), pages.version, assets.version)
  }

  /// The answer unless the client already holds it.
  func tagged(_ call: Call, _ answer: (String) async throws -> Answer) async throws -> Answer {
    let tag = try await tag(call)
    if let known = call.request.headers[.ifNoneMatch], known.contains("\"\(tag)\"") {
      return Answer(type: "text/plain", bytes: [], tag: tag)
    }
    var result = try await answer(tag)
    result.tag = tag
    return result
  }
}
