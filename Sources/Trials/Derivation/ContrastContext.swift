/// A reported comparison of treatments with the arms and the trial that it is of.
struct ContrastContext {
  let contrast: ContrastRecord
  let treatment: ArmRecord?
  let comparator: ArmRecord?
  let trial: TrialRecord?
  let design: ComparisonDesign

  /// Every report of a comparison of treatments, once each, in the order of the comparisons.
  static func all(_ comparisons: [TrialComparison]) -> [ContrastContext] {
    var seen = Set<[String]>()
    return comparisons.flatMap { comparison in
      comparison.contrasts.filter(\.isOfTreatments).compactMap { contrast in
        guard seen.insert(identity(contrast)).inserted else { return nil }
        let design = contrast.design ?? comparison.design
        // A before-after report of a parallel trial is of neither its arms nor all its people.
        let isOfArms = comparison.trial?.design != .parallel || design == .parallel
        return ContrastContext(
          contrast: contrast, treatment: isOfArms ? comparison.treatment : nil,
          comparator: isOfArms ? comparison.comparator : nil,
          trial: isOfArms ? comparison.trial : nil, design: design)
      }
    }
  }

  /// A report without a time of its own stands with several comparisons.
  private static func identity(_ contrast: ContrastRecord) -> [String] {
    let place = contrast.source?.place()
    return [
      contrast.study, contrast.group, contrast.outcome, contrast.effect, contrast.timepoint,
      contrast.estimate?.text ?? "", contrast.ciLow?.text ?? "", contrast.p?.text ?? "",
      place?.file ?? "", place.map { "\($0.line)" } ?? "",
    ]
  }

  var isPaired: Bool { design == .crossover || design == .beforeAfter }

  private static let ratios: Set<String> = ["RR", "OR", "HR", "IRR", "ROM", "PETO", "MPOR"]

  /// Estimates are printed as ratios.
  var isRatio: Bool { Self.ratios.contains(contrast.measure) && !contrast.isOnAnalysisScale }

  /// A difference of means in their own unit, made with t; everything else with the normal
  /// distribution.
  var isOfMeans: Bool { ["", "MD", "MC"].contains(contrast.measure) }

  var hasCounts: Bool { treatment?.events != nil && comparator?.events != nil }

  /// The level of the interval; 95 % where none is printed.
  var level: Double { (contrast.ciLevel?.value ?? 95) / 100 }

  /// The two numbers in brackets can be a confidence interval.
  var hasInterval: Bool {
    contrast.ciLow != nil && contrast.ciHigh != nil && contrast.intervalKind != "quantile"
  }

  /// The source calls them one, or they were recovered as one.
  var hasNamedInterval: Bool { hasInterval && contrast.intervalKind != "unlabelled" }

  func interval() throws(DerivationError) -> PrintedInterval {
    try PrintedInterval(
      estimate: contrast.estimate, low: contrast.ciLow, high: contrast.ciHigh, level: level,
      scale: isRatio ? .logarithm : .identity)
  }

  /// The people of a crossover or a before-after study: those of its rows, or those analysed.
  func pairs() throws(DerivationError) -> Int {
    let counts = [treatment?.n, comparator?.n].compactMap { $0?.wholeNumber }
    if let first = counts.first, counts.allSatisfy({ $0 == first }) { return first }
    guard counts.isEmpty, let analysed = trial?.analysed?.wholeNumber else {
      throw .missing(names: ["number of pairs"])
    }
    return analysed
  }

  /// The people of two groups; nil unless both are printed.
  var groupCounts: (Int, Int)? {
    guard let first = treatment?.n?.wholeNumber, let second = comparator?.n?.wholeNumber else {
      return nil
    }
    return (first, second)
  }

  /// The printed estimate, on the scale of the analysis, or else the difference of the means.
  func difference() throws(DerivationError) -> BoundedValue {
    guard let estimate = contrast.estimate else { return try differenceOfMeans() }
    let value = try BoundedValue(estimate, "estimate")
    return isRatio ? try value.logarithm("estimate") : value
  }

  private func differenceOfMeans() throws(DerivationError) -> BoundedValue {
    guard treatment?.mean != nil, comparator?.mean != nil else {
      throw .missing(names: ["estimate", "means"])
    }
    return try BoundedValue(treatment?.mean, "mean of the treatment")
      - BoundedValue(comparator?.mean, "mean of the comparator")
  }

  /// An estimate with a bracket that can be its interval; nil if either is missing.
  func pairedInterval() throws(DerivationError) -> PairedIntervalNumbers? {
    guard hasInterval, let estimate = contrast.estimate, let low = contrast.ciLow,
      let high = contrast.ciHigh
    else { return nil }
    return try PairedIntervalNumbers(
      estimate: estimate, low: low, high: high, level: level, count: pairs())
  }

  /// What a paired test is of.
  func pairedNumbers() throws(DerivationError) -> PairedNumbers {
    try PairedNumbers(
      estimate: contrast.estimate, means: both(\.mean), p: contrast.p, count: pairs(),
      standardDeviations: both(\.sd))
  }

  private func both(
    _ column: KeyPath<ArmRecord, PrintedNumber?>
  ) -> (PrintedNumber, PrintedNumber)? {
    guard let first = treatment?[keyPath: column], let second = comparator?[keyPath: column]
    else { return nil }
    return (first, second)
  }

  /// The SDs of both; nil unless both are printed.
  func standardDeviations() throws(DerivationError) -> (BoundedValue, BoundedValue)? {
    guard let first = treatment?.sd, let second = comparator?.sd else { return nil }
    return (
      try BoundedValue(first, "SD of the treatment"),
      try BoundedValue(second, "SD of the comparator")
    )
  }

  var subject: ConsistencyCheck.Subject {
    var subject = ConsistencyCheck.Subject()
    subject.study = contrast.study
    subject.group = contrast.group
    subject.outcome = contrast.outcome
    subject.timepoint = contrast.timepoint
    return subject
  }
}
