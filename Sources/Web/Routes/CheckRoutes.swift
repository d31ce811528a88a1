import ExactJSON
import Exchange
import HTTPTypes
import Service

/// Whether a delivery lies where it should: the page with its form, and the interface.
extension Endpoint {
  static let checks: [Endpoint] = [
    Endpoint(.get, "/checks") { site, call in try await site.checksPage(call) },
    Endpoint(.post, "/checks") { site, call in try await site.checkForm(call) },
    Endpoint(.post, "/api/v1/checks/shift") { site, call in
      guard let layer = call.text("layer") else { throw Refusal.badQuery("layer", "缺少“layer”，请写交付的是哪个图层，如 管控单元。") }
      let bytes = try await call.body(upTo: site.configuration.uploadLimit)
      var answer = Answer.json(
        try await site.placesReport(
          LayerDelivery(layer: layer, fileName: call.text("name"), bytes: bytes, crs: call.text("crs")), picture: false))
      answer.keeping = .never
      return answer
    },
  ]
}

extension Site {
  /// Reads in a child process, compares on the heavy lane; nothing is stored.
  fileprivate func placesReport(_ delivery: LayerDelivery, picture: Bool) async throws -> JSONValue {
    let read = try await desk.child { service, caller in
      try await service.readDelivery(
        delivery, asOf: nil, worker: WorkerProcess(addressSpaceBytes: 4 << 30, cpuSeconds: 120, wallClockSeconds: 180), caller: caller)
    }
    return try await desk.heavy { service, caller in try service.checkPlaces(of: [read], asOf: nil, picture: picture, caller: caller) }
  }

  private func layers() async throws -> [(id: String, title: String)] {
    try await desk.read { service, caller in try service.checkableLayers(asOf: nil, caller: caller) }
  }

  fileprivate func checksPage(_ call: Call) async throws -> Answer {
    let page = ChecksPage(layers: try await layers(), chosen: call.text("layer"))
    return .page(pages.render("checks", page.view, in: frame.at(.about)))
  }

  /// The form: a file and the layer it is. A refusal comes back on the page.
  fileprivate func checkForm(_ call: Call) async throws -> Answer {
    let body = try await call.body(upTo: configuration.uploadLimit + 100_000)
    guard let form = MultipartForm(body, contentType: call.wholeContentType) else {
      throw Refusal(status: .badRequest, detail: "提交的内容不是带文件的表单，请在“成果位置核对”页选文件后提交。")
    }
    var page = ChecksPage(layers: try await layers(), chosen: form.text("layer"))
    page.crs = form.text("crs")
    var status = HTTPResponse.Status.ok
    if let file = form.file("file"), let layer = form.text("layer"), file.fileName?.isEmpty == false || !file.bytes.isEmpty {
      do {
        page.report = try await placesReport(
          LayerDelivery(layer: layer, fileName: file.fileName, bytes: Array(file.bytes), crs: page.crs), picture: true)
      } catch let refusal as Refusal where (400..<500).contains(refusal.status.code) {
        page.refusal = refusal.detail
        status = refusal.status
      }
    } else {
      page.refusal = "还没有选文件，请选一个交付的图层文件后再核对。"
      status = .unprocessableContent
    }
    var answer = Answer.page(pages.render("checks", page.view, in: frame.at(.about)))
    answer.status = status
    answer.keeping = .never
    return answer
  }
}
