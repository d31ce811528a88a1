/// Reading of numbers and quoted text.
extension TextReader {
  /// A number that begins here, with a digit or with a point before a digit.
  mutating func number() throws(FEELSyntaxError) -> FEELDecimal {
    let start = position
    func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }
    while isDigit(current) { position += 1 }
    if current == ".", isDigit(peek(1)) {
      position += 1
      while isDigit(current) { position += 1 }
    }
    if current == "e" || current == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if isDigit(peek(signed ? 2 : 1)) {
        position += signed ? 2 : 1
        while isDigit(current) { position += 1 }
      }
    }
    let written = string(start..<position)
    if current == ".", peek(1).map({ ("0"..."9").contains($0) }) ?? false {
      throw fail(.badNumber(written + "."), at: start..<position + 1)
    }
    guard let value = FEELDecimal(written) else { throw fail(.badNumber(String(written.prefix(40))), at: start..<position) }
    if let next = current, NameCharacters.continues(next) {
      let end = wordEnd(from: position)
      throw fail(.unitAfterNumber(written, unit: String(string(position..<end).prefix(20))), at: start..<end)
    }
    return value
  }

  /// Quoted text that begins here with `"`; escapes are those of the standard.
  mutating func quotedText() throws(FEELSyntaxError) -> String {
    let start = position
    position += 1
    var result = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == "\"" {
        position += 1
        return String(result)
      }
      if scalar != "\\" {
        result.append(scalar)
        position += 1
        continue
      }
      let escape = position
      position += 1
      switch current {
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "\"": result.append("\"")
      case "'": result.append("'")
      case "\\": result.append("\\")
      case "u", "U":
        let digits = current == "u" ? 4 : 6
        guard let unit = hexadecimal(digits: digits, from: position + 1) else {
          throw fail(.badEscape(string(escape..<min(position + 1, scalars.count))), at: escape..<min(position + 1, scalars.count))
        }
        position += digits
        var value = unit
        if digits == 4, (0xD800..<0xDC00).contains(unit), peek(1) == "\\", peek(2) == "u",
          let low = hexadecimal(digits: 4, from: position + 3), (0xDC00..<0xE000).contains(low)
        {
          value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
          position += 6
        }
        guard let decoded = Unicode.Scalar(value) else {
          throw fail(.badEscape(string(escape..<position + 1)), at: escape..<position + 1)
        }
        result.append(decoded)
      case nil: break
      case let other?:
        // Regular expressions are written with single backslashes: both characters are kept.
        result.append("\\")
        result.append(other)
      }
      if !isAtEnd { position += 1 }
    }
    // A quote that was opened half-width and closed full-width is the usual reason.
    if let closing = (start + 1..<scalars.count).first(where: { FullWidth.replacement(for: scalars[$0]) == "\"" }) {
      var mended = scalars
      mended[closing] = "\""
      throw fail(
        .fullWidth(String(scalars[closing]), replacement: "\""), at: closing..<closing + 1, suggestion: FullWidth.mended(mended))
    }
    throw fail(.unclosedText, at: start..<start + 1)
  }

  private func hexadecimal(digits: Int, from index: Int) -> UInt32? {
    guard index + digits <= scalars.count else { return nil }
    var value: UInt32 = 0
    for scalar in scalars[index..<index + digits] {
      guard let digit = Character(scalar).hexDigitValue, scalar.isASCII else { return nil }
      value = value * 16 + UInt32(digit)
    }
    return value
  }
}
