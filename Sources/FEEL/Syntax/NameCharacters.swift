/// Which characters make names (DMN 1.5 §10.3.1.2, grammar rules 27 to 30), less the punctuation of a Chinese keyboard.
enum NameCharacters {
  static func starts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0x5F: return true
    case 0..<0x80: return false
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF: return true
    case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F: return false
    case 0xFF01...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: return false
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
      0x2C00...0x2FEF, 0x3004...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      return !isSpace(scalar)
    default: return false
    }
  }

  static func continues(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39: true
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: starts(scalar)
    }
  }

  /// Signs that a known name may hold between its words.
  static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "/", "-", "'", "+", "*": true
    default: false
    }
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}
