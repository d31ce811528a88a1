import ExactJSON

/// How far two engines' answers about the same sites agree.
struct SpaceComparison {
  /// Sites compared.
  var sites: Int
  /// Answers that both gave, that only one gave.
  var both = 0
  var onlyOurs = 0
  var onlyPeers = 0
  /// Of the measures of answers that both gave; metres or square metres.
  var largestDifference = 0.0
  var ourSum = 0.0
  var peerSum = 0.0
  /// `m²` or `m`; empty where nothing is measured.
  var unit = ""

  /// Compares answers by site and feature.
  ///
  /// - Parameter measure: what is measured of an answer.
  init(
    sites: Int, ours: [SpaceAnswer], peers: [SpaceAnswer], unit: String = "",
    measure: (SpaceAnswer) -> Double = { _ in 0 }
  ) {
    self.sites = sites
    self.unit = unit
    struct Key: Hashable {
      var site: Int
      var feature: Int
    }
    var theirs: [Key: SpaceAnswer] = [:]
    theirs.reserveCapacity(peers.count)
    for answer in peers { theirs[Key(site: answer.site, feature: answer.feature)] = answer }
    for answer in ours {
      guard let other = theirs.removeValue(forKey: Key(site: answer.site, feature: answer.feature)) else {
        onlyOurs += 1
        continue
      }
      both += 1
      let mine = measure(answer)
      let its = measure(other)
      ourSum += mine
      peerSum += its
      largestDifference = max(largestDifference, (mine - its).magnitude)
    }
    onlyPeers = theirs.count
  }

  var isSameSet: Bool { onlyOurs == 0 && onlyPeers == 0 }

  var sentence: String {
    var text = "对照 \(sites) 个：共同的结果 \(both) 个，"
    text += isSameSet ? "结果集合一致" : "仅本程序 \(onlyOurs) 个，仅对方 \(onlyPeers) 个"
    if !unit.isEmpty {
      let relative = ourSum == 0 ? 0 : (ourSum - peerSum).magnitude / ourSum
      text += "；量算值最大相差 \(Self.scientific(largestDifference)) \(unit)，总和相对相差 \(Self.scientific(relative))"
    }
    return text + "。"
  }

  var json: JSONValue {
    .object([
      "sites": .int(sites), "both": .int(both), "onlyOurs": .int(onlyOurs), "onlyPeers": .int(onlyPeers),
      "unit": .string(unit), "largestDifference": .number(Self.plain(largestDifference)),
      "ourSum": .number(Self.plain(ourSum)), "peerSum": .number(Self.plain(peerSum)),
    ])
  }

  /// Two figures and a power of ten.
  private static func scientific(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    var exponent = 0
    var figures = value
    while figures >= 10 { (figures, exponent) = (figures / 10, exponent + 1) }
    while figures < 1 { (figures, exponent) = (figures * 10, exponent - 1) }
    return SpaceRow.short((figures * 10).rounded() / 10) + (exponent == 0 ? "" : "e\(exponent)")
  }

  private static func plain(_ value: Double) -> String { SpaceRow.precise(value) }
}
