import ExactJSON
import HTTPTypes
import Service
import Testing
import Web

@Suite("refusals in words")
struct RefusalTests {
  @Test(
    "each kind of refusal has its status",
    arguments: [
      (ServiceError.Kind.badInput, 422), (.ambiguous, 422), (.notFound, 404), (.tooLarge, 413), (.busy, 503), (.readOnly, 503),
      (.diskFull, 507),
      (.internalFault, 500),
    ])
  func status(kind: ServiceError.Kind, code: Int) {
    #expect(Refusal(ServiceError(kind, "第 3 行缺坐标，请补上。")).status.code == code)
  }

  @Test("a problem names type, title, status, sentence, place and the field at fault, in this order")
  func problem() {
    let refusal = Refusal(
      ServiceError(.badInput, "用水量不能小于 0，请改为正数。", field: "resources.water_m3", details: [JSONMember(key: "hint", value: .string("可能多了负号"))])
    )
    #expect(
      refusal.problem(instance: "/api/v1/screenings").canonicalText
        == #"{"type":"about:blank","title":"内容有误","status":422,"detail":"用水量不能小于 0，请改为正数。","instance":"/api/v1/screenings","errors":[{"field":"resources.water_m3","message":"用水量不能小于 0，请改为正数。"}],"hint":"可能多了负号"}"#
    )
  }

  @Test("what went wrong inside us stays in the log")
  func internalFault() {
    let refusal = Refusal(ServiceError(.internalFault, "表 screening 坏了", context: "sqlite 11 /data/fenqu.db"))
    #expect(!refusal.problem(instance: "/").canonicalText.contains("sqlite"))
    #expect(!refusal.detail.contains("screening"))
    #expect(refusal.context == "sqlite 11 /data/fenqu.db")
  }

  @Test("a busy server says when to come again")
  func busy() {
    #expect(Refusal(ServiceError(.busy, "忙")).retryAfterSeconds == 5)
    #expect(Refusal.busy.status == .serviceUnavailable)
  }
}
