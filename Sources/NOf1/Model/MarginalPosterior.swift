import Glibc

/// A one-dimensional posterior density on an even grid, with its distribution function.
///
/// The grid is fine enough (some hundred points over ten standard deviations) that the trapezoid
/// rule is exact to rounding error for the moments of the smooth densities that arise here. The
/// distribution function adds up cells, each by the polynomial through the six points around it,
/// and is the cubic through values and densities in between: right to 1e-8.
struct MarginalPosterior: Sendable {
  let grid: [Double]
  /// Density, integrating to 1 over the grid.
  let density: [Double]
  /// Distribution function at the grid points.
  let cumulative: [Double]
  let mean: Double
  let standardDeviation: Double
  /// Logarithm of the integral of the unnormalised density: the log marginal likelihood when the
  /// log density was a log likelihood plus a normalised log prior.
  let logNormalisation: Double

  /// - Parameter logDensity: unnormalised, at each of the evenly spaced grid points.
  init(grid: [Double], logDensity: [Double]) {
    precondition(grid.count == logDensity.count && grid.count > 3)
    let step = (grid[grid.count - 1] - grid[0]) / Double(grid.count - 1)
    let peak = logDensity.max() ?? 0
    var values = logDensity.map { exp($0 - peak) }
    var running = [Double](repeating: 0, count: grid.count)
    for i in 1..<grid.count {
      var cell = 0.5 * (values[i - 1] + values[i])
      if i >= 3 && i + 2 < grid.count {
        let middle = 802 * (values[i - 1] + values[i])
        let next = 93 * (values[i - 2] + values[i + 1])
        cell = max(0, middle - next + 11 * (values[i - 3] + values[i + 2])) / 1440
      }
      running[i] = running[i - 1] + step * cell
    }
    let total = running[grid.count - 1]
    for i in grid.indices {
      values[i] /= total
      running[i] /= total
    }
    var first = 0.0
    for i in grid.indices { first += values[i] * grid[i] * step }
    var second = 0.0
    for i in grid.indices { second += values[i] * (grid[i] - first) * (grid[i] - first) * step }
    self.grid = grid
    density = values
    cumulative = running
    mean = first
    standardDeviation = second.squareRoot()
    logNormalisation = peak + log(total)
  }

  /// P(parameter <= value).
  func probability(atMost value: Double) -> Double {
    guard value > grid[0] else { return 0 }
    guard value < grid[grid.count - 1] else { return 1 }
    let step = (grid[grid.count - 1] - grid[0]) / Double(grid.count - 1)
    let i = min(grid.count - 2, Int((value - grid[0]) / step))
    return min(1, max(0, cubic(i, (value - grid[i]) / step, step)))
  }

  /// P(parameter > value).
  func probability(above value: Double) -> Double { 1 - probability(atMost: value) }

  /// The value below which the probability is `p`, by bisection within one grid cell.
  func quantile(_ p: Double) -> Double {
    var low = 0
    var high = grid.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if cumulative[middle] < p { low = middle } else { high = middle }
    }
    let step = grid[high] - grid[low]
    var left = 0.0
    var right = 1.0
    for _ in 0..<40 {
      let middle = 0.5 * (left + right)
      if cubic(low, middle, step) < p { left = middle } else { right = middle }
    }
    return grid[low] + 0.5 * (left + right) * step
  }

  /// The cubic through distribution function and density at both ends of a cell, at t in [0, 1].
  private func cubic(_ i: Int, _ t: Double, _ step: Double) -> Double {
    let rise = cumulative[i + 1] - cumulative[i]
    let a = density[i] * step
    let b = density[i + 1] * step
    return cumulative[i] + t * (a + t * ((3 * rise - 2 * a - b) + t * (a + b - 2 * rise)))
  }
}
