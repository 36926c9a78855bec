import Numerics

extension BayesianPosterior {
  /// The distribution of a new study's true effect as a location-scale t: the median and the
  /// central 50 and 95 % of the mixture are kept.
  ///
  /// The degrees of freedom make t's ratio of its 97.5 and 75 % quantiles that of the mixture; at
  /// or below the normal ratio it is normal. Between 1 degree of freedom and normal.
  public var predictiveDistribution: PredictiveDistribution {
    let median = newStudy.median
    let middle = newStudy.interval(level: 0.5).width / 2
    let wide = newStudy.interval(level: 0.95).width / 2
    func ratio(_ degreesOfFreedom: Double) -> Double {
      let distribution = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
      return distribution.quantile(0.975) / distribution.quantile(0.75)
    }
    let largest = 1e4
    if wide / middle <= ratio(largest) {
      let quantile = NormalDistribution.standard.quantile(0.975)
      return PredictiveDistribution(mean: median, scale: wide / quantile)
    }
    let inverse = try? Brent.root(in: (1 / largest)...1, tolerance: 1e-12) {
      ratio(1 / $0) - wide / middle
    }
    let freedom = 1 / (inverse ?? 1)
    let quantile = StudentTDistribution(degreesOfFreedom: freedom).quantile(0.975)
    return PredictiveDistribution(mean: median, scale: wide / quantile, degreesOfFreedom: freedom)
  }
}
