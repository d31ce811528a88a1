/// Where a site lies, as rows of catalogues name places (地区): counties and cities, the province above them, and layers.
public struct CatalogueGround: Hashable, Sendable {
  /// Codes and names of the counties and cities met; nil where the site meets none that is known.
  public var places: Set<String>?
  /// Ids of the layers met.
  public var layersMet: Set<String>
  /// Ids of the layers of areas that are held: what is not met of these is certainly not met.
  public var layersHeld: Set<String>

  public init(places: Set<String>?, layersMet: Set<String> = [], layersHeld: Set<String> = []) {
    self.places = places
    self.layersMet = layersMet
    self.layersHeld = layersHeld
  }

  /// Whether the site lies in a place; a name that is neither a code nor a layer that is held may be any place.
  public func lies(in place: String) -> CatalogueMatch {
    if layersMet.contains(place) || places?.contains(place) == true { return .yes }
    if layersHeld.contains(place) { return .no }
    guard let places, Self.isCode(place) else { return .possible([.places]) }
    let stem = place.hasSuffix("0000") ? place.prefix(2) : place.hasSuffix("00") ? place.prefix(4) : place[...]
    return place == "000000" || places.contains { Self.isCode($0) && $0.hasPrefix(stem) } ? .yes : .no
  }

  /// A code of GB/T 2260: two digits each of province, city and county.
  public static func isCode(_ text: String) -> Bool { text.utf8.count == 6 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
