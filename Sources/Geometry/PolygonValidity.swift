extension GridPolygon {
  /// The polygon normalised, or why it is none: a ring that encloses nothing, a boundary that crosses itself,
  /// a hole outside its shell.
  ///
  /// A boundary that touches itself at points is taken; `touchesItself` says so, since other software may ask
  /// for such a polygon to be split.
  ///
  /// - Throws: `GeometryRefusal.tooFewPoints`, `.zeroArea`, `.selfCrossing`, `.overlappingEdges`, `.holeOutsideShell`,
  ///   `.tooComplex`.
  public func checked() throws(GeometryRefusal) -> (polygon: GridPolygon, touchesItself: Bool) {
    let shell = try RingShape.checked(shell)
    var holes: [[GridPoint]] = []
    for hole in self.holes { holes.append(try RingShape.checked(hole)) }
    var touches = false
    switch SelfCrossing.find(in: [shell] + holes) {
    case .none: break
    case .touches: touches = true
    case .crosses(let place): throw .selfCrossing(at: place)
    case .overlaps(let place): throw .overlappingEdges(at: place)
    case .tooComplex: throw .tooComplex
    }
    for hole in holes {
      for p in hole {
        let position = ringPosition(of: p, in: shell)
        if position == .outside { throw .holeOutsideShell(at: p) }
        if position == .inside { break }
      }
    }
    return (GridPolygon(shell: shell, holes: holes).normalised, touches)
  }
}
