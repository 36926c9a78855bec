import Glibc

extension SeriesPosterior {
  /// The posterior of a coefficient under a prior with heavy tails, from its integrated likelihood.
  ///
  /// Where the data say little the tails of t are those of the posterior, and no even grid holds
  /// them. The grid is `centre + width sinh(u)` with u evenly spaced: fine about the median, wider
  /// and wider outwards, until less than about 1e-10 of the probability is left beyond.
  func posterior(
    _ likelihood: IntegratedLikelihood, prior: NormalScaleMixture
  ) -> MarginalPosterior {
    func logPosterior(_ values: [Double]) -> [Double] {
      zip(values, likelihood.extended(values)).map { $1 + prior.logDensity($0) }
    }
    let visible = zoomed(likelihood, points: 101) { $1 + prior.logDensity($0) }.grid
    // Heavy tails are visible from so far that their middle is not.
    let core = zoomed(likelihood, depth: 8, points: 101) { $1 + prior.logDensity($0) }
    let centre = core.quantile(0.5)
    let width = 0.5 * (core.quantile(0.84) - core.quantile(0.16))
    let peak = logPosterior([centre])[0]
    func reach(_ sign: Double, _ least: Double) -> Double {
      var distance = max(least, width)
      for _ in 0..<200 {
        let left = logPosterior([centre + sign * distance])[0] + log(distance / width) - peak
        if left < -25 { break }
        distance *= 1.5
      }
      return asinh(distance / width)
    }
    let low = reach(-1, centre - visible[0])
    let high = reach(1, visible[visible.count - 1] - centre)
    let coordinates = IntegratedLikelihood.grid(2 * resolution.gridPoints - 1, on: -low...high)
    let step = (high + low) / Double(coordinates.count - 1)
    let grid = coordinates.map { centre + width * sinh($0) }
    return MarginalPosterior(
      grid: grid, logDensity: logPosterior(grid),
      spacing: coordinates.map { width * cosh($0) * step })
  }

  /// What the data alone say about a coefficient: its posterior under a flat prior.
  ///
  /// - Returns: nil where the integrated likelihood does not fall off on both sides.
  func posteriorUnderFlatPrior(of coefficient: Int) -> MarginalPosterior? {
    let data = dataSummary(of: coefficient)
    let margin = reach / data.precision.squareRoot()
    var low = data.mean - margin
    var high = data.mean + margin
    for _ in 0..<6 {
      let likelihood = integratedLikelihood(
        of: coefficient, on: low...high, points: 2 * resolution.sweepPoints - 1)
      let values = likelihood(IntegratedLikelihood.grid(resolution.gridPoints, on: low...high))
      let least = (values.max() ?? 0) - 10
      let isOpenBelow = values[0] > least
      let isOpenAbove = values[values.count - 1] > least
      if !isOpenBelow && !isOpenAbove { return zoomed(likelihood) { $1 } }
      let extra = 0.5 * (high - low)
      if isOpenBelow { low -= extra }
      if isOpenAbove { high += extra }
    }
    return nil
  }
}
