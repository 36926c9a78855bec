/// The correlations that an analysis of pairs is done with, and where they come from.
///
/// Where r is neither printed nor implied it is assumed, and then a single value would hide how
/// much hangs on it: the analysis is done for a grid of them.
public struct CorrelationGrid: Sendable, Codable, Equatable {
  public enum Origin: String, Sendable, Codable, CaseIterable {
    case printed, derived, assumed
  }

  public let origin: Origin
  /// In ascending order, within -1 and 1: of a printed or derived r its lower bound, itself and
  /// its upper bound.
  public let values: [Double]
  /// nil if r is assumed: a grid bounds nothing.
  public let bounds: ValueRange?

  /// 0, 0.25, 0.5, 0.75.
  public static let standard = CorrelationGrid(
    origin: .assumed, values: [0, 0.25, 0.5, 0.75], bounds: nil)

  private init(origin: Origin, values: [Double], bounds: ValueRange?) {
    self.origin = origin
    self.values = values
    self.bounds = bounds
  }

  /// - Throws: `DerivationError.limit`, `.outOfRange` outside -1 to 1.
  public init(printed: PrintedNumber) throws(DerivationError) {
    let r = try BoundedValue(printed, "correlation")
    guard abs(r.value) <= 1 else { throw .outOfRange(name: "correlation", text: printed.text) }
    try self.init(.printed, value: r.value, range: r.range)
  }

  /// - Throws: `DerivationError.impossibleCorrelation` if no value from -1 to 1 is within its
  ///   bounds.
  public init(derived: DerivedValue) throws(DerivationError) {
    try self.init(.derived, value: derived.value, range: derived.bounds)
  }

  /// - Throws: `DerivationError.missing` for fewer than two values, so that none is taken silently;
  ///   `.outOfRange` outside -1 to 1.
  public init(assumed values: [Double]) throws(DerivationError) {
    let sorted = Set(values).sorted()
    if let wrong = values.first(where: { !(abs($0) <= 1) }) {
      throw .outOfRange(name: "correlation", text: "\(wrong)")
    }
    guard sorted.count >= 2 else { throw .missing(names: ["a second assumed correlation"]) }
    self.init(origin: .assumed, values: sorted, bounds: nil)
  }

  /// The best that there is: a printed r, or else a derived one whose bounds leave out some
  /// correlations, or else the standard grid.
  ///
  /// - Throws: as the other initializers.
  public static func best(
    printed: PrintedNumber?, derived: DerivedValue?
  ) throws(DerivationError) -> CorrelationGrid {
    if let printed { return try CorrelationGrid(printed: printed) }
    guard let derived, derived.bounds.low > -1 || derived.bounds.high < 1 else { return .standard }
    return try CorrelationGrid(derived: derived)
  }

  private init(_ origin: Origin, value: Double, range: ValueRange) throws(DerivationError) {
    guard let bounds = range.intersection(ValueRange(-1, 1)) else {
      throw .impossibleCorrelation(bounds: range)
    }
    let inside = min(max(value, bounds.low), bounds.high)
    self.init(
      origin: origin, values: Set([bounds.low, inside, bounds.high]).sorted(), bounds: bounds)
  }
}
