import Cartography
import ExactJSON
import Exchange
import Geodesy
import Geometry
import Reports
import Store
import Tiles
import ZoneIndex
import Zoning

/// Runs work of the rooms below and turns their refusals into the service's; one place knows them all.
func refusing<T>(_ body: () throws -> T) throws(ServiceError) -> T {
  do { return try body() } catch { throw ServiceError(translating: error) }
}

func refusing<T: Sendable>(_ body: () async throws -> T) async throws(ServiceError) -> T {
  do { return try await body() } catch { throw ServiceError(translating: error) }
}

extension ServiceError {
  /// The service's word for a refusal of any room; what nobody foresaw is an internal fault with its text for the log.
  public init(translating error: any Error) {
    switch error {
    case let e as ServiceError: self = e
    case let e as ZoningError: self.init(zoning: e)
    case let e as ExchangeError: self.init(exchange: e)
    case let e as SiteRefusal: self.init(.badInput, e.message, field: "footprint")
    case let e as GeometryRefusal: self.init(.badInput, e.message, field: "footprint")
    case let e as ReferenceRefusal: self.init(.badInput, e.message, field: "crs")
    case let e as StoreError: self.init(store: e)
    case let e as SegmentRefusal: self.init(.internalFault, "成果数据文件不能打开，请运行 fenqu demo 或从备份恢复。", context: e.message)
    case let e as TileRefusal: self.init(.internalFault, "地图图块文件不能生成或打开，请检查数据目录的权限和磁盘空间。", context: e.message)
    case let e as CartographyRefusal: self.init(.internalFault, e.message, context: e.message)
    case let e as ReportError: self.init(.internalFault, e.message, context: e.internalContext)
    case let e as JSONReadError: self.init(.badInput, "不是有效的 JSON：\(e)")
    default: self.init(.internalFault, "系统内部出错，本次请求没有完成，已有数据没动。", context: String(reflecting: error))
    }
  }

  private init(zoning e: ZoningError) {
    switch e {
    case .unknownField(let field, _), .badValue(let field, _): self.init(.badInput, e.message, field: field)
    case .unknownIndustry: self.init(.badInput, e.message, field: "industries")
    case .dateBeforeAnyEdition: self.init(.badInput, e.message, field: "asOf")
    case .unknownEdition: self.init(.badInput, e.message, field: "edition")
    default: self.init(.badInput, e.message)
    }
  }

  private init(exchange e: ExchangeError) {
    switch e {
    case .ambiguous(let candidates):
      self.init(
        .ambiguous, e.message, field: "crs",
        details: [
          JSONMember(
            key: "readings",
            value: .array(
              candidates.map {
                .object([
                  "crs": .string($0.system.identifier), "title": .string($0.title), "why": .string($0.reason), "place": .string($0.place),
                ])
              }))
        ])
    case .badList(let list): self.init(.badInput, e.message, field: "file", details: Self.cells([list]))
    case .badLists(let lists): self.init(.badInput, e.message, field: "file", details: Self.cells(lists))
    case .badModel, .sheetTooLarge: self.init(.badInput, e.message, field: "file")
    case .tooLarge: self.init(.tooLarge, e.message, field: "footprint")
    case .workerFailed(let detail): self.init(.internalFault, e.message, context: detail)
    default: self.init(.badInput, e.message, field: "footprint")
    }
  }

  /// Every bad cell of some files; a file is named in the sentences where there are several.
  private static func cells(_ lists: [ListFileFaults]) -> [JSONMember] {
    let rows = lists.flatMap { list in
      list.faults.map { fault in
        JSONValue.object([
          "file": .string(list.file), "sheet": .text(fault.sheet), "cell": .text(fault.cell), "row": .int(fault.row),
          "column": .text(fault.column), "element": .text(fault.element), "reason": .string(fault.reason), "remedy": .string(fault.remedy),
          "sentence": .string((lists.count > 1 ? "“\(list.file)”" : "") + fault.sentence),
        ])
      }
    }
    return [JSONMember(key: "cells", value: .array(rows)), JSONMember(key: "isCut", value: .bool(lists.contains(where: \.isCut)))]
  }

  private init(store e: StoreError) {
    switch e {
    case .absent, .otherData, .newerSchema: self.init(.badInput, e.message)
    case .busy, .leaseLost: self.init(.busy, e.message)
    case .diskFull: self.init(.diskFull, e.message)
    case .unfinished(let text): self.init(.diskFull, e.message, context: text)
    case .readOnly: self.init(.readOnly, e.message)
    case .damaged(let text), .differs(let text), .failed(let text): self.init(.internalFault, e.message, context: text)
    }
  }
}

extension ListFileFaults.Fault {
  /// Place, reason and remedy, and all of it as one sentence.
  var json: JSONValue {
    .object([
      "sheet": .text(sheet), "cell": .text(cell), "row": .int(row), "column": .text(column), "element": .text(element),
      "reason": .string(reason), "remedy": .string(remedy), "sentence": .string(sentence),
    ])
  }
}
