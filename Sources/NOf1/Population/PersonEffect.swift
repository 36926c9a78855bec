import Glibc
import Numerics

/// The posterior of one person's effect, alone and beside everybody else's.
struct PersonEffect: Sendable {
  /// Under a prior flat between the limits.
  let raw: MarginalPosterior
  /// Whether own data leave one side open, so that a limit decides how far `raw` reaches.
  let rawIsOpen: Bool
  let shrunken: MarginalPosterior

  private static let gridPoints = 161

  init(_ record: PersonRecord, _ population: PopulationPosterior, limit: Double) {
    (raw, rawIsOpen) = PersonEffect.alone(record, limit: limit)
    shrunken = PersonEffect.among(record, population)
  }

  /// L alone, where it is visible.
  private static func alone(
    _ record: PersonRecord, limit: Double
  ) -> (posterior: MarginalPosterior, isOpen: Bool) {
    let likelihood = record.likelihood
    let bounds = min(-limit, record.centre - 2)...max(limit, record.centre + 2)
    var range = bounds
    var isOpen = false
    for _ in 0..<8 {
      let grid = IntegratedLikelihood.grid(gridPoints, on: range)
      let values = at(likelihood, grid)
      let visible = (values.max() ?? 0) - 18
      let first = values.firstIndex { $0 > visible } ?? 0
      let last = values.lastIndex { $0 > visible } ?? grid.count - 1
      isOpen =
        (first == 0 && range.lowerBound == bounds.lowerBound)
        || (last == grid.count - 1 && range.upperBound == bounds.upperBound)
      if last - first > grid.count / 3 {
        return (MarginalPosterior(grid: grid, logDensity: values), isOpen)
      }
      range = grid[max(0, first - 1)]...grid[min(grid.count - 1, last + 1)]
    }
    let grid = IntegratedLikelihood.grid(gridPoints, on: range)
    return (MarginalPosterior(grid: grid, logDensity: at(likelihood, grid)), isOpen)
  }

  /// One value of tau: the predictive distribution of this person's effect from all the others,
  /// and its weight.
  private struct Component {
    var logWeight: Double
    var mean: Double
    var variance: Double
  }

  /// p(b_i | all) ~ L_i(b) * integral N(b; mu, tau^2) p(mu, tau | all others): the others' posterior
  /// is that of all divided by this person's integrated likelihood at every node. Given tau it is
  /// taken to be normal in mu, with its mean and variance, so that even for tau -> 0 the mixture
  /// over mu is smooth.
  private static func among(
    _ record: PersonRecord, _ population: PopulationPosterior
  ) -> MarginalPosterior {
    var components: [Component] = []
    var low = Double.infinity
    var high = -Double.infinity
    let own = 1 / (record.spread * record.spread)
    for (index, row) in population.rows.enumerated()
    where population.rowProbabilities[index] > 1e-7 {
      let logLikelihood = record.logMixed(mu: row.mu, tau: row.tau)
      let least = logLikelihood.min()
      let weights = population.nodeProbabilities[index] * exponential(least - logLikelihood)
      let total = weights.sum()
      let mean = (weights * row.mu).sum() / total
      let deviation = row.mu - mean
      let variance = (weights * deviation * deviation).sum() / total + row.tau * row.tau
      components.append(
        Component(logWeight: log(total) - least, mean: mean, variance: variance))
      let centre = (mean / variance + record.centre * own) / (1 / variance + own)
      let reach = 8 / (1 / variance + own).squareRoot()
      low = min(low, centre - reach, mean - 2 * variance.squareRoot())
      high = max(high, centre + reach, mean + 2 * variance.squareRoot())
    }
    var range = low...high
    var grid: [Double] = []
    var values: [Double] = []
    for _ in 0..<4 {
      grid = IntegratedLikelihood.grid(gridPoints, on: range)
      values = logMixture(components, record.likelihood, grid)
      let visible = (values.max() ?? 0) - 18
      let first = values.firstIndex { $0 > visible } ?? 0
      let last = values.lastIndex { $0 > visible } ?? grid.count - 1
      if last - first > grid.count / 2 { break }
      range = grid[max(0, first - 1)]...grid[min(grid.count - 1, last + 1)]
    }
    return MarginalPosterior(grid: grid, logDensity: values)
  }

  private static func logMixture(
    _ components: [Component], _ likelihood: PersonLikelihood, _ grid: [Double]
  ) -> [Double] {
    let best = components.map { $0.logWeight }.max() ?? 0
    let heights = components.map { exp($0.logWeight - best) / $0.variance.squareRoot() }
    let own = at(likelihood, grid)
    return grid.indices.map { i in
      var sum = 0.0
      for (component, height) in zip(components, heights) {
        let deviation = grid[i] - component.mean
        sum += height * exp(-0.5 * deviation * deviation / component.variance)
      }
      return own[i] + log(max(sum, 1e-300))
    }
  }

  private static func at(_ likelihood: PersonLikelihood, _ grid: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: grid.count)
    for first in stride(from: 0, to: grid.count, by: 8) {
      var b = Lanes()
      for lane in 0..<8 { b[lane] = grid[min(first + lane, grid.count - 1)] }
      let values = likelihood(b)
      for lane in 0..<min(8, grid.count - first) { result[first + lane] = values[lane] }
    }
    return result
  }
}
