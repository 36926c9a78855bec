import Glibc

/// A one-dimensional posterior density on a grid, with its distribution function.
///
/// The grid is even, or an even one stretched smoothly. It is fine enough (some hundred points over ten standard deviations) that the trapezoid
/// rule is exact to rounding error for the moments of the smooth densities that arise here. The
/// distribution function adds up cells, each by the polynomial through the six points around it,
/// and is the cubic through values and densities in between: right to 1e-8.
struct MarginalPosterior: Sendable {
  let grid: [Double]
  /// Density, integrating to 1 over the grid.
  let density: [Double]
  /// Distribution function at the grid points.
  let cumulative: [Double]
  private(set) var mean: Double
  private(set) var standardDeviation: Double
  /// Whether mean and standard deviation exist, and the grid holds them. Where the tails are too
  /// heavy for that, they are the median and the standard deviation of the normal distribution with
  /// the same central 95 % range.
  private(set) var hasMoments = true
  /// Logarithm of the integral of the unnormalised density: the log marginal likelihood when the
  /// log density was a log likelihood plus a normalised log prior.
  let logNormalisation: Double

  /// - Parameters:
  ///   - grid: increasing.
  ///   - logDensity: unnormalised, at each grid point.
  ///   - spacing: derivative of the grid point by its index, for a stretched grid; nil for an even
  ///     one.
  init(grid: [Double], logDensity: [Double], spacing: [Double]? = nil) {
    precondition(grid.count == logDensity.count && grid.count > 3)
    let step = (grid[grid.count - 1] - grid[0]) / Double(grid.count - 1)
    let peak = logDensity.max() ?? 0
    var values = logDensity.map { exp($0 - peak) }
    // Integrals run over the index: density times spacing, in units of `step`.
    let stretch = spacing.map { $0.map { $0 / step } }
    if let stretch { for i in grid.indices { values[i] *= stretch[i] } }
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
    if let stretch { for i in grid.indices { values[i] /= stretch[i] } }
    density = values
    cumulative = running
    mean = first
    standardDeviation = second.squareRoot()
    logNormalisation = peak + log(total)
    if spacing != nil { checkMoments() }
  }

  /// Mean and standard deviation exist as far as a grid can tell when the second moment that is
  /// left at its ends does not matter.
  private mutating func checkMoments() {
    let median = quantile(0.5)
    let left = [0, grid.count - 1].map { density[$0] * pow(abs(grid[$0] - median), 3) }
    guard max(left[0], left[1]) > 1e-3 * standardDeviation * standardDeviation else { return }
    hasMoments = false
    mean = median
    standardDeviation = (quantile(0.975) - quantile(0.025)) / (2 * 1.959963984540054)
  }

  /// P(parameter <= value).
  func probability(atMost value: Double) -> Double {
    guard value > grid[0] else { return 0 }
    guard value < grid[grid.count - 1] else { return 1 }
    var i = 0
    var above = grid.count - 1
    while above - i > 1 {
      let middle = (i + above) / 2
      if grid[middle] <= value { i = middle } else { above = middle }
    }
    let step = grid[above] - grid[i]
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
