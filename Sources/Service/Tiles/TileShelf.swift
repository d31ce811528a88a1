import Foundation
import Sealing
import Store
import Synchronization
import Tiles
import ZoneIndex

/// Pyramids of layers that were asked for, and tiles that were cut, the least lately used making room.
///
/// A pyramid is a derived file beside the snapshots, named by the digests of the layer's parts; one that is missing,
/// damaged or of another version is made again. Where nothing can be written it is kept in memory.
final class TileShelf: Sendable {
  /// What tiles in memory may take.
  static let byteLimit = 64 << 20

  private struct Kept {
    var pyramids: [String: TilePyramid] = [:]
    var tiles: [String: (tile: ServedTile, used: UInt64)] = [:]
    var bytes = 0
    var clock: UInt64 = 0
  }

  private let folder: DataFolder
  private let kept = Mutex(Kept())

  init(folder: DataFolder) { self.folder = folder }

  /// Names the pyramid of a layer: its parts' digests in the order of the snapshot, the matrix set and the format.
  static func key(layer: String, set: TileMatrixSet, parts: [Digest]) -> Digest {
    let text = ["tiles \(TileVersion.pyramid)", set.rawValue, layer] + parts.map(\.description)
    return Digest(of: Array(text.joined(separator: "\n").utf8))
  }

  /// The pyramid where it is open or its file is whole; nil where it has to be made.
  func pyramid(_ key: Digest) -> TilePyramid? {
    if let known = kept.withLock({ $0.pyramids[key.hex] }) { return known }
    let path = folder.file(key, "tiles")
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do { return keep(try TilePyramid(opening: path), key) } catch {
      // Refused: whoever makes it again replaces the file.
      return nil
    }
  }

  /// Makes a pyramid and puts its file in place.
  func make(_ key: Digest, layer: String, of snapshot: ZoneSnapshot, set: TileMatrixSet) throws -> TilePyramid {
    if let known = pyramid(key) { return known }
    defer { FreedMemory.giveBack() }
    let bytes = try PyramidBuilder.build(layer: layer, of: snapshot, set: set)
    do {
      try folder.write(bytes, to: folder.file(key, "tiles"))
      return keep(try TilePyramid(opening: folder.file(key, "tiles")), key)
    } catch StoreError.readOnly, StoreError.diskFull {
      return keep(try TilePyramid(bytes: bytes), key)
    }
  }

  private func keep(_ pyramid: TilePyramid, _ key: Digest) -> TilePyramid {
    kept.withLock { k in
      if let other = k.pyramids[key.hex] { return other }
      k.pyramids[key.hex] = pyramid
      return pyramid
    }
  }

  /// A tile by its name, made where it is not kept.
  func tile(_ name: String, _ make: () throws -> ServedTile) rethrows -> ServedTile {
    let known = kept.withLock { k -> ServedTile? in
      guard let found = k.tiles[name] else { return nil }
      k.clock += 1
      k.tiles[name]?.used = k.clock
      return found.tile
    }
    if let known { return known }
    let tile = try make()
    kept.withLock { k in
      guard k.tiles[name] == nil else { return }
      k.clock += 1
      k.tiles[name] = (tile, k.clock)
      k.bytes += Self.cost(tile)
      guard k.bytes > Self.byteLimit else { return }
      // A quarter goes at once, so that the order is looked for seldom.
      for (old, entry) in k.tiles.sorted(by: { $0.value.used < $1.value.used }) {
        guard k.bytes > Self.byteLimit / 4 * 3 else { break }
        k.tiles[old] = nil
        k.bytes -= Self.cost(entry.tile)
      }
    }
    return tile
  }

  private static func cost(_ tile: ServedTile) -> Int { tile.bytes.count + 300 }
}
