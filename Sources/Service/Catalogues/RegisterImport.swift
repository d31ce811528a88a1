import ExactJSON
public import Exchange
import Screening
import Store
import ZoneIndex
import Zoning

extension ZoningService {
  /// Puts suspensions of approvals on record (区域限批) in place of those before, `[{id, areas, layer, scope, pollutants, industries, from, until, document, article}]`.
  ///
  /// Throws a refusal naming the suspension and what is wrong with it; nothing is stored then. Returns how many are in force today.
  public func importSuspensions(_ bytes: [UInt8], caller: Caller) throws(ServiceError) -> (total: Int, inForce: Int) {
    let state = try state(nil)
    let suspensions = try refusing {
      guard let rows = try JSONValue(parsing: bytes).arrayValue else {
        throw ServiceError(.badInput, "限批文件应为一个列表：[{\"id\": …, \"areas\": […], …}]。", field: "file")
      }
      return try rows.map { row in
        let suspension = try ApprovalSuspension(row)
        do throws(ZoningError) { return try suspension.readingPollutants() } catch {
          throw ServiceError(.badInput, "限批“\(suspension.id)”：\(error.message)", field: "file")
        }
      }
    }
    var seen: Set<String> = []
    for s in suspensions {
      if !seen.insert(s.id).inserted { throw ServiceError(.badInput, "限批“\(s.id)”出现了两次，请改成不同的编号。", field: "id") }
      if let fault = fault(of: s, state) { throw ServiceError(.badInput, "限批“\(s.id)”：\(fault)", field: "file") }
    }
    let old = state.rulebook.registers
    let registers = Registers(regions: old.regions, states: old.states, suspensions: suspensions, source: old.source)
    let (records, audit, jurisdiction) = try catalogueRecords(caller)
    try refusing {
      try records.replace(
        registers: registers, following: state.registers, act: "suspensions.imported", count: suspensions.count, audit: audit,
        jurisdiction: jurisdiction)
    }
    try publishRegisters()
    return (suspensions.count, suspensions.filter { $0.validity.contains(today) }.count)
  }

  private func fault(of s: ApprovalSuspension, _ state: PlanState) -> String? {
    let documents = state.rulebook.documents.documents
    if documents[s.source.document] == nil { return "文件库中没有“\(s.source.document)”，请先登记该文件或改成文件库中的简称。" }
    if s.areas.isEmpty { return "没有写 areas，请写市、县（市、区）代码或图层要素的编码。" }
    if let from = s.validity.from, let until = s.validity.until, from >= until { return "起始日期 \(from) 不早于终止日期 \(until)。" }
    for code in s.industries where IndustryClassification.standard[code] == nil { return "没有行业代码“\(code)”。" }
    if let layer = s.layer {
      guard state.snapshot.holds(layer) else { return "没有名为“\(layer)”的图层。" }
      let codes = Set(state.snapshot.features(of: layer).map { state.snapshot.code(of: $0) })
      if let alien = s.areas.first(where: { !codes.contains($0) }) { return "图层“\(layer)”没有编码为“\(alien)”的要素。" }
      return nil
    }
    if let alien = s.areas.first(where: { !state.directory.holds(place: $0) }) { return "没有代码为“\(alien)”的市、县（市、区）。" }
    return nil
  }

  /// Puts dated regional state on record (区域状态) in place of what was there; a file in CSV, XLSX or JSON.
  ///
  /// Throws a refusal naming row and column; nothing is stored then. Returns how many statements hold today.
  public func importRegionStates(_ file: (name: String, bytes: [UInt8]), worker: any IsolatedWorker, caller: Caller)
    async throws(ServiceError)
    -> (total: Int, inForce: Int)
  {
    let state = try state(nil)
    let directory = state.directory
    let states = try await refusing {
      try await RegionStateFile.read(file.bytes, fileName: file.name, worker: worker) { directory.code(ofPlace: $0) }
    }
    if let fault = RegionState.fault(in: states) { throw ServiceError(.badInput, fault, field: "file") }
    let old = state.rulebook.registers
    let registers = Registers(regions: old.regions, states: states, suspensions: old.suspensions, source: old.source)
    let (records, audit, jurisdiction) = try catalogueRecords(caller)
    try refusing {
      try records.replace(
        registers: registers, following: state.registers, act: "regions.imported", count: states.count, audit: audit,
        jurisdiction: jurisdiction)
    }
    try publishRegisters()
    return (states.count, states.filter { $0.validity.contains(today) }.count)
  }
}
