import ArgumentParser
import ExactJSON
import Foundation
import Reports
import Service
import Store
import StoreSQLite
import Zoning

let version = ProductVersion.current

/// `--data DIR`.
struct DataOption: ParsableArguments {
  @Option(name: .long, help: "数据目录。默认取环境变量 FENQU_DATA，再默认 ./data。")
  var data: String?

  var folder: DataFolder { DataFolder(path: data ?? Self.environment("FENQU_DATA") ?? "data") }

  static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// `--as-of DATE`.
struct AsOfOption: ParsableArguments {
  @Option(name: .customLong("as-of"), help: "法律时点，如 2026-08-15。默认今天（北京时间）。")
  var asOf: String?

  func day() throws -> CivilDate? { try ZoningService.day(asOf) }
}

/// How much of a data folder a command needs.
enum Access {
  /// Only the snapshot: works on a read-only folder.
  case snapshot
  case database
}

/// Puts the service together.
func open(_ folder: DataFolder, _ access: Access, reports: ReportRenderer? = nil, publicURL: String? = nil) throws -> ZoningService {
  let clock = SystemClock()
  let library = try PlanLibrary(folder: folder)
  var repository: Repository?
  if access == .database {
    let opened = try Repository(SQLiteDatabase(path: folder.databasePath), migratingAtMicroseconds: clock.now())
    // What is on record is the law, also where a publication was interrupted before its files.
    try Publication(folder: folder, repository: opened).catchUp(atMicroseconds: clock.now())
    repository = opened
  }
  return ZoningService(
    library: library, repository: repository, clock: clock, identifiers: RandomIdentifiers(), reports: reports,
    publicURL: publicURL ?? DataOption.environment("FENQU_PUBLIC_URL") ?? "http://127.0.0.1:8080")
}

/// Reads the lines of a batch, of any length: the lines are bounded, not the file.
func readLines(_ path: String, field: String) throws -> [UInt8] {
  if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
    return try readFile(path, field: field)
  }
  return Array(try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))
}

/// Reads a file that the user names; `-` is standard input. Throws one sentence where it cannot be read or is too large.
func readFile(_ path: String, field: String, limit: Int = ZoningService.uploadLimit) throws -> [UInt8] {
  if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
  let files = FileManager.default
  var isFolder: ObjCBool = false
  guard files.fileExists(atPath: path, isDirectory: &isFolder) else { throw ServiceError(.badInput, "文件“\(path)”不存在，请核对路径。", field: field) }
  guard !isFolder.boolValue else { throw ServiceError(.badInput, "“\(path)”是目录，请给出文件。", field: field) }
  let size = (try files.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
  guard size <= limit else {
    throw ServiceError(
      .tooLarge, "文件“\(path)”有 \(size / 1_000_000) MB，超过上限 \(limit / 1_000_000) MB，请拆分后再提交。", field: field)
  }
  return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes to a file, whole or not at all, or to standard output.
func writeOutput(_ bytes: [UInt8], to path: String?) throws {
  guard let path, path != "-" else { return Standard.output.write(bytes) }
  do { try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
    throw ServiceError(.badInput, "不能写入“\(path)”，请核对目录是否存在、是否可写、磁盘是否已满。", field: "out")
  }
}
