import Glibc
import Numerics
import Tables

/// The variance of a generalised model on the scale of the link, split into what fixed effects,
/// random effects and the distribution of the response contribute, with R squared and intraclass
/// correlations.
///
/// The residual variance is that of the distribution and of a random effect with a level for each
/// row; a latent series is random. Source: Nakagawa, Johnson and Schielzeth (2017), "The
/// coefficient of determination R2 and intra-class correlation coefficient from generalized linear
/// mixed-effects models revisited and expanded", table 1.
public struct GeneralizedExplainedVariance: Sendable, Equatable {
  public let method: DistributionVariance
  /// The mean at which the distribution's variance was taken; nil where it needs none.
  public let mean: Double?
  public let distributionVariance: Double
  /// Of a random effect with a level for each row.
  public let dispersionVariance: Double
  public let shares: ExplainedVariance
}

extension GeneralizedMixedModel {
  /// R squared and intraclass correlations.
  /// - Parameters:
  ///   - method: nil for the theoretical variance of logit, probit and complementary log-log, the
  ///     lognormal one of counts with the logarithm as link, and the delta method otherwise.
  ///   - reference: where a mean is needed; a null model is fitted for it.
  /// - Throws: `InvalidInput` M421 where the method does not fit the model, and what the fit of the
  ///   null model throws.
  public func explainedVariance(
    _ method: DistributionVariance? = nil, at reference: ReferenceMean = .nullModel
  ) throws -> GeneralizedExplainedVariance {
    let method = method ?? .standard(law)
    try check(method)
    let mean = method == .theoretical ? nil : try referenceMean(reference)
    let distribution = distributionVariance(method, mean ?? 0)
    let parts = randomVariances()
    let dispersion = parts.reduce(0) { $0 + ($1.isRowLevel ? $1.variance : 0) }
    let groups = parts.filter { !$0.isRowLevel }
    let random = groups.reduce(0) { $0 + $1.variance }
    let residual = distribution + dispersion
    return GeneralizedExplainedVariance(
      method: method, mean: mean, distributionVariance: distribution,
      dispersionVariance: dispersion,
      shares: ExplainedVariance(
        fixedVariance: frame.fixedVariance(coefficients), randomVariance: random,
        residualVariance: residual, residualIsMean: false,
        groups: groups.map {
          ExplainedVariance.Group(
            group: $0.group, variance: $0.variance,
            intraclassCorrelation: $0.variance / (random + residual))
        }))
  }

  private func check(_ method: DistributionVariance) throws(InvalidInput) {
    let isLogCount = link == .log && family.isCount
    let hasLatent = [.logit, .probit, .complementaryLogLog].contains(link)
    let fits =
      switch method {
      case .theoretical: hasLatent
      case .lognormal, .trigamma: isLogCount
      case .delta: true
      }
    if fits && zeroPredictor.isEmpty { return }
    throw InvalidInput(
      Finding(
        code: "M421", severity: .error,
        message: zeroPredictor.isEmpty
          ? "the \(method.rawValue) variance is not that of the family \(family.rawValue) with the "
            + "link \(link.rawValue)"
          : "R squared is not defined with extra zeros",
        hint: zeroPredictor.isEmpty ? "leave the method out" : "report it without zero inflation"))
  }

  private func distributionVariance(_ method: DistributionVariance, _ mean: Double) -> Double {
    // V / m^2.
    let relative = law.unitVariance(mean) / (mean * mean)
    switch method {
    case .theoretical:
      switch link {
      case .probit: return 1
      case .complementaryLogLog: return Double.pi * Double.pi / 6
      default: return Double.pi * Double.pi / 3
      }
    case .lognormal: return log1p(relative)
    case .trigamma: return SpecialFunctions.trigamma(1 / relative)
    case .delta:
      let slope = law.meanSlope(law.predictor(mean))
      return law.unitVariance(mean) / (slope * slope)
    }
  }

  /// The mean over the rows of z' Sigma z of every factor, and the variance of a latent series.
  private func randomVariances() -> [(group: String, variance: Double, isRowLevel: Bool)] {
    var parts = zip(frame.random, parameters.theta).map { design, theta in
      let isRowLevel =
        design.levels.count == observationCount && design.width == 1
        && design.columns.allSatisfy { $0 == 1 }
      return (design.group, design.meanVariance(design.relativeFactor(theta)), isRowLevel)
    }
    if let series {
      parts.append(("latent series", series.standardDeviation * series.standardDeviation, false))
    }
    return parts
  }

  private func referenceMean(_ reference: ReferenceMean) throws -> Double {
    if reference == .observed {
      let rows = FittedRows(self)
      let trials = (0..<rows.count).reduce(0) { $0 + rows.trials($1) }
      return rows.response.reduce(0, +) / trials
    }
    let null = try nullModel()
    let variance =
      reference == .nullModel ? null.randomVariances().reduce(0) { $0 + $1.variance } : 0
    return AveragedMean(law: null.law, variance: variance).value(null.coefficients[0])
  }

  /// The model with nothing but an intercept and the random effects.
  private func nullModel() throws -> GeneralizedMixedModel {
    var frame = frame
    frame.fixed = FixedEffectsDesign(
      matrix: Matrix(
        rows: observationCount, columns: 1,
        columnMajor: [Double](repeating: 1, count: observationCount)),
      names: ["(Intercept)"], terms: [], termOfColumn: [-1], keptColumns: [0],
      allNames: ["(Intercept)"], hasIntercept: true)
    return try GeneralizedMixedModel(specification, frame: frame)
  }
}
