import Tables

/// Why a study has no effect, or a set of tables no pooled one.
public enum EffectError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A count below 0 of what.
  case negativeCount(what: String, count: Int)
  /// More people with the event than people.
  case eventsAboveTotal(events: Int, total: Int)
  /// A group with fewer people than the statistic needs.
  case groupTooSmall(count: Int, minimum: Int)
  /// A standard deviation that is 0 or negative.
  case standardDeviationNotPositive(Double)
  /// A number that is infinite or none.
  case notFinite(what: String)
  /// A correlation outside -1 to 1.
  case correlationOutOfRange(Double)
  /// A percentage outside 0 to 100.
  case percentOutOfRange(Double)
  /// A probability outside 0 to 1.
  case probabilityOutOfRange(Double)
  /// Person-time that is 0, negative or infinite.
  case personTimeNotPositive(Double)
  /// A printed standard error that is 0, negative or infinite.
  case standardErrorNotPositive(Double)
  /// Two measurements of one group with different numbers of people.
  case unequalCounts(Int, Int)

  /// A measure that is not computed from what the study printed.
  case wrongShape(measure: EffectMeasure, found: SummaryShape)
  /// A variance estimator the measure does not have.
  case noSuchVariance(measure: EffectMeasure, variance: VarianceEstimator)
  /// A negative or infinite number to add to cells.
  case addedOutOfRange(Double)
  /// A cell or a margin of the table is 0 and the measure does not exist.
  case emptyCell(measure: EffectMeasure)
  /// Nobody, or everybody, had the event on both sides, and such tables are left out.
  case doubleZero
  /// Means whose ratio has no logarithm: one is 0, or they differ in sign.
  case meansWithoutRatio(Double, Double)
  /// An estimate without sampling variance.
  case noVariance(measure: EffectMeasure)
  /// The numerical method of the measure did not get to a result.
  case notComputed(measure: EffectMeasure)

  /// Nothing to pool.
  case noTables
  /// A measure the method does not pool.
  case notPoolable(measure: EffectMeasure)
  /// No table says anything of the effect, or all events are on one side.
  case noPooledEstimate(measure: EffectMeasure)
  /// A level of confidence that is not between 0 and 1.
  case levelOutOfRange(Double)

  /// The stable code that `magnify explain` knows.
  public var code: String {
    switch self {
    case .negativeCount: "A201"
    case .eventsAboveTotal: "A202"
    case .groupTooSmall: "A203"
    case .standardDeviationNotPositive: "A204"
    case .notFinite: "A205"
    case .correlationOutOfRange: "A206"
    case .percentOutOfRange: "A207"
    case .personTimeNotPositive: "A208"
    case .standardErrorNotPositive: "A209"
    case .unequalCounts: "A210"
    case .probabilityOutOfRange: "A211"
    case .wrongShape: "A220"
    case .noSuchVariance: "A221"
    case .addedOutOfRange: "A222"
    case .emptyCell: "A223"
    case .doubleZero: "A224"
    case .meansWithoutRatio: "A225"
    case .noVariance: "A226"
    case .notComputed: "A227"
    case .noTables: "A240"
    case .notPoolable: "A241"
    case .noPooledEstimate: "A242"
    case .levelOutOfRange: "A243"
    }
  }

  /// What happened and what to do, for a report.
  public var finding: Finding {
    Finding(code: code, severity: .error, message: explained.message, hint: explained.hint)
  }

  public var description: String { "\(explained.message): \(explained.hint)." }
}
