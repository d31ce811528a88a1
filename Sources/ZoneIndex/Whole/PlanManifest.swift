internal import Glibc

/// Which plan files make up a whole plan: one line a part, closed by a checksum.
///
/// ```
/// fenqu-plan 1
/// part 320100 sha256:d90d… 320100-d90d….plan 7340032 00ab…
/// directory whole-5c1e….plan 52428800 77f0…
/// end 91c3…
/// ```
///
/// It is written under another name and renamed when every file it names is durable, so that it never names what is not
/// there; files are never rewritten.
struct PlanManifest: Hashable {
  /// One compiled file.
  struct Part: Hashable {
    /// Whose layers: an issuer.
    var id: String
    /// Which content: the digest of what was compiled.
    var key: String
    var file: String
    var bytes: Int
    /// The checksum of the file's table, which holds those of all its sections.
    var identity: UInt64
  }

  /// The file of the directory over all parts.
  struct Directory: Hashable {
    var file: String
    var bytes: Int
    var identity: UInt64
  }

  static let fileName = "plan.manifest"
  private static let firstLine = "fenqu-plan \(PlanFormat.version)"

  var parts: [Part]
  var directory: Directory

  /// Letters, digits and `.:-_` make names that can stand in a line and in a file's name.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200 && name.first != "."
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  static func fileName(id: String, key: String) -> String {
    "\(id)-\(key)".map { $0 == ":" ? "-" : String($0) }.joined() + ".plan"
  }

  /// One name for each set of pieces: the same pieces give the same bytes.
  static func directoryName(_ pieces: [DirectoryFormat.Member]) -> String {
    let sum = pieces.withUnsafeBytes { SectionChecksum.of($0) }
    return "whole-\(String(sum, radix: 16)).plan"
  }

  var text: String {
    var lines = [Self.firstLine]
    for part in parts {
      lines.append("part \(part.id) \(part.key) \(part.file) \(part.bytes) \(String(part.identity, radix: 16))")
    }
    lines.append("directory \(directory.file) \(directory.bytes) \(String(directory.identity, radix: 16))")
    let body = lines.map { $0 + "\n" }.joined()
    return body + "end \(String(Self.checksum(body), radix: 16))\n"
  }

  /// - Throws: `SegmentRefusal.damaged`, `.wrongVersion` or `.notAPlan` with the path.
  init(parsing text: String, path: String) throws(SegmentRefusal) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first, first.hasPrefix("fenqu-plan ") else { throw .notAPlan(path: path) }
    guard first == Self.firstLine else {
      throw .wrongVersion(path: path, found: UInt32(first.dropFirst("fenqu-plan ".count)) ?? 0)
    }
    guard lines.count >= 4, lines.last == "", let end = lines.dropLast().last, end.hasPrefix("end ") else {
      throw .damaged(path: path, part: "清单")
    }
    let body = lines.dropLast(2).map { $0 + "\n" }.joined()
    guard end == "end \(String(Self.checksum(body), radix: 16))" else { throw .damaged(path: path, part: "清单") }
    var parts: [Part] = []
    for line in lines.dropFirst().dropLast(3) {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 6, words[0] == "part", let bytes = Int(words[4]), let identity = UInt64(words[5], radix: 16),
        words[1...3].allSatisfy(Self.isPlain)
      else { throw .damaged(path: path, part: "清单") }
      parts.append(Part(id: words[1], key: words[2], file: words[3], bytes: bytes, identity: identity))
    }
    let last = lines[lines.count - 3].split(separator: " ").map(String.init)
    guard last.count == 4, last[0] == "directory", Self.isPlain(last[1]), let bytes = Int(last[2]),
      let identity = UInt64(last[3], radix: 16)
    else { throw .damaged(path: path, part: "清单") }
    self.parts = parts
    directory = Directory(file: last[1], bytes: bytes, identity: identity)
  }

  init(parts: [Part], directory: Directory) {
    self.parts = parts
    self.directory = directory
  }

  private static func checksum(_ text: String) -> UInt64 {
    Array(text.utf8).withUnsafeBytes { SectionChecksum.of($0) }
  }

  // MARK: On disk

  /// The manifest of a folder; nil where there is none.
  static func read(_ folder: String) throws(SegmentRefusal) -> PlanManifest? {
    let path = folder + "/" + fileName
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 && errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let n = Glibc.read(descriptor, &block, block.count)
      if n < 0 && errno == EINTR { continue }
      guard n >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
      if n == 0 { break }
      bytes += block[..<n]
      guard bytes.count < 1 << 24 else { throw .damaged(path: path, part: "清单") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notAPlan(path: path) }
    return try PlanManifest(parsing: text, path: path)
  }

  /// Replaces the folder's manifest; what it names must be durable.
  func write(_ folder: String) throws(SegmentRefusal) {
    let path = folder + "/" + Self.fileName
    let temporary = path + ".\(getpid()).part"
    func refusal() -> SegmentRefusal { .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw refusal() }
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let n = bytes[at...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if n < 0 && errno == EINTR { continue }
      guard n > 0 else { break }
      at += n
    }
    let isWhole = at == bytes.count && fsync(descriptor) == 0
    let failure = refusal()
    close(descriptor)
    guard isWhole else {
      unlink(temporary)
      throw failure
    }
    guard rename(temporary, path) == 0 else {
      let failure = refusal()
      unlink(temporary)
      throw failure
    }
    DurableFolder.sync(folder)
  }
}

/// Makes the names in a folder durable.
enum DurableFolder {
  static func sync(_ path: String) {
    // A file system that cannot do it keeps its own promises; what was renamed is whole in any case.
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
