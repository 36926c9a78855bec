import Glibc
import Numerics

/// Dependent effects pooled: variances, coefficients and their covariance; the rest on demand.
public struct DependentPooledEffects: Sendable {
  public let pooling: DependentPooling
  public let effects: [DependentEffect]
  public let design: PoolingDesign
  /// By level or by outcome, outcomes in alphabetical order.
  public let components: [VarianceComponent]
  public let correlations: [EffectCorrelation]
  /// The coefficients of the design's columns.
  public let estimates: [Double]
  /// Of the estimates, (X' inv(V + G) X)^-1.
  public let covariance: Matrix
  /// Q_E = the weighted residual sum of squares at G = 0, with all of V.
  public let residualHeterogeneity: Double
  /// Studies, in the order in which they first appear.
  public let studies: [String]
  let likelihood: DependentLikelihood
  let maximum: DependentLikelihood.Maximum
  let solution: DependentLikelihood.Solution
  /// The same at G = 0.
  let unweighted: DependentLikelihood.Solution
  /// The size to expect of a standard deviation.
  let scale: Double

  init(
    pooling: DependentPooling, effects: [DependentEffect], design: PoolingDesign
  ) throws {
    let p = design.columns
    guard effects.count > p else {
      throw DependentPoolingError.noResidualDegreesOfFreedom(
        units: "effects", count: effects.count, coefficients: p)
    }
    let offset = (0..<p).map { column in
      effects.indices.reduce(0) {
        $0 + design.basis[$1 * p + column] * effects[$1].effect.estimate
      }
    }
    let labels = Set(effects.map(\.label)).sorted()
    let blocks = try StudyBlock.blocks(effects, design, pooling, offset: offset, labels: labels)
    guard blocks.count > 1 else { throw DependentPoolingError.oneStudy(blocks[0].study) }
    let structure = try pooling.structure.covariance(blocks, labels: labels)
    let likelihood = DependentLikelihood(
      blocks: blocks, structure: structure, columns: p, isRestricted: pooling.isRestricted)
    let unweighted = try likelihood.solution { $0.sampling }
    // Residual variance, sampling error included: the ceiling of what a variance can be.
    let squares = blocks.reduce(0) { $0 + dotProduct($1.response, $1.response) }
    let sampling = effects.reduce(0) { $0 + $1.effect.variance } / Double(effects.count)
    scale = (squares / Double(effects.count - p) + sampling).squareRoot()
    maximum = try likelihood.maximum(scale: scale)
    let solution = try likelihood.solution(at: maximum.theta)
    self.pooling = pooling
    self.effects = effects
    self.design = design
    self.likelihood = likelihood
    self.solution = solution
    self.unweighted = unweighted
    components = structure.components(at: maximum.theta)
    correlations = structure.correlations(at: maximum.theta)
    estimates = design.transformed(zip(offset, solution.coefficients).map { $0 + $1 })
    covariance = design.transformed(solution.covariance)
    residualHeterogeneity = unweighted.quadratic
    studies = blocks.map(\.study)
  }

  /// k - p, k the effects.
  public var residualDegreesOfFreedom: Int { effects.count - design.columns }

  /// P(chi-squared(k - p) >= Q_E).
  public var residualHeterogeneityProbability: Double {
    ChiSquaredDistribution(degreesOfFreedom: Double(residualDegreesOfFreedom))
      .cumulative(residualHeterogeneity, tail: .upper)
  }

  /// The (restricted) likelihood at the estimates, whichever estimated the variances.
  ///
  /// Parameters are the coefficients, variances and correlations, those on a limit too; the
  /// deviance of ML is from the model that fits every effect.
  public func fitStatistics(restricted: Bool) -> FitStatistics {
    let value = -0.5 * likelihood.deviance(solution, isRestricted: restricted)
    let saturated =
      -0.5 * (Double(effects.count) * log(2 * Double.pi) + unweighted.logDeterminant)
    let parameters = Double(design.columns + likelihood.structure.parameterCount)
    let count = Double(restricted ? residualDegreesOfFreedom : effects.count)
    let corrected = max(count, parameters + 2)
    return FitStatistics(
      logLikelihood: value, deviance: restricted ? -2 * value : -2 * (value - saturated),
      akaike: -2 * value + 2 * parameters, bayesian: -2 * value + parameters * log(count),
      correctedAkaike: -2 * value + 2 * parameters * corrected / (corrected - parameters - 1))
  }
}

extension PoolingDesign {
  /// T C T'.
  func transformed(_ covariance: Matrix) -> Matrix {
    Matrix(
      rows: columns, columns: columns,
      columnMajor: transformed(covariance: covariance.elements))
  }
}

extension DependentPooling.Structure {
  /// - Throws: `DependentPoolingError.outcomeOfOneStudy`, `.outcomesNeverTogether`.
  func covariance(
    _ blocks: [StudyBlock], labels: [String]
  ) throws -> any RandomEffectsCovariance {
    switch self {
    case .nested:
      return NestedCovariance(isSeparable: blocks.contains { Set($0.labels).count > 1 })
    case .autoregressive: return AutoregressiveCovariance(times: blocks.map(\.times))
    case .unstructured:
      let sets = blocks.map { Set($0.labels) }
      for (first, name) in labels.enumerated() {
        guard sets.count(where: { $0.contains(first) }) > 1 else {
          throw DependentPoolingError.outcomeOfOneStudy(outcome: name)
        }
        for second in 0..<first where !sets.contains(where: { $0.isSuperset(of: [first, second]) })
        {
          throw DependentPoolingError.outcomesNeverTogether(labels[second], name)
        }
      }
      return UnstructuredCovariance(outcomes: labels)
    }
  }
}
