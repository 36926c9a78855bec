import Glibc
import Numerics

extension BayesianPosterior {
  /// How many people's worth of information the distribution of a new study's effect holds: the
  /// effective sample size of a meta-analytic-predictive prior, by the expected local information
  /// ratio
  ///
  ///     ESS = E[i(theta)] / i_F,  i = -(log p)'',  i_F = 1 / s^2,
  ///
  /// p the predictive density and s the unit-information standard deviation: the standard error of
  /// the effect from a trial of one person, that of n people being s / sqrt(n). For a mean
  /// difference of two equal arms s is twice the outcome's standard deviation; for log odds ratios
  /// of common events about 4. E[i] is computed as E[((log p)')^2], equal to it by parts. A
  /// trial of ESS people in place of the prior would say as much; n more people make a posterior
  /// with an expected size of ESS + n.
  ///
  /// Source: Neuenschwander, Weber, Schmidli and O'Hagan (2020), "Predictively consistent prior
  /// effective sample sizes", Biometrics 76; bayesmeta's `ess.elir`.
  /// - Parameter unitStandardDeviation: s, above 0 and in the units of the effects.
  /// - Throws: `EvidenceError.impossibleTarget` of another s, `.informationNotComputed`.
  public func effectiveSampleSize(
    unitStandardDeviation: Double
  ) throws(EvidenceError) -> Double {
    guard unitStandardDeviation > 0, unitStandardDeviation.isFinite else {
      throw .impossibleTarget(
        "A unit-information standard deviation of \(unitStandardDeviation) has no sample size")
    }
    let information = try newStudy.expectedInformation()
    return unitStandardDeviation * unitStandardDeviation * information
  }
}

extension NormalMixture {
  /// E[((log p)')^2] = the integral of p'^2 / p, between 1 / variance and the mean of 1 / variance
  /// of the components.
  func expectedInformation() throws(EvidenceError) -> Double {
    let center = median
    let scale = interval(level: 0.5).width / 2
    func integrand(_ u: Double) -> Double {
      let x = center + scale * u
      var (density, slope) = (0.0, 0.0)
      for component in components {
        let z = (x - component.mean) / component.standardDeviation
        let height = component.weight * exp(-0.5 * z * z) / component.standardDeviation
        density += height
        slope -= height * z / component.standardDeviation
      }
      return density > 0 ? slope / density * slope : 0
    }
    let quadrature = AdaptiveQuadrature(absoluteTolerance: 0, relativeTolerance: 1e-10)
    let integral = try? quadrature.integrate(
      from: -.infinity, to: .infinity, integrand)
    guard let integral, integral.value > 0 else { throw .informationNotComputed }
    return integral.value * scale / (2 * Double.pi).squareRoot()
  }
}
