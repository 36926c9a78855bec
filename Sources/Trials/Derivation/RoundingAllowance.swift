/// Which values a printed number may stand for.
public enum RoundingAllowance: String, Sendable, Codable, CaseIterable {
  /// Those that round to it.
  case nearest
  /// Those too whose digits were cut off, or rounded up.
  case anyDirection
}

extension PrintedNumber {
  /// The values that the number may stand for.
  public func range(_ allowance: RoundingAllowance) -> ValueRange {
    allowance == .nearest ? range : generousRange
  }
}
