import Numerics

/// Study effects pooled: tau^2, coefficients and their covariance; the rest follows on demand.
public struct PooledEffects: Sendable {
  public let pooling: Pooling
  public let effects: [StudyEffect]
  public let design: PoolingDesign
  public let heterogeneity: HeterogeneityEstimate
  /// The coefficients of the design's columns.
  public let estimates: [Double]
  /// Cochran's Q (with moderators, Q_E): the weighted residual sum of squares at tau^2 = 0.
  public let residualHeterogeneity: Double
  /// The Knapp-Hartung factor on the variances, 1 for other tests; nil without residual degrees of
  /// freedom.
  public let varianceFactor: Double?
  /// "Typical" sampling variance (k - p) / tr P(0) (Higgins and Thompson 2002, equation 9; Jackson
  /// et al. 2012 with moderators); nil without residual degrees of freedom.
  public let typicalVariance: Double?
  /// The covariance of the estimates before that factor, by rows.
  let modelCovariance: [Double]
  /// tau^2 in the weights.
  let tauSquaredInWeights: Double

  init(pooling: Pooling, effects: [StudyEffect], design: PoolingDesign) throws {
    self.pooling = pooling
    self.effects = effects
    self.design = design
    let kernel = PoolingKernel(effects: effects, design: design)
    let freedom = kernel.degreesOfFreedom
    heterogeneity = Self.heterogeneity(pooling.model, kernel)
    let t = heterogeneity.tauSquared ?? 0
    tauSquaredInWeights = t
    let unweighted = kernel.moments(0)
    residualHeterogeneity = freedom > 0 ? unweighted.quadratic : 0
    typicalVariance = freedom > 0 ? Double(freedom) / unweighted.trace : nil
    let sums = t == 0 ? unweighted : kernel.moments(t)
    let mean = freedom > 0 ? sums.quadratic / Double(freedom) : nil
    switch pooling.test {
    case .normal, .studentT: varianceFactor = 1
    case .knappHartung: varianceFactor = mean
    case .flooredKnappHartung: varianceFactor = mean.map { max(1, $0) }
    }
    let basis: (coefficients: [Double], covariance: [Double])
    switch pooling.weighting {
    case .inverseVariance: basis = (kernel.basisCoefficients(), kernel.basisCovariance())
    case .equal:
      basis = try kernel.combined(weights: [Double](repeating: 1, count: effects.count), at: t)
    case .given(let weights): basis = try kernel.combined(weights: weights, at: t)
    }
    estimates = design.transformed(basis.coefficients)
    modelCovariance = design.transformed(covariance: basis.covariance)
  }

  private static func heterogeneity(
    _ model: Pooling.Model, _ kernel: PoolingKernel
  ) -> HeterogeneityEstimate {
    switch model {
    case .equalEffects: return .assumedZero
    case .givenHeterogeneity(let value): return .given(value)
    case .randomEffects(let estimator):
      guard kernel.degreesOfFreedom > 0 else { return .notEstimable }
      let variance = kernel.variance(estimator)
      return .estimated(tauSquared: variance.value, standardError: variance.standardError)
    }
  }

  /// k.
  public var studies: Int { effects.count }

  /// k - p.
  public var residualDegreesOfFreedom: Int { studies - design.columns }

  /// tau^2, or nil where it cannot be estimated.
  public var tauSquared: Double? { heterogeneity.tauSquared }

  /// The covariance of the estimates, with the Knapp-Hartung factor; nil where that has no value.
  public var covariance: Matrix? {
    varianceFactor.map { factor in
      let p = design.columns
      return factor * Matrix(rows: p, columns: p, columnMajor: modelCovariance)
    }
  }

  var kernel: PoolingKernel { PoolingKernel(effects: effects, design: design) }
}

extension PoolingDesign {
  /// Coefficients of the columns from those of the basis.
  func transformed(_ coefficients: [Double]) -> [Double] {
    (0..<columns).map { i in
      (0..<columns).reduce(0) { $0 + transform[i * columns + $1] * coefficients[$1] }
    }
  }

  /// T C T' by rows.
  func transformed(covariance: [Double]) -> [Double] {
    let p = columns
    var result = [Double](repeating: 0, count: p * p)
    for i in 0..<p {
      for j in 0...i {
        var sum = 0.0
        for a in 0..<p {
          for b in 0..<p {
            sum += transform[i * p + a] * covariance[a * p + b] * transform[j * p + b]
          }
        }
        result[i * p + j] = sum
        result[j * p + i] = sum
      }
    }
    return result
  }
}
