import Testing
import Web

@Suite("forms with files")
struct MultipartFormTests {
  static let type = "multipart/form-data; boundary=----b"

  static func body(_ parts: [(head: String, bytes: [UInt8])]) -> [UInt8] {
    parts.flatMap { Array("------b\r\n\($0.head)\r\n\r\n".utf8) + $0.bytes + Array("\r\n".utf8) } + Array("------b--\r\n".utf8)
  }

  @Test("fields and files come back as they were sent, line ends and marks inside included")
  func roundTrip() throws {
    let hard: [UInt8] = Array("a\r\n------\r\n--b\r\n".utf8) + [0, 0xFF, 0x0D, 0x0A]
    let form = try #require(
      MultipartForm(
        Self.body([
          ("Content-Disposition: form-data; name=\"title\"", Array("　甲 地块 ".utf8)),
          ("Content-Disposition: form-data; name=\"file\"; filename=\"表%22一.csv\"\r\nContent-Type: text/csv", hard),
          ("content-disposition: form-data; name=\"empty\"", []),
        ]), contentType: Self.type))
    #expect(form.text("title") == "甲 地块" && form.text("empty") == nil && form.text("none") == nil)
    #expect(form["file"]?.bytes == hard && form["file"]?.fileName == "表\"一.csv" && form["title"]?.fileName == nil)
    #expect(form["empty"]?.bytes == [])
  }

  @Test("what is cut off, has no boundary or too many parts is no form, and nothing ends the program")
  func broken() {
    let whole = Self.body([("Content-Disposition: form-data; name=\"a\"", Array("1234".utf8))])
    for n in 0..<(whole.count - 4) { #expect(MultipartForm(Array(whole[..<n]), contentType: Self.type) == nil, "\(n)") }
    #expect(MultipartForm(whole, contentType: "multipart/form-data") == nil)
    #expect(MultipartForm(whole, contentType: "text/plain; boundary=----b") == nil)
    #expect(MultipartForm([], contentType: Self.type) == nil)
    let many = Self.body((0..<60).map { ("Content-Disposition: form-data; name=\"f\($0)\"", []) })
    #expect(MultipartForm(many, contentType: Self.type) == nil)
    #expect(MultipartForm(Self.body([("Content-Type: text/plain", [1])]), contentType: Self.type) == nil)
  }
}
