import Numerics

/// The classical analysis of two treatments in two periods, from the cells and the correlations.
///
/// With d the difference of a person's periods, first less second, and s their sum, means over the
/// people of the sequence that starts with the treatment (1) and with the reference (2):
///
///     treatment  = (d1 - d2) / 2,   period = (d1 + d2) / 2,   carry-over = s1 - s2,
///
/// each by a two-sample t test. The carry-over's test compares different people: it rarely finds
/// one, and what it finds may be a difference between the sequences (Senn 2002, chapter 3).
///
/// Source: Hills and Armitage (1979); Grizzle (1965).
public struct HillsArmitage: Sendable {
  /// Treatment less reference, with the pooled variance and n1 + n2 - 2 degrees of freedom.
  public let treatment: CoefficientEstimate
  /// The same with each sequence's own variance, by Welch's test.
  public let treatmentUnequalVariances: CoefficientEstimate
  /// The first period less the second.
  public let period: CoefficientEstimate
  /// The difference of the sums.
  public let carryover: CoefficientEstimate
  /// The paired t test that takes the periods as equal; often printed, biased if the sequences
  /// differ in size and the periods in level.
  public let pairedIgnoringPeriod: CoefficientEstimate
  /// Of one value within a person: half the pooled variance of the differences.
  public let residualVariance: Double

  /// `correlation`: within people. Where it is not known, compute each of
  /// `WithinPersonCorrelation.grid`.
  ///
  /// - Throws: `CrossoverError.notTwoByTwo`, `.spreadNeeded`, and those of `CrossoverModel.fit`.
  public init(
    _ table: CrossoverTable, reference: String, correlation: WithinPersonCorrelation,
    confidenceLevel: Double = 0.95
  ) throws(CrossoverError) {
    guard table.isTwoByTwo else { throw .notTwoByTwo }
    guard table.hasSpread else { throw .spreadNeeded }
    func fit(_ variances: CrossoverModel.Variances) throws(CrossoverError) -> CrossoverFit {
      let model = CrossoverModel(
        reference: reference, variances: variances, confidenceLevel: confidenceLevel)
      return try model.fit(table, correlation: correlation)[0]
    }
    let (pooled, separate) = (try fit(.pooled), try fit(.bySequence))
    let treatment = CrossoverTerm.treatment(table.treatments.first { $0 != reference } ?? "")
    let last = table.sequences[1]
    self.treatment = pooled.contrast([treatment: 1], name: treatment.description)
    treatmentUnequalVariances = separate.contrast([treatment: 1], name: treatment.description)
    period = pooled.contrast([.period(last.cells[1].period): -1], name: "first less second period")
    // The sequence's coefficient is the last less the first, in each of the two periods.
    let sign = last.cells[0].treatment == reference ? -2.0 : 2.0
    carryover = pooled.contrast([.sequence(last.name): sign], name: "carry-over")
    let differences = try table.sequences.map(to: reference, correlation)
    pairedIgnoringPeriod = Self.paired(differences, treatment, confidenceLevel)
    let freedom = differences.reduce(0) { $0 + $1.count - 1 }
    residualVariance = differences.reduce(0) { $0 + ($1.count - 1) * $1.variance } / freedom / 2
  }

  /// Treatment less reference of the people of one sequence.
  fileprivate struct Differences {
    let count: Double
    let mean: Double
    let variance: Double
  }

  /// All people's differences as one sample.
  private static func paired(
    _ parts: [Differences], _ term: CrossoverTerm, _ level: Double
  ) -> CoefficientEstimate {
    let count = parts.reduce(0) { $0 + $1.count }
    let mean = parts.reduce(0) { $0 + $1.count * $1.mean } / count
    let squares = parts.reduce(0.0) { sum, part in
      let distance = part.mean - mean
      return sum + (part.count - 1) * part.variance + part.count * distance * distance
    }
    return CoefficientEstimate(
      name: term.description, estimate: mean,
      inference: .studentT(
        estimate: mean, standardError: (squares / (count - 1) / count).squareRoot(),
        degreesOfFreedom: count - 1, level: level))
  }
}

extension [CrossoverTable.Sequence] {
  fileprivate func map(
    to reference: String, _ correlation: WithinPersonCorrelation
  ) throws(CrossoverError) -> [HillsArmitage.Differences] {
    var parts: [HillsArmitage.Differences] = []
    for sequence in self {
      let (first, second) = (sequence.cells[0], sequence.cells[1])
      let (a, b) = (first.standardDeviation ?? 0, second.standardDeviation ?? 0)
      let variance = a * a + b * b - 2 * (try correlation.value(sequence)) * a * b
      let difference = first.mean - second.mean
      parts.append(
        .init(
          count: Double(sequence.count),
          mean: first.treatment == reference ? -difference : difference, variance: variance))
    }
    return parts
  }
}
