import HTTPTypes

/// Styles, scripts, images.
extension Endpoint {
  static let files: [Endpoint] = [
    Endpoint(.get, "/assets/**") { site, call in
      let parts = call.path.split(separator: "/").dropFirst()
      guard let version = parts.first, let file = site.assets.files[parts.dropFirst().joined(separator: "/")] else {
        throw Refusal.notFound(call.path)
      }
      // A page that is older than the server still finds its files, but does not keep them.
      return Answer(type: file.type, bytes: file.bytes, keeping: version == site.assets.version ? .forever : .revalidate, tag: file.tag)
    },
    Endpoint(.get, "/favicon.ico") { site, _ in
      let icon = site.assets.files["images/favicon.svg"]
      return Answer(type: "image/svg+xml", bytes: icon?.bytes ?? [], tag: icon?.tag)
    },
    Endpoint(.get, "/robots.txt") { site, _ in
      Answer(
        type: "text/plain; charset=utf-8", bytes: Array("User-agent: *\nDisallow: /screenings/\nDisallow: /api/\n".utf8), tag: "robots-1")
    },
  ]
}
