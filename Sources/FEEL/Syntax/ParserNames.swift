/// Names: the longest known one that can be read from a place.
extension Parser {
  /// Longest name that is tried, in words and signs.
  private static let partLimit = 12

  /// The readings of a name from here, shortest first: one word, then with further words and signs.
  /// Space between words counts as one; space around signs counts as none.
  func nameParts(from start: Int) -> [(name: String, end: Int)] {
    var readings: [(name: String, end: Int)] = []
    var name = ""
    var index = start
    var spaceBefore = false
    var afterSign = false
    while index < reader.scalars.count, readings.count < Self.partLimit {
      let scalar = reader.scalars[index]
      if NameCharacters.continues(scalar), !name.isEmpty || NameCharacters.starts(scalar) {
        let end = reader.wordEnd(from: index)
        if spaceBefore, !afterSign { name += " " }
        name += reader.string(index..<end)
        index = end
        readings.append((name, index))
        afterSign = false
      } else if NameCharacters.isSign(scalar), !name.isEmpty,
        !(scalar == "." && reader.scalars.count > index + 1 && reader.scalars[index + 1] == "."),
        !(scalar == "/" && (reader.scalars.count > index + 1) && ["/", "*"].contains(reader.scalars[index + 1]))
      {
        name.unicodeScalars.append(scalar)
        index += 1
        readings.append((name, index))
        afterSign = true
      } else if NameCharacters.isSpace(scalar), !name.isEmpty {
        index += 1
        spaceBefore = true
        continue
      } else {
        break
      }
      spaceBefore = false
    }
    return readings
  }

  /// A name at the beginning of a value: function, local name, path of the environment.
  mutating func name(from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let readings = nameParts(from: start)
    for (name, end) in readings.reversed() {
      if opensArguments(after: end), let callee = callee(name) {
        reader.position = end
        try reader.skipSpace()
        reader.position += 1
        return try call(callee, from: start)
      }
      if let node = try resolve(name, from: start, to: end, isOneWord: end == readings[0].end) {
        if case .literal(.function) = node.kind { try refuseMisspelling(readings, after: end, from: start) }
        return node
      }
    }
    let (word, end) = readings[0]
    if let error = reader.fullWidthFault(at: spaceEnd(from: end)) { throw error }
    if opensArguments(after: end) { throw unknownFunction(word, at: start..<end) }
    throw unknownName([word], at: start..<end)
  }

  private func spaceEnd(from index: Int) -> Int {
    var next = index
    while next < reader.scalars.count, NameCharacters.isSpace(reader.scalars[next]) { next += 1 }
    return next
  }

  private func opensArguments(after index: Int) -> Bool {
    let next = spaceEnd(from: index)
    return next < reader.scalars.count && reader.scalars[next] == "("
  }

  /// A built-in's name without brackets is a function as a value, unless it begins a misspelt name that is being called.
  private func refuseMisspelling(_ readings: [(name: String, end: Int)], after end: Int, from start: Int) throws(FEELSyntaxError) {
    if let called = readings.first(where: { $0.end > end && opensArguments(after: $0.end) }) {
      throw unknownFunction(called.name, at: start..<called.end)
    }
    if reader.string(start..<end) == "not" {
      throw reader.fail(.foreignOperator("not", instead: "not(…)"), at: start..<end)
    }
  }

  private func callee(_ name: String) -> FEELCallee? {
    if scope.contains(where: { $0.name == name }) { return nil }
    if let builtin = Builtin(rawValue: name) { return FEELCallee(builtin) }
    return names.isKnownFunction(name) ? FEELCallee(host: name) : nil
  }

  private mutating func call(_ callee: FEELCallee, from start: Int) throws(FEELSyntaxError) -> FEELNode {
    let arguments = try arguments()
    if callee.builtin == .not, arguments.count == 1, arguments[0].name == nil {
      return try node(.not(arguments[0].value), from: start)
    }
    return try node(.call(callee, arguments), from: start)
  }

  /// What a name means here; nil when it is not known under this reading.
  private mutating func resolve(_ name: String, from start: Int, to end: Int, isOneWord: Bool) throws(FEELSyntaxError) -> FEELNode? {
    let local = scope.lastIndex { $0.name == name }
    let insideItem = scope.lastIndex { $0.isItem && ($0.shape.map { names.isKnown(path: $0 + [name]) } ?? true) }
    let outside: FEELNode?
    if let local {
      reader.position = end
      outside = try node(.variable(scope[local].name), from: start)
    } else if names.isKnown(path: [name]) {
      reader.position = end
      outside = try environmentName(name, from: start)
    } else if Builtin(rawValue: name) != nil, insideItem == nil {
      reader.position = end
      outside = try node(.literal(.function(FEELFunction(body: .builtin(Builtin(rawValue: name)!)))), from: start)
    } else {
      outside = nil
    }
    if let insideItem, local.map({ $0 < insideItem || scope[$0].isItem }) ?? true {
      let known = scope[insideItem].shape != nil
      guard known || outside != nil || isOneWord || writtenKeys.contains(name) || names.isEntryName(name) else { return nil }
      if known {
        reader.position = end
        return try node(.field(name, outside: nil), from: start)
      }
      if outside == nil { reader.position = end }
      return try node(.field(name, outside: outside), from: start)
    }
    return outside
  }

  /// The longest known path that begins with a known name.
  private mutating func environmentName(_ first: String, from start: Int) throws(FEELSyntaxError) -> FEELNode {
    var path = [first]
    while true {
      let before = reader.position
      try reader.skipSpace()
      guard reader.current == ".", reader.peek(1) != "." else {
        reader.position = before
        break
      }
      reader.position += 1
      try reader.skipSpace()
      let readings = nameParts(from: reader.position)
      if let (name, end) = readings.last(where: { names.isKnown(path: path + [$0.name]) }) {
        path.append(name)
        reader.position = end
      } else {
        reader.position = before
        break
      }
    }
    return try node(.name(path), from: start)
  }

  /// The name of an entry after a point; refused where the catalogue lists the entries and this is none of them.
  mutating func entryName(of base: FEELNode) throws(FEELSyntaxError) -> String {
    let start = reader.position
    let readings = nameParts(from: start)
    guard let first = readings.first else { throw reader.unexpected("数据项的名称") }
    let shape = shape(of: base)
    for (name, end) in readings.reversed() {
      let known = shape.map { names.isKnown(path: $0 + [name]) } ?? false
      if known || (shape == nil && (writtenKeys.contains(name) || names.isEntryName(name))) || ValueProperty(rawValue: name) != nil {
        reader.position = end
        return name
      }
    }
    if let shape, !names.isOpen(path: shape) { throw unknownName(shape + [first.name], at: start..<first.end) }
    reader.position = first.end
    return first.name
  }

  /// The name after `...`, the longest that some value may have; nil where no such operator stands.
  mutating func descendantName() throws(FEELSyntaxError) -> String? {
    guard reader.looksAt("...") else { return nil }
    let before = reader.position
    reader.position += 3
    try reader.skipSpace()
    let readings = nameParts(from: reader.position)
    guard let first = readings.first else {
      // `1...5` is a range that ends with `.5`.
      reader.position = before
      return nil
    }
    let longest = readings.last { writtenKeys.contains($0.name) || names.isEntryName($0.name) }
    reader.position = (longest ?? first).end
    return (longest ?? first).name
  }

  /// The path of the catalogue whose entries a value has.
  func shape(of node: FEELNode) -> [String]? {
    switch node.kind {
    case .name(let path): names.isOpen(path: path) ? nil : path
    case .variable(let name): scope.last { $0.name == name }?.shape
    case .field(let name, _):
      scope.last { $0.isItem && $0.shape.map { names.isKnown(path: $0 + [name]) } ?? false }?.shape.map { $0 + [name] }
    case .path(let base, let name):
      shape(of: base).flatMap { shape in
        let path = shape + [name]
        return names.isKnown(path: path) && !names.isOpen(path: path) ? path : nil
      }
    case .filter(let base, _): shape(of: base)
    default: nil
    }
  }

  func unknownName(_ path: [String], at range: Range<Int>) -> FEELSyntaxError {
    let written = path.joined(separator: ".")
    var nearest: [String] = []
    if path.count == 1 {
      // Beside facts, a short name may be meant for a local one or for an entry of the item.
      nearest = FEELExpression.nearestNames(written, among: scope.map(\.name).filter { $0 != "?" && $0 != "item" }, limit: 3)
      if nearest.isEmpty, let shape = scope.last(where: { $0.isItem })?.shape {
        nearest = names.nearest(to: shape + path).filter { $0.starts(with: shape) && $0.count > shape.count }.map {
          $0.dropFirst(shape.count).joined(separator: ".")
        }
      }
    }
    if nearest.isEmpty { nearest = names.nearest(to: path).map { $0.joined(separator: ".") } }
    return reader.fail(.unknownName(written, nearest: nearest), at: range)
  }

  func unknownFunction(_ name: String, at range: Range<Int>) -> FEELSyntaxError {
    var nearest = names.nearestFunctions(to: name)
    nearest += FEELExpression.nearestNames(name, among: Builtin.allCases.map(\.rawValue), limit: 2)
    return reader.fail(.unknownFunction(name, nearest: Array(nearest.prefix(3))), at: range)
  }
}
