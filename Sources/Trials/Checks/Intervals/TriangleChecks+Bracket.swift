import Glibc

extension TriangleChecks {
  /// What a figure in brackets after an estimate may be.
  enum BracketReading: String, CaseIterable {
    case standardError = "the standard error"
    case standardDeviation = "the standard deviation"
    case halfWidth = "half the 95 % interval"
  }

  /// A figure whose kind is not named: the standard error of the difference, its standard
  /// deviation, or half its interval?
  ///
  /// The arms say what the standard error is (pooled or not), and what the standard deviation is
  /// (from the smaller to the larger of the arms, the pooled one between them). Without arms the
  /// estimate and its P say the standard error.
  static func bracket(_ contrast: ReportedContrast) -> ConsistencyCheck? {
    guard let error = contrast.record.error else { return nil }
    let arms = contrast.design.isParallel ? contrast.comparisons.compactMap(\.means).first : nil
    var sources: [String] = []
    var standardError: ValueRange?
    if let arms {
      let range = arms.standardError(.pooled).union(arms.standardError(.welch))
      standardError = range
      sources.append(
        "the arms give a standard error of \(CheckText.range(range, decimals: error.decimals + 1))")
    }
    if let range = contrast.standardErrorOfP, let p = contrast.record.p {
      standardError = standardError ?? range
      sources.append(
        "the estimate and \(CheckText.printedP(p)) one of "
          + CheckText.range(range, decimals: error.decimals + 1))
    }
    guard let standardError else {
      return contrast.check(
        "A123", "error", printed: error.text, .notCheckable,
        "neither the arms nor a P say what the figure in brackets, \(error.text), is")
    }
    let half = TwoSided.criticalValue(level: contrast.record.level) * standardError
    let deviation = arms.map {
      $0.treatment.standardDeviation.union($0.comparator.standardDeviation)
    }
    let readings: [(BracketReading, ValueRange?)] = [
      (.standardError, standardError), (.standardDeviation, deviation), (.halfWidth, half),
    ]
    let fitting = readings.filter { reading in
      reading.1.map { error.agreement(with: $0) == .consistent } ?? false
    }
    let start = "figure in brackets \(error.text); \(sources.joined(separator: ", "))"
    guard let found = fitting.first else {
      let end =
        deviation.map {
          ", and SDs of \(CheckText.range($0, decimals: error.decimals)): it is neither"
        } ?? ": it is not that"
      return contrast.check(
        "A123", "error", printed: error.text, .inconsistent, recomputed: standardError, start + end)
    }
    return contrast.check(
      "A123", "error", printed: error.text, .consistent, recomputed: found.1,
      "\(start): it can be \(found.0.rawValue)")
  }
}
