/// How the web is served: where it listens, what it reads, how it is addressed from outside.
public struct WebConfiguration: Sendable {
  public var host: String
  public var port: Int
  /// Folder with styles, scripts and vendor libraries.
  public var publicFolder: String
  /// Folder with example project files, offered in the wizard; nil where there are none.
  public var examplesFolder: String?
  /// Address of this server as others see it, for links that leave it; nil: the request's own host is not trusted, links stay relative.
  public var publicURL: String?
  public var baseMap: BaseMapSetting?
  /// Largest body of a request, bytes.
  public var uploadLimit: Int
  /// Threads for reading; the machine's cores by default.
  public var queryThreads: Int

  public init(
    host: String = "127.0.0.1", port: Int = 8080, publicFolder: String, examplesFolder: String? = nil, publicURL: String? = nil,
    baseMap: BaseMapSetting? = nil, uploadLimit: Int = 50_000_000, queryThreads: Int = SystemCores.count
  ) {
    self.host = host
    self.port = port
    self.publicFolder = publicFolder
    self.examplesFolder = examplesFolder
    self.publicURL = publicURL
    self.baseMap = baseMap
    self.uploadLimit = uploadLimit
    self.queryThreads = queryThreads
  }
}

/// A base map of tiles in Web Mercator, with the approval number that a map shown to the public needs.
public struct BaseMapSetting: Sendable, Hashable {
  /// Address with {z}, {x}, {y}, or a WMTS address with {TileMatrix}, {TileCol}, {TileRow}.
  public var template: String
  /// 审图号, printed on the map.
  public var approval: String

  /// Reads `URL 审图号`, as the environment variable FENQU_BASEMAP holds it.
  ///
  /// Throws `WebError.badSetting` when the number is missing or the address is no tile address.
  public init(parsing text: String) throws(WebError) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw .badSetting("FENQU_BASEMAP 应为“瓦片地址 审图号”，现在缺审图号；向公众显示的底图必须注明审图号。")
    }
    var template = parts[0]
    for (from, to) in [("{TileMatrix}", "{z}"), ("{TileCol}", "{x}"), ("{TileRow}", "{y}")] {
      template = template.split(separator: from, omittingEmptySubsequences: false).joined(separator: to)
    }
    guard template.hasPrefix("https://") || template.hasPrefix("http://") || template.hasPrefix("/"),
      ["{z}", "{x}", "{y}"].allSatisfy({ template.contains($0) })
    else {
      throw .badSetting("FENQU_BASEMAP 的地址“\(parts[0])”应以 https:// 开头，并含 {z}、{x}、{y}（或 {TileMatrix}、{TileCol}、{TileRow}）。")
    }
    self.template = template
    approval = parts[1]
  }

  /// Scheme and host, as a content security policy names it; nil for tiles of this server.
  var origin: String? {
    guard let scheme = template.firstRange(of: "://") else { return nil }
    let rest = template[scheme.upperBound...]
    return String(template[..<scheme.upperBound]) + rest.prefix { $0 != "/" }
  }
}
