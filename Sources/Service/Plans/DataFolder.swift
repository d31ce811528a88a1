import ExactJSON
import Foundation
import Sealing
import Store
import Zoning

/// The data folder: the database, and beside it files made from it under the names of their digests.
///
/// Files are written under a temporary name, flushed and renamed, and never rewritten: a reader's mapping stays whole.
public struct DataFolder: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  public var databasePath: String { path + "/fenqu.sqlite" }
  var manifestPath: String { path + "/manifest.json" }
  var snapshots: String { path + "/snapshots" }

  func file(_ digest: Digest, _ kind: String) -> String { "\(snapshots)/\(digest.hex.prefix(32)).\(kind)" }

  /// Removes what an interrupted generation left behind.
  func removeUnfinished() throws {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: snapshots) where name.hasPrefix("building-") {
      try files.removeItem(atPath: snapshots + "/" + name)
    }
  }

  /// Whether a manifest is there to be read.
  public var hasPlans: Bool { FileManager.default.fileExists(atPath: manifestPath) }

  /// Makes the folder; throws `otherData` where it holds files that are not ours.
  public func create() throws {
    let files = FileManager.default
    if files.fileExists(atPath: path), !files.fileExists(atPath: databasePath) {
      let alien = try files.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") && $0 != "snapshots" }
      if !alien.isEmpty { throw StoreError.otherData(path) }
    }
    try files.createDirectory(atPath: snapshots, withIntermediateDirectories: true)
  }

  /// Writes a file whole or not at all.
  func write(_ bytes: [UInt8], to target: String) throws {
    let temporary = target + ".\(UUID().uuidString).part"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: temporary))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary))
      try handle.synchronize()
      try handle.close()
      guard rename(temporary, target) == 0 else { throw StoreError.failed("rename to \(target): \(errno)") }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw StoreError(writing: error)
    }
  }

  func read(_ path: String) throws -> [UInt8] {
    do { return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)) } catch {
      throw StoreError.absent(self.path)
    }
  }

  /// The bytes of an attachment's file; throws `damaged` where they are not what their digest says: no law is read from them then.
  func read(_ digest: Digest, _ kind: String) throws -> [UInt8] {
    let bytes = try read(file(digest, kind))
    guard Digest(of: bytes) == digest else { throw StoreError.damaged("\(kind) \(digest) does not match its digest") }
    return bytes
  }

  /// Tells one manifest from the next: each is a new file, renamed into place.
  struct Stamp: Hashable, Sendable {
    var inode: UInt64
    var seconds: Int
    var nanoseconds: Int
  }

  /// nil where there is no manifest.
  var manifestStamp: Stamp? {
    var info = stat()
    guard stat(manifestPath, &info) == 0 else { return nil }
    return Stamp(inode: UInt64(info.st_ino), seconds: Int(info.st_mtim.tv_sec), nanoseconds: Int(info.st_mtim.tv_nsec))
  }

  /// Writes bytes under the name of their digest where they are not there yet; such a file binds nobody until a manifest names it.
  func place(_ bytes: [UInt8], _ kind: String) throws {
    let target = file(Digest(of: bytes), kind)
    if !FileManager.default.fileExists(atPath: target) { try write(bytes, to: target) }
  }

  /// The file of an attachment, made from the database where it is not there yet.
  func materialise(_ digest: Digest, _ kind: String, from repository: Repository) throws {
    let target = file(digest, kind)
    if FileManager.default.fileExists(atPath: target) { return }
    try write(try repository.attachment(digest), to: target)
  }
}

extension StoreError {
  /// The store's word for a failed write of a file.
  init(writing error: any Error) {
    if let known = error as? StoreError {
      self = known
      return
    }
    // The system's own number where there is one, else Cocoa's.
    let underlying = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error).map { ($0 as NSError).code }
    switch underlying ?? (error as NSError).code {
    case Int(ENOSPC), Int(EDQUOT), CocoaError.fileWriteOutOfSpace.rawValue: self = .diskFull
    case Int(EROFS), Int(EACCES), CocoaError.fileWriteNoPermission.rawValue, CocoaError.fileWriteVolumeReadOnly.rawValue: self = .readOnly
    default: self = .failed(String(describing: error))
    }
  }
}

/// What a reader needs without the database: editions and registers by digest.
struct Manifest: Sendable {
  var editions: [Edition]
  var documents: Digest
  var registers: Digest
  /// The register of catalogues; nil in folders from before there was one.
  var catalogues: Digest?
  /// Marks of the demonstration (`seed`, `units`), empty for real data.
  var demonstration: [String: String]

  var json: JSONValue {
    .object([
      "version": .int(1), "editions": .array(editions.map(\.json)), "documents": .string(documents.description),
      "registers": .string(registers.description), "catalogues": .text(catalogues?.description),
      "demonstration": JSONValue.object(demonstration.map { JSONMember(key: $0.key, value: .string($0.value)) }).sortedByKey,
    ])
  }

  init(editions: [Edition], documents: Digest, registers: Digest, catalogues: Digest?, demonstration: [String: String]) {
    self.catalogues = catalogues
    self.editions = editions
    self.documents = documents
    self.registers = registers
    self.demonstration = demonstration
  }

  /// Reads a manifest's bytes; whatever is wrong with them is our damage, never the caller's input.
  init(reading bytes: [UInt8]) throws(StoreError) {
    do { try self.init(JSONValue(parsing: bytes)) } catch { throw .damaged("manifest: \(error)") }
  }

  private init(_ json: JSONValue) throws {
    guard let documents = json["documents"]?.stringValue.flatMap({ Digest($0) }),
      let registers = json["registers"]?.stringValue.flatMap({ Digest($0) })
    else { throw StoreError.damaged("manifest") }
    var marks: [String: String] = [:]
    for m in json["demonstration"]?.objectValue ?? [] { marks[m.key] = m.value.stringValue }
    self.init(
      editions: try (json["editions"]?.arrayValue ?? []).map { try Edition($0) }, documents: documents, registers: registers,
      catalogues: json["catalogues"]?.stringValue.flatMap { Digest($0) }, demonstration: marks)
  }
}
