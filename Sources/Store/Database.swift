/// A value that goes into or comes out of a statement; dates are ISO text, instants microseconds, booleans small integers.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])

  public static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}

/// One row of an answer, columns in the order of the statement.
public struct SQLRow: Sendable {
  public var values: [SQLValue]

  public init(values: [SQLValue]) { self.values = values }

  /// The text of a column; throws where the store holds something else.
  public func text(_ column: Int) throws(StoreError) -> String {
    guard case .text(let s) = values[column] else { throw .damaged("column \(column) is no text") }
    return s
  }

  public func optionalText(_ column: Int) throws(StoreError) -> String? {
    if case .null = values[column] { return nil }
    return try text(column)
  }

  public func integer(_ column: Int) throws(StoreError) -> Int64 {
    guard case .integer(let i) = values[column] else { throw .damaged("column \(column) is no integer") }
    return i
  }

  public func bytes(_ column: Int) throws(StoreError) -> [UInt8] {
    guard case .bytes(let b) = values[column] else { throw .damaged("column \(column) is no byte string") }
    return b
  }
}

/// Statements inside one transaction; parameters are bound, never spliced. A failed statement ends its transaction.
public protocol Statements {
  func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]
  /// Runs a statement and returns how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
}

/// The seam to a database: SQLite here, PostgreSQL and its relatives elsewhere. SQL is the portable set (docs/decisions/0003).
public protocol Database: Sendable {
  /// Reads one consistent state.
  func read<T>(_ body: (any Statements) throws -> T) throws -> T
  /// Writes in one transaction; `body` is pure but for its statements and is run again when the database was busy.
  func write<T>(_ body: (any Statements) throws -> T) throws -> T
}

/// What can go wrong with what is kept; `message` is for people.
public enum StoreError: Error, Hashable, Sendable {
  /// The folder or database is absent.
  case absent(String)
  /// The stored bytes are not what they should be; the text is for the log.
  case damaged(String)
  /// An assessment of the same facts under the same law came to other bytes than the one on record; the text is for the log.
  case differs(String)
  case diskFull
  /// What was to be kept is on record, but the files made from it are not all there yet.
  case unfinished(String)
  case readOnly
  case busy
  /// Somebody else has the part of a job by now, or the job has ended: what was done for it is not kept.
  case leaseLost
  case otherData(String)
  case newerSchema(String)
  case failed(String)

  public var message: String {
    switch self {
    case .absent(let path): "数据目录“\(path)”不存在或还没有数据，请先运行 fenqu demo --data \(path) 或导入成果。"
    case .damaged: "存储的数据不完整，请从备份恢复后重试。"
    case .differs: "同样的事实和法律状态，现在的程序得出的结果文本与存档不同，本次没有保存，存档没动；请系统管理员核对程序版本和判定规则版本。"
    case .diskFull: "磁盘空间不足，本次写入没有保存，已有数据没动；请清理磁盘后重试。"
    case .unfinished: "新版本已经登记，但它的文件没有写完；请清理磁盘后重新运行任一写入数据目录的命令，会自动补齐。"
    case .readOnly: "数据目录只读，不能保存；只查看请加 --no-store。"
    case .busy: "数据库正忙，本次写入没有保存，请稍后重试。"
    case .leaseLost: "这一部分已由别的进程接手，或任务已经结束，本次结果没有保存。"
    case .otherData(let path): "目录“\(path)”里有别的数据，没有改动；请换一个空目录。"
    case .newerSchema(let id): "数据由更新版本的程序写成（\(id)），请升级程序后再打开。"
    case .failed: "存取数据时出错，本次写入没有保存，已有数据没动。"
    }
  }
}
