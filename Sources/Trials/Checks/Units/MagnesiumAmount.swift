/// An amount of magnesium, or of one of its salts, as printed: `15 mmol`, `480 to 960 mg`,
/// `3 x 122 mg elemental`.
public struct MagnesiumAmount: Sendable, Codable, Equatable {
  public enum Unit: String, Sendable, Codable, CaseIterable {
    case millimole = "mmol"
    /// Half a millimole: the ion has two charges.
    case milliequivalent = "meq"
    case milligram = "mg"
    case gram = "g"

    /// It counts magnesium, whatever salt holds it.
    var isMolar: Bool { self == .millimole || self == .milliequivalent }
  }

  /// What a mass is said to be a mass of.
  public enum Basis: Sendable, Codable, Equatable {
    case elemental
    case salt(MagnesiumSubstance)
    /// Of a salt, which is not named.
    case someSalt
    case notStated
  }

  public let low: PrintedNumber
  /// The same as `low`, unless the text gives a range.
  public let high: PrintedNumber
  /// How often it is taken.
  public let times: Int
  public let unit: Unit
  public let basis: Basis

  public init(
    low: PrintedNumber, high: PrintedNumber? = nil, times: Int = 1, unit: Unit,
    basis: Basis = .notStated
  ) {
    self.low = low
    self.high = high ?? low
    self.times = times
    self.unit = unit
    self.basis = basis
  }

  public var text: String {
    let range = low == high ? low.text : "\(low.text) to \(high.text)"
    let product = times == 1 ? range : "\(times) x \(range)"
    return "\(product) \(unit.rawValue)"
  }

  /// The magnesium of one unit, in millimoles.
  func millimolesPerUnit(of substance: MagnesiumSubstance) -> Double {
    switch unit {
    case .millimole: 1
    case .milliequivalent: 0.5
    case .milligram: 1 / substance.milligramsPerMillimole
    case .gram: 1000 / substance.milligramsPerMillimole
    }
  }

  /// The magnesium at both ends in millimoles, as far as the printed digits say.
  func millimoles(
    of substance: MagnesiumSubstance, generous: Bool
  ) -> (low: ValueRange, high: ValueRange) {
    let factor = Double(times) * millimolesPerUnit(of: substance)
    return generous
      ? (factor * low.generousRange, factor * high.generousRange)
      : (factor * low.range, factor * high.range)
  }

  /// The printed values in millimoles, without their rounding.
  func printedMillimoles(of substance: MagnesiumSubstance) -> ValueRange {
    let factor = Double(times) * millimolesPerUnit(of: substance)
    return factor * ValueRange(between: low.value, and: high.value)
  }
}
