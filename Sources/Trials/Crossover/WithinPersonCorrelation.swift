/// The correlation between the values of one person in two periods.
public enum WithinPersonCorrelation: Sendable, Codable, Equatable {
  /// The same in all sequences.
  case common(Double)
  /// By the name of the sequence.
  case bySequence([String: Double])

  /// What is computed where the correlation is not known: never one value alone.
  public static let grid = [0, 0.25, 0.5, 0.75].map { WithinPersonCorrelation.common($0) }

  /// Of a sequence of so many periods. All pairs of periods share it, so that it lies above
  /// -1 / (periods - 1).
  /// - Throws: `CrossoverError.correlationOutOfRange`, `.noCorrelation`.
  func value(_ sequence: CrossoverTable.Sequence) throws(CrossoverError) -> Double {
    let value: Double
    switch self {
    case .common(let common): value = common
    case .bySequence(let values):
      guard let own = values[sequence.name] else { throw .noCorrelation(sequence: sequence.name) }
      value = own
    }
    let lowest = sequence.cells.count > 1 ? -1 / Double(sequence.cells.count - 1) : -1
    guard value > lowest, value < 1 else { throw .correlationOutOfRange(value, lowest: lowest) }
    return value
  }
}
