import Numerics

/// The effects of a crossover, estimated from its cells.
public struct CrossoverFit: Sendable {
  public let model: CrossoverModel
  public let table: CrossoverTable
  /// What was taken as the correlation within people; nil where no standard errors exist, since a
  /// cell has no spread.
  public let correlation: WithinPersonCorrelation?
  public let terms: [CrossoverTerm]
  /// Of the terms.
  public let estimates: [Double]
  /// What a unit of each cell's mean adds to each estimate.
  private let operation: Matrix
  /// Of one person's values, a matrix for each sequence; nil without standard errors.
  private let covariances: [Matrix]?

  init(
    model: CrossoverModel, table: CrossoverTable, correlation: WithinPersonCorrelation?,
    terms: [CrossoverTerm], operation: Matrix, covariances: [Matrix]?
  ) {
    self.model = model
    self.table = table
    self.correlation = correlation
    self.terms = terms
    self.operation = operation
    self.covariances = covariances
    // The first mean is taken out and put back into the intercept, to keep digits.
    let means = table.cells.map(\.mean)
    var estimates = operation * means.map { $0 - means[0] }
    estimates[0] += means[0]
    self.estimates = estimates
  }

  /// The estimates stand alone: the table has no spread to compute standard errors from.
  public var hasNoStandardErrors: Bool { covariances == nil }

  /// Every term with its t test.
  public var coefficients: [CoefficientEstimate] {
    terms.map { contrast([$0: 1], name: $0.description) }
  }

  /// A treatment less the reference; nil for one that the table does not have, or the reference.
  public func treatment(_ name: String) -> CoefficientEstimate? {
    let term = CrossoverTerm.treatment(name)
    return terms.contains(term) ? contrast([term: 1], name: term.description) : nil
  }

  /// The sum of weights times terms, with its t test.
  ///
  /// The variance is the sum over sequences of v_s = c_s' S_s c_s / n_s, S_s the covariance of one
  /// person's values and c_s the weights of the cells. Degrees of freedom: people less sequences
  /// with pooled variances; else (sum v_s)^2 / sum of v_s^2 / (n_s - 1) (Satterthwaite 1946).
  ///
  /// `weights`: terms that the model does not have count nothing.
  public func contrast(_ weights: [CrossoverTerm: Double], name: String) -> CoefficientEstimate {
    let chosen = terms.map { weights[$0] ?? 0 }
    let estimate = dotProduct(chosen, estimates)
    guard let covariances else {
      return CoefficientEstimate(name: name, estimate: estimate, inference: nil)
    }
    let cells = operation.transposedProduct(chosen)
    var (start, variance, squares, people) = (0, 0.0, 0.0, 0)
    for (sequence, covariance) in zip(table.sequences, covariances) {
      let own = Array(cells[start..<(start + sequence.cells.count)])
      let part = dotProduct(own, covariance * own) / Double(sequence.count)
      start += sequence.cells.count
      variance += part
      squares += part * part / Double(sequence.count - 1)
      people += sequence.count - 1
    }
    let freedom = model.variances == .pooled ? Double(people) : variance * variance / squares
    return CoefficientEstimate(
      name: name, estimate: estimate,
      inference: .studentT(
        estimate: estimate, standardError: variance.squareRoot(), degreesOfFreedom: freedom,
        level: model.confidenceLevel))
  }
}

extension CoefficientEstimate.Inference {
  /// The t test and interval of an estimate; nil where its standard error is 0.
  static func studentT(
    estimate: Double, standardError: Double, degreesOfFreedom: Double, level: Double
  ) -> CoefficientEstimate.Inference? {
    guard standardError > 0, degreesOfFreedom > 0 else { return nil }
    let distribution = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
    let quantile = distribution.quantile((1 - level) / 2, tail: .upper)
    let statistic = estimate / standardError
    return CoefficientEstimate.Inference(
      standardError: standardError, statistic: statistic, degreesOfFreedom: degreesOfFreedom,
      probability: distribution.twoSidedProbability(statistic),
      interval: .around(estimate, quantile * standardError))
  }
}
