import Numerics

/// The variance of the response split into what fixed effects, random effects and residuals
/// contribute, and the R squared and intraclass correlations made of these.
///
/// The fixed part is the variance of X beta over the rows (divisor n - 1), the random part the
/// mean over the rows of z' Sigma z, which for random slopes depends on where the data lie. With
/// residual variances that differ between rows the residual part is their mean.
///
/// Source: Nakagawa and Schielzeth (2013); Johnson (2014), "Extension of Nakagawa & Schielzeth's
/// R2GLMM to random slopes models", equation 10.
public struct ExplainedVariance: Sendable, Equatable, Codable {
  /// The part of one grouping factor.
  public struct Group: Sendable, Equatable, Codable {
    public let group: String
    public let variance: Double
    /// variance / (random + residual).
    public let intraclassCorrelation: Double
  }

  public let fixedVariance: Double
  public let randomVariance: Double
  public let residualVariance: Double
  /// Whether residual variances differ between rows, so that theirs is a mean.
  public let residualIsMean: Bool
  /// In the order of the model frame.
  public let groups: [Group]

  /// fixed / (fixed + random + residual).
  public var marginalRSquared: Double { fixedVariance / total }
  /// (fixed + random) / (fixed + random + residual).
  public var conditionalRSquared: Double { (fixedVariance + randomVariance) / total }
  /// random / (random + residual).
  public var adjustedIntraclassCorrelation: Double {
    randomVariance / (randomVariance + residualVariance)
  }
  /// random / (fixed + random + residual).
  public var unadjustedIntraclassCorrelation: Double { randomVariance / total }

  private var total: Double { fixedVariance + randomVariance + residualVariance }
}

extension LinearMixedModel {
  /// R squared and intraclass correlations, from their definitions.
  ///
  /// Case weights count as the precision of a row, not as a residual variance of their own: the
  /// residual part is that of a row of weight 1.
  /// - Throws: what the residual covariance throws.
  public func explainedVariance() throws -> ExplainedVariance {
    let parts = zip(frame.random, parameters.theta).map { design, theta in
      design.meanVariance(sigma * design.relativeFactor(theta))
    }
    let random = parts.reduce(0, +)
    let residual = try residualVariance()
    return ExplainedVariance(
      fixedVariance: frame.fixedVariance(coefficients), randomVariance: random,
      residualVariance: residual.value, residualIsMean: residual.isMean,
      groups: zip(frame.random, parts).map { design, part in
        ExplainedVariance.Group(
          group: design.group, variance: part,
          intraclassCorrelation: part / (random + residual.value))
      })
  }

  private func residualVariance() throws -> (value: Double, isMean: Bool) {
    guard frame.residual != nil else { return (sigma * sigma, false) }
    let deviations = try residualDeviations()
    let sum = deviations.reduce(0) { $0 + $1 * $1 }
    return (sum / Double(deviations.count), deviations.contains { $0 != deviations[0] })
  }
}

extension ModelFrame {
  /// The variance of X beta over the rows, divisor n - 1.
  func fixedVariance(_ coefficients: [Double]) -> Double {
    let count = Double(observationCount)
    let linear = fixed.matrix * coefficients
    let mean = linear.reduce(0, +) / count
    let squares = linear.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares / (count - 1)
  }
}

extension RandomEffectsDesign {
  /// The mean over the rows of z' L L' z.
  func meanVariance(_ factor: Matrix) -> Double {
    let covariance = factor.outerProduct()
    let count = codes.count
    var sum = 0.0
    for row in 0..<count {
      for i in 0..<width {
        for j in 0..<width {
          sum += columns[i * count + row] * covariance[i, j] * columns[j * count + row]
        }
      }
    }
    return sum / Double(count)
  }
}
