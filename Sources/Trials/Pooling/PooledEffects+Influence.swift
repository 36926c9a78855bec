import Glibc
import Numerics

extension PooledEffects {
  /// The influence of each study, by leaving it out; nil where the others do not determine the
  /// coefficients or, for a Knapp-Hartung test, leave no residual degrees of freedom.
  /// - Throws: `PoolingError.tooFewStudies` for a single study, `.inverseVarianceWeightsNeeded`.
  public func influence() throws -> [StudyInfluence?] {
    guard pooling.weighting == .inverseVariance else {
      throw PoolingError.inverseVarianceWeightsNeeded(purpose: "Influence")
    }
    let deleted = try leavingOutEach()
    let rows = try studyEstimates()
    guard let covariance, let factor = try? CholeskyFactor(covariance) else {
      return deleted.map { _ in nil }
    }
    return effects.indices.map { i in
      deleted[i].flatMap { influence(of: i, without: $0, rows[i], factor) }
    }
  }

  private func influence(
    of study: Int, without: PooledEffects, _ row: StudyEstimate, _ factor: CholeskyFactor
  ) -> StudyInfluence? {
    guard let scale = without.varianceFactor, scale > 0, let covariance = without.covariance,
      let deletedFactor = try? CholeskyFactor(covariance)
    else { return nil }
    let (effect, x, p) = (effects[study], design.row(study), design.columns)
    let t = without.tauSquaredInWeights
    let variance = scale * (effect.variance + t)
    let predicted = dotProduct(x, without.estimates)
    let change = zip(estimates, without.estimates).map { $0 - $1 }
    let whitened = factor.solveLower(change)
    let cook = dotProduct(whitened, whitened)
    let kernel = kernel
    _ = kernel.moments(t)
    let full = design.transformed(covariance: kernel.basisCovariance())
    let changes = (0..<p).map { change[$0] / (scale * full[$0 * p + $0]).squareRoot() }
    let fittedChange = (fitted(study) - predicted) / (row.leverage * variance).squareRoot()
    let ratio = Double(p) / Double(max(1, residualDegreesOfFreedom))
    return StudyInfluence(
      study: effect.study, deletedResidual: effect.estimate - predicted,
      deletedResidualStandardError: (variance + scale * without.variance(of: x)).squareRoot(),
      fittedChange: fittedChange, cookDistance: cook,
      covarianceRatio: exp(deletedFactor.logDeterminant - factor.logDeterminant),
      deletedTauSquared: without.tauSquared,
      deletedResidualHeterogeneity: without.residualHeterogeneity, leverage: row.leverage,
      weight: row.weight, coefficientChanges: changes,
      isFlagged: abs(fittedChange) > 3 * ratio.squareRoot()
        || ChiSquaredDistribution(degreesOfFreedom: Double(p)).cumulative(cook) > 0.5
        || row.leverage > 3 * Double(p) / Double(studies) || changes.contains { abs($0) > 1 })
  }
}
