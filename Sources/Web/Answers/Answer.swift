import ExactJSON
import HTTPTypes
import Hummingbird
import NIOCore

/// What goes back: bytes of a type, how long they may be kept, the tag they are known by.
struct Answer: Sendable {
  enum Keeping: Sendable {
    /// Ask again each time; the tag saves the body.
    case revalidate
    /// The address changes with the content.
    case forever
    /// Not kept by anyone.
    case never
  }

  var status: HTTPResponse.Status = .ok
  var type: String
  var bytes: [UInt8]
  var keeping: Keeping = .revalidate
  var tag: String?
  var more: HTTPFields = [:]
  /// Pieces of a body that is never held whole, made one after the other; `bytes` are empty then.
  var pieces: Pieces?

  struct Pieces: Sendable {
    var count: Int
    var make: @Sendable (Int) async throws -> [UInt8]
  }

  static func json(_ value: JSONValue, tag: String? = nil) -> Answer {
    Answer(type: "application/json; charset=utf-8", bytes: value.canonicalBytes, tag: tag)
  }

  static func page(_ html: String, tag: String? = nil) -> Answer {
    Answer(type: "text/html; charset=utf-8", bytes: Array(html.utf8), tag: tag)
  }

  static func geoJSON(_ bytes: [UInt8], tag: String) -> Answer {
    Answer(type: "application/geo+json; charset=utf-8", bytes: bytes, tag: tag)
  }

  static func seeOther(_ address: String) -> Answer {
    Answer(status: .seeOther, type: "text/plain; charset=utf-8", bytes: [], keeping: .never, more: [.location: address])
  }

  static func problem(_ refusal: Refusal, instance: String) -> Answer {
    var answer = Answer(
      status: refusal.status, type: "application/problem+json; charset=utf-8", bytes: refusal.problem(instance: instance).canonicalBytes,
      keeping: .never)
    if let seconds = refusal.retryAfterSeconds { answer.more[.retryAfter] = String(seconds) }
    return answer
  }

  /// The response, or 304 when the client already has it.
  func response(to request: Request) -> Response {
    var headers = more
    headers[.contentType] = type
    headers[.vary] = "Accept"
    switch keeping {
    case .revalidate: headers[.cacheControl] = "no-cache"
    case .forever: headers[.cacheControl] = "public, max-age=31536000, immutable"
    case .never: headers[.cacheControl] = "no-store"
    }
    if let tag {
      headers[.eTag] = "\"\(tag)\""
      if let known = request.headers[.ifNoneMatch], known.contains("\"\(tag)\""), status == .ok {
        headers[.contentType] = nil
        return Response(status: .notModified, headers: headers)
      }
    }
    if let pieces {
      if request.method == .head { return Response(status: status, headers: headers) }
      return Response(
        status: status, headers: headers,
        body: ResponseBody { writer in
          for i in 0..<pieces.count { try await writer.write(ByteBuffer(bytes: try await pieces.make(i))) }
          try await writer.finish(nil)
        })
    }
    if request.method == .head {
      headers[.contentLength] = String(bytes.count)
      return Response(status: status, headers: headers)
    }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
