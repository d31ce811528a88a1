import Geometry

extension ExchangeError {
  /// The refusal of a geometry, or of the named part of one, in the words of this room.
  init(_ refusal: GeometryRefusal, part: String? = nil) {
    switch refusal {
    case .tooFewPoints(let near): self = .tooFewPoints(place: part ?? near.map { "\($0.placeText)附近的环" } ?? "图形的一个环")
    case .lineTooShort(let near): self = .lineTooShort(place: part ?? near.map { "\($0.placeText)处的线" } ?? "图形的一条线")
    case .zeroArea(let near): self = .zeroArea(place: part ?? "\(near.placeText)附近的环")
    case .selfCrossing(let at): self = .selfCrossing(part: part ?? "图形边界", longitude: at.longitude, latitude: at.latitude)
    case .overlappingEdges(let at): self = .overlappingEdges(part: part ?? "图形边界", longitude: at.longitude, latitude: at.latitude)
    case .holeOutsideShell(let at): self = .holeOutsideShell(part: part ?? "图形", longitude: at.longitude, latitude: at.latitude)
    case .unclosedRing(let first, let last): self = .unclosedRing(place: "首点（\(first)）、末点（\(last)）的环")
    case .empty: self = .emptyGeometry(place: "提交的图形")
    case .notAPlace(let text): self = .notFinite(place: "坐标“\(text)”处")
    case .mixedKinds: self = .mixedShapes(["面", "线或点"])
    case .unknownKind(let kind): self = .unknownShape(kind)
    case .malformed(_, let position, let expected): self = .badWKT(position: position, reason: "此处应为\(expected)")
    case .tooComplex: self = .tooComplex
    case .engine(let text): self = .geometryEngine(detail: text)
    }
  }
}
