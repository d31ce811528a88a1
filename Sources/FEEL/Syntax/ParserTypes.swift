/// Types after `instance of` and after the colon of a parameter.
extension Parser {
  /// A type after `instance of` or a parameter's colon.
  mutating func type() throws(FEELSyntaxError) -> FEELType {
    try deeper { (parser) throws(FEELSyntaxError) in try parser.typeBody() }
  }

  private mutating func typeBody() throws(FEELSyntaxError) -> FEELType {
    let start = reader.position
    let readings = nameParts(from: start)
    guard let first = readings.first else { throw reader.unexpected("类型的名称") }
    if let (type, end) = definedType(from: start) {
      reader.position = end
      return type
    }
    guard let (name, end) = readings.last(where: { FEELType.simple[$0.name] != nil || $0.name == "function" }) else {
      throw reader.fail(.unknownType(first.name), at: start..<first.end)
    }
    reader.position = end
    let bare = FEELType.simple[name] ?? .function([], .any)
    let before = reader.position
    try reader.skipSpace()
    guard ["list", "context", "range", "function"].contains(name), reader.take("<") else {
      reader.position = before
      return bare
    }
    try reader.skipSpace()
    switch name {
    case "list":
      let element = try type()
      try closeType()
      return .list(element)
    case "range":
      let element = try type()
      try closeType()
      return .range(element)
    case "context":
      var members: [FEELType.Member] = []
      repeat {
        try reader.skipSpace()
        let key = try contextTypeKey()
        try expect(":")
        members.append(.init(name: key, type: try type()))
        try reader.skipSpace()
      } while reader.take(",")
      try closeType()
      return .context(members)
    default:
      var parameters: [FEELType] = []
      if !reader.looksAt(">") {
        repeat {
          try reader.skipSpace()
          parameters.append(try type())
          try reader.skipSpace()
        } while reader.take(",")
      }
      try closeType()
      try expect("->")
      return .function(parameters, try type())
    }
  }

  /// A type of the model, with the names of imports before it: `运输.tVehicle`.
  private func definedType(from start: Int) -> (type: FEELType, end: Int)? {
    for (name, end) in nameParts(from: start).reversed() {
      if end < reader.scalars.count, reader.scalars[end] == "." {
        for (inner, innerEnd) in nameParts(from: end + 1).reversed() {
          if let type = names.type(named: "\(name).\(inner)") { return (type, innerEnd) }
        }
      }
      if let type = names.type(named: name) { return (type, end) }
    }
    return nil
  }

  private mutating func contextTypeKey() throws(FEELSyntaxError) -> String {
    guard let (name, end) = nameParts(from: reader.position).last else { throw reader.unexpected("数据项的名称") }
    reader.position = end
    return name
  }

  private mutating func closeType() throws(FEELSyntaxError) {
    try reader.skipSpace()
    if !reader.take(">") { throw reader.unexpected("“>”") }
  }
}
