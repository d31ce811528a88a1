import Dispatch
import ExactJSON
import Foundation
import Geometry
import Glibc
import Service

/// The memory of a real server over the data folder while it answers places all over the province.
struct ServingCase {
  let dataFolder: String
  static let asked = 1_000
  /// The day of law asked for, so that answers do not change with the day of the run.
  private static let day = "2026-11-25"

  /// - Returns: nil where no server can be started over the folder.
  func row(_ ground: SpaceGround, _ report: (String) -> Void) throws -> SpaceRow? {
    report("serve  启动服务并查询 \(Self.asked) 处，读其常驻内存")
    let port = try Self.freePort()
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    server.arguments = ["serve", "--data", dataFolder, "--port", String(port)]
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    try server.run()
    defer {
      server.terminate()
      server.waitUntilExit()
    }
    guard Self.waits(for: server, port) else {
      report("  未测：服务没有启动。数据目录 \(dataFolder) 须能写入，网页文件须在 Public 目录。")
      return nil
    }
    var times: [Double] = []
    var found = 0
    var sum = SpaceChecksum()
    for place in ground.places.prefix(Self.asked) {
      let begun = DispatchTime.now().uptimeNanoseconds
      let answer = Self.get("/api/v1/at?lon=\(place.longitude)&lat=\(place.latitude)&crs=EPSG:4490&asOf=\(Self.day)", port) ?? ""
      times.append(Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e6)
      guard answer.hasPrefix("HTTP/1.1 200"), let body = answer.range(of: "\r\n\r\n") else { continue }
      found += 1
      sum.add(String(answer[body.upperBound...]))
    }
    let memory = Self.memory(of: server.processIdentifier)
    return SpaceRow(
      task: "open", form: "serving", what: "服务中查询一点（含建立连接），一次一个", rate: 1000 * Double(times.count) / max(times.reduce(0, +), 1e-9),
      unit: "requests/s", milliseconds: times, agreement: "\(Self.asked) 次请求，\(found) 次查到；目标为常驻内存 400 MB 以内。",
      checksum: sum.text,
      more: [
        JSONMember(key: "residentMegabytes", value: .int(memory.all)),
        JSONMember(key: "residentOwnMegabytes", value: .int(memory.own)),
        JSONMember(key: "withinMemoryAim", value: .bool(memory.all < 400)),
      ])
  }

  /// Resident memory in MB: everything, and without pages of files.
  private static func memory(of process: Int32) -> (all: Int, own: Int) {
    let text = FileManager.default.contents(atPath: "/proc/\(process)/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
    func megabytes(_ name: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) / 1000
    }
    return (megabytes("VmRSS"), megabytes("RssAnon"))
  }

  private static func waits(for server: Process, _ port: UInt16) -> Bool {
    for _ in 0..<600 where server.isRunning {
      if get("/api/v1/at?lon=118.8&lat=32.06&crs=EPSG:4490", port) != nil { return true }
      usleep(100_000)
    }
    return false
  }

  // MARK: A plain connection for each request

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func freePort() throws -> UInt16 {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, length) == 0 && getsockname(file, $0, &length) == 0 }
    }
    guard isBound else { throw ServiceError(.internalFault, "没有空闲的端口。") }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The whole answer with its head, nil where nobody answers.
  private static func get(_ path: String, _ port: UInt16) -> String? {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var address = address(port)
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
    }
    guard isConnected else { return nil }
    let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8)
    guard send(file, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(file, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer += buffer[..<count]
    }
    return answer.isEmpty ? nil : String(decoding: answer, as: UTF8.self)
  }
}
