import Cartography
import Screening
import Sealing
import Store
import Tiles
import ZoneIndex
import Zoning

/// The layers that tiles are cut from: those in force on a day, named by their digests.
public struct TileState: Sendable {
  let state: PlanState
  /// Sixteen hexadecimal digits that change with any layer in force, the tiles' format and the style.
  public let id: String
  /// Whether the address named the layers themselves, so that its answers never change.
  public let isFixed: Bool

  /// Digests of the parts that hold a layer.
  func parts(of layer: String) -> [Digest] {
    zip(state.rulebook.editions, state.snapshot.segments).filter { $0.1.layerIndex(layer) != nil }.map { $0.0.edition.layers }
  }

  static func id(_ editions: [Edition]) -> String {
    let text = ["tiles \(TileVersion.pyramid)", "style \(ShippedStyle.version)"] + editions.map(\.layers.hex).sorted()
    return String(Digest(of: Array(text.joined(separator: "\n").utf8)).hex.prefix(16))
  }
}

/// The style that comes with the program, read once.
enum ShippedStyle {
  static let style = Result { () throws(CartographyRefusal) in try MapStyle.shipped() }

  /// Part of a tile state's name; a program without its style file still cuts vector tiles.
  static var version: String {
    switch style {
    case .success(let style): style.version
    case .failure: "none"
    }
  }
}

extension ZoningService {
  /// The state that an address names: `current`, a day (`2026-11-25`), or the sixteen digits of a tile state.
  public func tileState(_ text: String) throws(ServiceError) -> TileState {
    if text == "current" { return tileState(try state(nil), isFixed: false) }
    if let day = CivilDate(text) { return tileState(try state(day), isFixed: false) }
    guard text.utf8.count == 16, text.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }) else {
      throw ServiceError(.badInput, "图块地址里的“\(text)”不是 current、日期（如 2026-11-25）或 16 位小写十六进制的图块版本号。", field: "state")
    }
    guard let day = try refusing({ try tileDay(text) }) else {
      throw ServiceError(.notFound, "没有版本号为 \(text) 的图块，可能已改版；请从 /tiles.json 取当前版本号。", field: "state")
    }
    return tileState(try state(day), isFixed: true)
  }

  private func tileState(_ state: PlanState, isFixed: Bool) -> TileState {
    TileState(state: state, id: TileState.id(state.rulebook.editions.map(\.edition)), isFixed: isFixed)
  }

  /// A day on which the layers of a tile state are in force: today, else the first day of a change.
  private func tileDay(_ id: String) throws -> CivilDate? {
    let current = try state(nil)
    if TileState.id(current.rulebook.editions.map(\.edition)) == id { return current.asOf }
    let timeline = library.timeline
    let days = Set(timeline.editions.flatMap { [$0.validity.from, $0.validity.until].compactMap { $0 } })
    for day in days.sorted() {
      guard let editions = try editions(on: day, timeline) else { continue }
      if TileState.id(editions) == id { return day }
    }
    return nil
  }

  /// nil on a day before any edition.
  private func editions(on day: CivilDate, _ timeline: EditionTimeline) throws -> [Edition]? {
    do { return try timeline.inForce(asOf: day, knownAt: nil) } catch {
      if case .dateBeforeAnyEdition = error { return nil }
      throw error
    }
  }
}
