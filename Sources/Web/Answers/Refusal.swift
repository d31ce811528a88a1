package import ExactJSON
package import HTTPTypes
package import Service

/// Why a request is not answered, in the shape that every door shows: status, one Chinese sentence, the fields at fault.
package struct Refusal: Error, Sendable {
  package struct FieldFault: Hashable, Sendable {
    package var field: String
    package var message: String

    package init(field: String, message: String) {
      self.field = field
      self.message = message
    }
  }

  package var status: HTTPResponse.Status
  /// The sentence for the person: names the thing and the remedy.
  package var detail: String
  var fields: [FieldFault] = []
  /// More members of the problem, such as the readings of an ambiguous site.
  var more: [JSONMember] = []
  package var retryAfterSeconds: Int?
  /// For the log only.
  package var context: String?

  package static let busy = Refusal(status: .serviceUnavailable, detail: "现在请求太多，请 5 秒后再试；已有数据没有动。", retryAfterSeconds: 5)

  static func notFound(_ path: String) -> Refusal {
    Refusal(status: .notFound, detail: "没有“\(path)”这个地址，请核对，或者从地图、搜索进入。")
  }

  static func badQuery(_ field: String, _ message: String) -> Refusal {
    Refusal(status: .badRequest, detail: message, fields: [FieldFault(field: field, message: message)])
  }

  static func internalFault(_ context: String) -> Refusal {
    Refusal(status: .internalServerError, detail: "服务器出了错，已记入日志；已有数据没有动。请稍后再试，还不行请把时间告诉管理员。", context: context)
  }
}

extension Refusal {
  /// The one mapping of the Service's refusals to HTTP.
  package init(_ error: ServiceError) {
    let status: HTTPResponse.Status
    switch error.kind {
    case .badInput, .ambiguous: status = .unprocessableContent
    case .notFound: status = .notFound
    case .tooLarge: status = .contentTooLarge
    case .busy, .readOnly: status = .serviceUnavailable
    case .diskFull: status = .init(code: 507, reasonPhrase: "Insufficient Storage")
    case .internalFault: status = .internalServerError
    }
    self.init(status: status, detail: error.message)
    if let field = error.field { fields = [FieldFault(field: field, message: error.message)] }
    more = error.details
    if error.kind == .busy { retryAfterSeconds = 5 }
    if error.kind == .internalFault { self = .internalFault(error.context ?? error.message) }
    context = context ?? error.context
  }

  /// The title that goes with the status.
  var title: String {
    switch status.code {
    case 400: "请求有误"
    case 404: "没有找到"
    case 405: "不支持这种请求"
    case 413: "文件太大"
    case 415: "格式不支持"
    case 422: "内容有误"
    case 503: "暂时忙"
    case 507: "磁盘已满"
    default: "服务器出错"
    }
  }

  /// RFC 9457.
  package func problem(instance: String) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember(key: "type", value: .string("about:blank")),
      JSONMember(key: "title", value: .string(title)),
      JSONMember(key: "status", value: .int(status.code)),
      JSONMember(key: "detail", value: .string(detail)),
      JSONMember(key: "instance", value: .string(instance)),
    ]
    if !fields.isEmpty {
      members.append(
        JSONMember(
          key: "errors",
          value: .array(fields.map { .object(["field": .string($0.field), "message": .string($0.message)]) })))
    }
    for member in more where !members.contains(where: { $0.key == member.key }) { members.append(member) }
    return .object(members)
  }
}
