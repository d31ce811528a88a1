import Hummingbird
import Logging

/// What one request carries through the middleware.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage

  init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
