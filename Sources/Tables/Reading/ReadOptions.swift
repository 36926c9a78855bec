/// What the reader should not find out by itself.
public struct ReadOptions: Sendable, Equatable {
  public enum Separator: String, Sendable, Codable, CaseIterable {
    case comma = ","
    case semicolon = ";"
    case tab = "\t"

    var byte: UInt8 { rawValue.utf8.first ?? 0x2C }

    /// The separator as messages name it.
    public var name: String {
      switch self {
      case .comma: "','"
      case .semicolon: "';'"
      case .tab: "the tab character"
      }
    }
  }

  public enum DecimalMark: String, Sendable, Codable, CaseIterable {
    case point = "."
    case comma = ","
  }

  /// The kinds that columns must have, by name; names the file does not have are ignored.
  public var kinds: [String: ColumnKind]
  /// nil: found from the header and the first rows.
  public var separator: Separator?
  /// nil: found from the cells; only a file that is not separated by commas can have a comma.
  public var decimalMark: DecimalMark?

  public init(
    kinds: [String: ColumnKind] = [:], separator: Separator? = nil,
    decimalMark: DecimalMark? = nil
  ) {
    self.kinds = kinds
    self.separator = separator
    self.decimalMark = decimalMark
  }
}
