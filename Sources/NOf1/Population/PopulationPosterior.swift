import Glibc
import Numerics

/// The posterior of (mu, tau): rows of Gauss-Hermite rules in mu on the Chebyshev points of the
/// range of tau that matters, tau = 0 included when it does.
///
///     log p(mu, tau | all) = log prior + sum over persons of log integral L_i(b) N(b; mu, tau^2) db
///
/// With many persons it is very narrow, with two it is nearly the prior. So the rows are first
/// placed as if every likelihood were normal, then moved until neither the range of tau nor the
/// centres of the rows change.
struct PopulationPosterior: Sendable {
  let rows: [PopulationRow]
  let range: ClosedRange<Double>
  /// Probability of every row; they add up to 1.
  let rowProbabilities: [Double]
  /// Probability of the nodes of every row.
  let nodeProbabilities: [Lanes]
  let mu: MarginalPosterior
  let tau: MarginalPosterior

  private static let searchRows = 9
  static let finalRows = 21
  /// Rows this many natural logarithms below the best are left out.
  private static let depth = 14.0

  init(_ store: PersonStore, prior: PopulationPrior, jobs: Int) throws {
    var range = 0...(6 * prior.spread)
    var rows = try PopulationPosterior.placed(store, prior, range: &range)
    for _ in 0..<40 {
      let found = try store.evaluated(rows, prior: prior, jobs: jobs).map(\.laplace)
      let next = PopulationPosterior.narrowed(range, rows, found.map(\.logIntegral))
      let settled =
        PopulationPosterior.agree(next, range) && PopulationPosterior.areCentred(rows, found)
      range = next
      rows = PopulationPosterior.rows(
        settled ? PopulationPosterior.finalRows : PopulationPosterior.searchRows, on: range,
        from: rows, found)
      if settled { break }
    }
    for round in 0..<4 {
      rows = try store.evaluated(rows, prior: prior, jobs: jobs)
      let found = rows.map(\.laplace)
      if round == 3 || PopulationPosterior.areCentred(rows, found) { break }
      rows = zip(rows, found).map { PopulationRow(tau: $0.tau, centre: $1.centre, scale: $1.scale) }
    }
    self.range = range
    self.rows = rows
    let logMasses = rows.map(\.logMasses)
    let logIntegrals = logMasses.map { masses in logSumExp((0..<8).map { masses[$0] }) }
    let weights = PopulationPosterior.clenshawCurtis(rows.count)
    let best = logIntegrals.max() ?? 0
    let raw = zip(weights, logIntegrals).map { $0 * exp($1 - best) }
    let total = raw.reduce(0, +)
    let probabilities = raw.map { $0 / total }
    rowProbabilities = probabilities
    nodeProbabilities = rows.indices.map { row in
      probabilities[row] * exponential(logMasses[row] - logIntegrals[row])
    }
    let grid = IntegratedLikelihood.grid(401, on: range)
    let alongTau = IntegratedLikelihood(range: range, values: logIntegrals)
    tau = MarginalPosterior(grid: grid, logDensity: alongTau(grid))
    mu = PopulationPosterior.marginal(rows, probabilities, logIntegrals)
  }

  /// Rows placed by normal theory: L_i ~ N(centre, spread^2).
  private static func placed(
    _ store: PersonStore, _ prior: PopulationPrior, range: inout ClosedRange<Double>
  ) throws -> [PopulationRow] {
    var rows: [PopulationRow] = []
    for _ in 0..<12 {
      let taus = IntegratedLikelihood.points(searchRows, on: range)
      let found = try store.normalTheory(taus, prior: prior)
      rows = zip(taus, found).map { PopulationRow(tau: $0, centre: $1.centre, scale: $1.scale) }
      let next = narrowed(range, rows, found.map(\.logIntegral))
      if agree(next, range) { break }
      range = next
    }
    return rows
  }

  /// From the last row left out below to the first left out above; farther up where the last row
  /// still matters.
  private static func narrowed(
    _ range: ClosedRange<Double>, _ rows: [PopulationRow], _ logIntegrals: [Double]
  ) -> ClosedRange<Double> {
    let least = (logIntegrals.max() ?? 0) - depth
    let visible = logIntegrals.indices.filter { logIntegrals[$0] > least }
    let first = visible.first ?? 0
    let last = visible.last ?? rows.count - 1
    let width = range.upperBound - range.lowerBound
    var low = range.lowerBound
    var high = range.upperBound
    if first > 0 {
      low = rows[first - 1].tau
    } else if low > 0 {
      low = max(0, low - 0.5 * width)
    }
    if last < rows.count - 1 { high = rows[last + 1].tau } else { high += 0.5 * width }
    return low...high
  }

  private static func agree(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Bool {
    let tolerance = 1e-9 * (b.upperBound - b.lowerBound)
    return abs(a.lowerBound - b.lowerBound) <= tolerance
      && abs(a.upperBound - b.upperBound) <= tolerance
  }

  /// Whether the rows that matter lie where their nodes are.
  private static func areCentred(
    _ rows: [PopulationRow], _ found: [(centre: Double, scale: Double, logIntegral: Double)]
  ) -> Bool {
    let least = (found.map(\.logIntegral).max() ?? 0) - depth
    return zip(rows, found).allSatisfy { row, new in
      new.logIntegral < least
        || (abs(new.centre - row.centre) < 0.3 * row.scale
          && abs(log(new.scale / row.scale)) < 0.25)
    }
  }

  /// Rows on the Chebyshev points of a range, centred where the rows before say, by straight lines.
  private static func rows(
    _ count: Int, on range: ClosedRange<Double>, from old: [PopulationRow],
    _ found: [(centre: Double, scale: Double, logIntegral: Double)]
  ) -> [PopulationRow] {
    IntegratedLikelihood.points(count, on: range).map { tau in
      let above = old.firstIndex { $0.tau > tau } ?? old.count - 1
      let below = max(0, above - 1)
      let gap = old[above].tau - old[below].tau
      let share = gap > 0 ? min(1, max(0, (tau - old[below].tau) / gap)) : 0
      return PopulationRow(
        tau: max(0, tau),
        centre: found[below].centre + share * (found[above].centre - found[below].centre),
        scale: found[below].scale + share * (found[above].scale - found[below].scale))
    }
  }

  /// The mixture over tau of the posteriors of mu.
  private static func marginal(
    _ rows: [PopulationRow], _ probabilities: [Double], _ logIntegrals: [Double]
  ) -> MarginalPosterior {
    let used = rows.indices.filter { probabilities[$0] > 1e-9 }
    let low = used.map { rows[$0].centre - 6.5 * rows[$0].scale }.min() ?? 0
    let high = used.map { rows[$0].centre + 6.5 * rows[$0].scale }.max() ?? 1
    let grid = IntegratedLikelihood.grid(601, on: low...high)
    var density = [Double](repeating: 0, count: grid.count)
    for row in used {
      let logs = rows[row].logPosterior(at: grid)
      for i in grid.indices {
        density[i] += probabilities[row] * exp(logs[i] - logIntegrals[row])
      }
    }
    return MarginalPosterior(grid: grid, logDensity: density.map { log(max($0, 1e-300)) })
  }

  /// Weights of Clenshaw and Curtis on [-1, 1], up to a common factor that cancels here: for
  /// Chebyshev points of the second kind.
  static func clenshawCurtis(_ count: Int) -> [Double] {
    let n = count - 1
    return (0...n).map { i in
      let angle = Double.pi * Double(i) / Double(n)
      var sum = 1.0
      for k in stride(from: 2, through: n, by: 2) {
        let half = k == n ? 0.5 : 1
        sum -= half * 2 * cos(Double(k) * angle) / Double(k * k - 1)
      }
      return (i == 0 || i == n ? 1 : 2) * sum / Double(n)
    }
  }
}
