/// Whether two printed amounts of magnesium are the same, and if not, for which substance they
/// would be.
///
/// Both are turned into millimoles of magnesium, at 24.305 mg of the element for each or at the
/// mass of a salt that holds as much; they agree if the ranges of their roundings overlap, at both
/// ends where a range is given.
///
///     let stated = MagnesiumConversion(
///       MagnesiumAmount(low: PrintedNumber("12")!, high: PrintedNumber("24")!, unit: .millimole),
///       equals: MagnesiumAmount(
///         low: PrintedNumber("480")!, high: PrintedNumber("960")!, unit: .milligram,
///         basis: .elemental))
///     stated.verdict  // inconsistent
///     stated.fits     // magnesium oxide
public struct MagnesiumConversion: Sendable, Codable, Equatable {
  public let first: MagnesiumAmount
  public let second: MagnesiumAmount
  public let verdict: ConsistencyCheck.Verdict
  /// The first amount in the unit, and the substance, of the second; nil if the salt is not named.
  public let recomputed: ValueRange?
  /// The substances for which the amounts agree, where for the stated one they do not.
  public let fits: [MagnesiumSubstance]

  public init(_ first: MagnesiumAmount, equals second: MagnesiumAmount) {
    self.first = first
    self.second = second
    let (one, other) = (Self.expected(first), Self.expected(second))
    let pairs = one.flatMap { a in other.map { b in (a, b) } }
    if pairs.contains(where: { Self.agree(first, $0, second, $1, generous: false) }) {
      verdict = .consistent
    } else {
      let nearly = pairs.contains { Self.agree(first, $0, second, $1, generous: true) }
      verdict = nearly ? .rounding : .inconsistent
    }
    fits = verdict == .inconsistent ? Self.fitting(first, second) : []
    if one.count == 1, other.count == 1 {
      recomputed =
        (1 / second.millimolesPerUnit(of: other[0])) * first.printedMillimoles(of: one[0])
    } else {
      recomputed = nil
    }
  }

  /// The comparison in one sentence.
  public var message: String {
    let basis =
      switch second.basis {
      case .salt(let salt): " of \(salt.name)"
      case .someSalt: " of a salt"
      case .elemental, .notStated: second.unit.isMolar ? "" : " of magnesium"
      }
    guard verdict == .inconsistent || verdict == .rounding else {
      return "\(first.text) and \(second.text)\(basis) agree"
    }
    let known = recomputed.map { range in
      let ends = [range.low, range.high].map { second.low.written($0) }
      let text = ends[0] == ends[1] ? ends[0] : ends.joined(separator: " to ")
      return "\(first.text) is \(text) \(second.unit.rawValue)\(basis), not \(second.text)"
    }
    let text = known ?? "\(first.text) and \(second.text)\(basis) are not the same"
    if verdict == .rounding { return text + " unless digits were cut off or rounded up" }
    if fits.isEmpty { return text }
    return text + "; the amounts fit " + fits.map(\.name).joined(separator: ", ")
  }

  /// The change that makes the amounts agree, if one substance does.
  public var repair: String? {
    guard fits.count == 1 else { return nil }
    let mass = second.unit.isMolar ? first : second
    return "\(mass.text) is a mass of \(fits[0].name)"
  }

  /// What a mass is one of by its own words; of the element if it does not say.
  private static func expected(_ amount: MagnesiumAmount) -> [MagnesiumSubstance] {
    switch amount.basis {
    case .salt(let salt): [salt]
    case .someSalt where !amount.unit.isMolar: MagnesiumSubstance.salts
    case .someSalt, .elemental, .notStated: [.elemental]
    }
  }

  private static func agree(
    _ first: MagnesiumAmount, _ substance: MagnesiumSubstance, _ second: MagnesiumAmount,
    _ other: MagnesiumSubstance, generous: Bool
  ) -> Bool {
    let a = first.millimoles(of: substance, generous: generous)
    let b = second.millimoles(of: other, generous: generous)
    return a.low.widened(by: 1e-9).overlaps(b.low) && a.high.widened(by: 1e-9).overlaps(b.high)
  }

  /// The substances that one of the two could be a mass of instead. Two masses of the same stated
  /// substance are not searched: no substance makes them equal.
  private static func fitting(
    _ first: MagnesiumAmount, _ second: MagnesiumAmount
  ) -> [MagnesiumSubstance] {
    if first.unit.isMolar && second.unit.isMolar { return [] }
    let isSecondFree = !second.unit.isMolar && (first.unit.isMolar || second.basis != .elemental)
    if !isSecondFree && !second.unit.isMolar && first.basis == second.basis { return [] }
    let fixed = expected(isSecondFree ? first : second)
    return ([.elemental] + MagnesiumSubstance.salts).filter { substance in
      fixed.contains { other in
        isSecondFree
          ? agree(first, other, second, substance, generous: false)
          : agree(first, substance, second, other, generous: false)
      }
    }
  }
}
