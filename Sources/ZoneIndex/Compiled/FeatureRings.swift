public import Geometry

/// A feature's rings, put together from the chains round it.
extension PlanView {
  /// Closed rings in steps from the layer's origin, the ground on the left: shells counter-clockwise, holes clockwise.
  ///
  /// Where the ground touches itself in a node, each corner of ground keeps its own ring, so that no ring touches itself.
  func rings(_ feature: Int) -> [[GridPoint]] {
    let words = (Int(featureFirst[feature])..<Int(featureFirst[feature + 1])).map { featureChains[$0] }
    var leaving: [UInt32: [Int]] = [:]
    for (k, word) in words.enumerated() { leaving[node(word, atEnd: false), default: []].append(k) }
    var used = [Bool](repeating: false, count: words.count)
    var rings: [[GridPoint]] = []
    for first in words.indices where !used[first] {
      var ring: [GridPoint] = []
      var k = first
      while !used[k] {
        used[k] = true
        let points = directed(words[k])
        ring += points.dropLast()
        let next = (leaving[node(words[k], atEnd: true)] ?? []).filter { !used[$0] || $0 == first }
        guard let last = points.dropLast().last, let place = points.last else { break }
        k = next.min { isEarlier(directed(words[$0])[1], directed(words[$1])[1], from: last, about: place) } ?? first
      }
      rings.append(ring)
    }
    return rings
  }

  private func node(_ word: UInt32, atEnd: Bool) -> UInt32 {
    let chain = chains[Int(word >> 1)]
    return (word & 1 == 0) == atEnd ? chain.endNode : chain.startNode
  }

  private func directed(_ word: UInt32) -> [GridPoint] {
    let chain = chains[Int(word >> 1)]
    let points = (Int(chain.first)..<(Int(chain.first) + Int(chain.count))).map { vertices[$0].point }
    return word & 1 == 0 ? points : points.reversed()
  }

  /// Whether a stands before b when one turns clockwise about a place, beginning at the direction back. Exact.
  private func isEarlier(_ a: GridPoint, _ b: GridPoint, from back: GridPoint, about o: GridPoint) -> Bool {
    let (ha, hb) = (half(a, back, o), half(b, back, o))
    if ha != hb { return ha < hb }
    return crossProduct(o, a, b) < 0
  }

  /// 0 in the clockwise half turn from the direction back, 1 in the other.
  private func half(_ p: GridPoint, _ back: GridPoint, _ o: GridPoint) -> Int {
    let cross = crossProduct(o, back, p)
    if cross != 0 { return cross < 0 ? 0 : 1 }
    let along = Int128(p.x - o.x) * Int128(back.x - o.x) + Int128(p.y - o.y) * Int128(back.y - o.y)
    return along < 0 ? 0 : 1
  }

  /// The ground as polygons on the globe.
  func polygons(_ feature: Int) -> [GridPolygon] {
    let all = rings(feature).filter { $0.count >= 3 }.map { (ring: $0, area: RingShape.doubleArea($0)) }
    let shells = all.filter { $0.area > 0 }.sorted { $0.area > $1.area }
    var result = shells.map { GridPolygon(shell: $0.ring) }
    for hole in all where hole.area < 0 {
      // The smallest shell about it; a corner on a shell says nothing.
      let owner = shells.indices.last { k in
        for p in hole.ring {
          switch ringPosition(of: p, in: shells[k].ring) {
          case .inside: return true
          case .outside: return false
          case .boundary: continue
          }
        }
        return true
      }
      if let owner { result[owner].holes.append(hole.ring) }
    }
    return result.map { polygon in
      GridPolygon(shell: polygon.shell.map(global), holes: polygon.holes.map { $0.map(global) }).normalised
    }
  }
}

extension LayerIndex {
  /// A feature's place as it was compiled: polygons that do not overlap, lines or points.
  public func geometry(_ feature: Int) -> FeatureGeometry {
    precondition(feature >= 0 && feature < featureCount, "no such feature")
    switch view.kind {
    case .polygon: return .polygons(view.polygons(feature))
    case .line: return .lines(view.lines(feature).map { $0.map(view.global) })
    case .point: return .points(view.lines(feature).map { view.global($0[0]) })
    }
  }
}
