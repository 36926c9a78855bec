/// How text from a file is shown on a terminal: no control characters, known widths.
package enum DisplayText {
  /// The scalar to print in place of `scalar`: controls, which could move the cursor or change
  /// colours, and marks that reorder text become U+FFFD.
  static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09: scalar
    case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      "\u{FFFD}"
    default: scalar
    }
  }

  static func printable(_ text: some StringProtocol) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.lazy.map { printable($0) })
    return String(scalars)
  }

  /// How many terminal cells a scalar takes: 0 for combining marks, 2 for wide East Asian
  /// characters and emoji, otherwise 1.
  package static func cells(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Blanks as wide as `text` on a terminal: tabs stay tabs, so that they reach the same stop.
  static func blanks(asWideAs text: some Sequence<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in text {
      result += scalar == "\t" ? "\t" : String(repeating: " ", count: cells(scalar))
    }
    return result
  }
}
