import CLatentSeries
import Glibc

/// Eight independent problems side by side, one in each lane.
public typealias Lanes = SIMD8<Double>

/// Newton's method for the mode of a latent Gaussian AR(1) process and its regression coefficients,
/// with the Laplace approximation of the integral over both; eight problems at a time.
///
/// Observation i has the predictor `eta_i = offset_i + sigma x_i + X_i c`, where x is a stationary
/// AR(1) process with unit variance and correlation `rho^gap` between neighbouring observations, so
/// that its precision Q is tridiagonal, and `c_j ~ N(m_j, s_j^2)`. The negative Hessian of the log
/// joint density f is Q + sigma^2 W, bordered by the few coefficients: one step costs O(n p^2).
///
///     log p(y | sigma, rho) ~= f(x, c) + (log|Q| - log|H|) / 2 - sum log s_j       at the mode
///
/// Ordered levels need no more than yes and no: since `F(a) - F(b) = F(a) F(-b) (1 - e^(b - a))`,
/// a level between the thresholds b and a is one yes, one no, and a term that knows nothing of the
/// predictor. The objective is concave in predictors and thresholds together (Pratt 1981, JASA
/// 76:103).
///
/// Lanes differ in sigma, rho and offset. All memory is allocated once; an instance belongs to one
/// task at a time. A lane's result does not depend on what the other lanes hold beyond the
/// stopping rule, which waits for the slowest.
///
/// *Reference*: Tierney & Kadane (1986), JASA 81:82, eq. 2.2; Rue, Martino & Chopin (2009),
/// JRSS B 71:319, section 3.
public final class LatentSeriesSolver {
  /// The distribution of an observation given its predictor.
  public enum Family: Sendable {
    /// Poisson, log link.
    case poisson
    /// Bernoulli, logit link.
    case bernoulli
    /// Ordered levels 0, 1, …: `P(level <= k) = F(theta_k - eta)` with F logistic, the thresholds
    /// theta being among the coefficients.
    case cumulativeLogit
  }

  public let observations: Int
  public let coefficients: Int
  /// Added to the predictor of every observation; set it before `solve`. n lanes.
  public let offset: UnsafeMutablePointer<Lanes>
  /// The current point: n latent values x, then p coefficients.
  public let point: UnsafeMutablePointer<Lanes>

  /// Where the thresholds start that are found out of order: lowest first.
  public var startingThresholds: [Double]

  private let gaps: [Int]
  private let constant: Double
  private let thresholds: [Int32]
  private let columns: UnsafeMutablePointer<Int32>
  private let scalars: UnsafeMutablePointer<Double>
  private let storage: UnsafeMutablePointer<Lanes>
  private let step: UnsafeMutablePointer<Lanes>
  private let previous: UnsafeMutablePointer<Lanes>
  private let diagonal: UnsafeMutablePointer<Lanes>
  private let offDiagonal: UnsafeMutablePointer<Lanes>
  private let border: UnsafeMutablePointer<Lanes>
  private let inversePivot: UnsafeMutablePointer<Lanes>
  private let multiplier: UnsafeMutablePointer<Lanes>
  private let choleskyFactor: UnsafeMutablePointer<Lanes>
  /// sigma, objective, log determinant, decrement, largest change.
  private let summary: UnsafeMutablePointer<Lanes>
  private var problem: latent_series_problem
  private var logPrecisionDeterminant = Lanes()

  /// - Parameters:
  ///   - family: the distribution of an observation.
  ///   - outcome: n observations: counts, 0 and 1, or levels from 0 to the number of thresholds.
  ///   - gaps: distance in days from the observation before; the first is ignored.
  ///   - regressors: n rows of p values, row by row; at most 32 coefficients.
  ///   - prior: mean and standard deviation of each coefficient; thresholds, which share one
  ///     prior, are independent but for their order.
  ///   - thresholds: the coefficients that are thresholds, lowest first; their regressors are 0.
  ///     Levels between two of them should occur, or the two are not held apart.
  public init(
    family: Family, outcome: [Double], gaps: [Int], regressors: [Double],
    prior: [(mean: Double, standardDeviation: Double)], thresholds: [Int] = []
  ) {
    let n = outcome.count
    let p = prior.count
    precondition(n > 0 && gaps.count == n && regressors.count == n * p && p <= 32)
    precondition((family == .cumulativeLogit) == !thresholds.isEmpty)
    let levels = OrdinalThresholds(columns: thresholds, levels: outcome)
    let count = thresholds.count
    self.thresholds = levels.columns
    startingThresholds = levels.start
    self.gaps = gaps
    observations = n
    coefficients = p
    var constant = 0.0
    for (_, standardDeviation) in prior { constant -= log(standardDeviation) }
    if family == .poisson {
      for y in outcome { constant -= lgamma(y + 1) }
    }
    // Every order of independent thresholds has the same probability.
    constant += lgamma(Double(count) + 1)
    self.constant = constant

    let allColumns = levels.columns + levels.lower + levels.upper
    columns = .allocate(capacity: allColumns.count)
    columns.initialize(from: allColumns, count: allColumns.count)
    scalars = .allocate(capacity: n + n * p + 2 * p + count)
    (scalars).initialize(from: outcome, count: n)
    (scalars + n).initialize(from: regressors, count: n * p)
    (scalars + n + n * p).initialize(from: prior.map(\.mean), count: p)
    (scalars + n + n * p + p).initialize(
      from: prior.map { 1 / ($0.standardDeviation * $0.standardDeviation) }, count: p)
    (scalars + n + n * p + 2 * p).initialize(from: levels.between, count: count)

    let triangle = p * (p + 1) / 2
    let capacity = 5 * n + 3 * (n + p) + 2 + n * (p + 1) + triangle + 5
    // The widest vectors want 64-byte alignment, more than Swift gives.
    storage = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Lanes>.stride, alignment: 64
    ).bindMemory(to: Lanes.self, capacity: capacity)
    storage.initialize(repeating: Lanes(), count: capacity)
    var next = storage
    func take(_ count: Int) -> UnsafeMutablePointer<Lanes> {
      defer { next += count }
      return next
    }
    offset = take(n)
    point = take(n + p)
    step = take(n + p)
    previous = take(n + p)
    diagonal = take(n)
    offDiagonal = take(n + 1)
    choleskyFactor = take(triangle)
    summary = take(5)
    border = take(n * (p + 1))
    inversePivot = take(n)
    multiplier = take(n + 1)
    func address(_ lanes: UnsafeMutablePointer<Lanes>) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Double.self)
    }
    problem = latent_series_problem(
      nights: Int32(n), parameters: Int32(p), family: family.code, thresholds: Int32(count),
      threshold: columns, lower: columns + count, upper: columns + count + levels.lower.count,
      between: scalars + n + n * p + 2 * p, outcome: scalars, regressors: scalars + n,
      prior_mean: scalars + n + n * p,
      prior_precision: scalars + n + n * p + p, sigma: address(summary),
      diagonal: address(diagonal), off_diagonal: address(offDiagonal), offset: address(offset),
      point: address(point), step: address(step), border: address(border),
      inverse_pivot: address(inversePivot), multiplier: address(multiplier),
      schur: address(choleskyFactor), objective: address(summary + 1),
      log_determinant: address(summary + 2), decrement: address(summary + 3),
      largest: address(summary + 4))
  }

  deinit {
    columns.deallocate()
    scalars.deallocate()
    storage.deallocate()
  }

  /// Puts a (sigma, rho) into every lane. sigma > 0 is the stationary standard deviation,
  /// 0 < rho < 1 the correlation at a distance of one day.
  public func setHyperparameters(sigma: Lanes, rho: Lanes) {
    summary[0] = sigma
    logPrecisionDeterminant = Lanes()
    var cache: [(gap: Int, correlation: Lanes, inverseVariance: Lanes, logVariance: Lanes)] = []
    diagonal[0] = Lanes(repeating: 1)
    for i in 1..<max(1, observations) {
      if !cache.contains(where: { $0.gap == gaps[i] }) {
        var r = Lanes()
        var v = Lanes()
        var logV = Lanes()
        for lane in 0..<8 {
          let exponent = Double(gaps[i]) * log(rho[lane])
          r[lane] = exp(exponent)
          v[lane] = -1 / expm1(2 * exponent)
          logV[lane] = -log(v[lane])
        }
        cache.append((gaps[i], r, v, logV))
      }
      guard let entry = cache.first(where: { $0.gap == gaps[i] }) else { continue }
      let scaled = entry.correlation * entry.inverseVariance
      diagonal[i] = entry.inverseVariance
      diagonal[i - 1] += entry.correlation * scaled
      offDiagonal[i] = -scaled
      logPrecisionDeterminant -= entry.logVariance
    }
  }

  /// Moves the prior of one coefficient.
  public func setPriorMean(_ mean: Double, of coefficient: Int) {
    scalars[observations * (1 + coefficients) + coefficient] = mean
  }

  /// Every lane starts at no latent variation and the given coefficients.
  public func start(coefficients start: [Double]) {
    for i in 0..<observations { point[i] = Lanes() }
    for j in 0..<coefficients { point[observations + j] = Lanes(repeating: start[j]) }
  }

  /// Latent effects count in units of sigma: those found under a small sigma can be impossibly
  /// large under the next one, so that no Newton step from there has a meaning. Thresholds out of
  /// order have no likelihood at all.
  private func restartHopelessLanes() {
    let hopeless = .!(summary[1] .>= -1e9)
    guard any(hopeless) else { return }
    for i in 0..<observations { point[i].replace(with: 0, where: hopeless) }
    for (threshold, start) in zip(thresholds, startingThresholds) {
      point[observations + Int(threshold)].replace(with: start, where: hopeless)
    }
    latent_series_evaluate(&problem)
  }

  /// Moves `point` to the mode in every lane and returns the log marginal likelihood there.
  ///
  /// Steps are halved in the lanes where they would lower the objective. Ends when no latent
  /// effect or coefficient would change by more than `tolerance`: with the last half step added,
  /// the objective is then right to about its square, at the default 1e-9, and the log determinant
  /// to about 1e-4.
  ///
  /// The objective is strictly concave, so the mode exists and Newton's method with halving finds
  /// it; `maximumSteps` only bounds the work on hopeless scales, where the result is too low.
  public func solve(maximumSteps: Int = 400, tolerance: Double = 5e-5) -> Lanes {
    let size = observations + coefficients
    var best = Lanes(repeating: -.infinity)
    var scale = Lanes(repeating: 1)
    for iteration in 0..<maximumSteps {
      latent_series_evaluate(&problem)
      if iteration == 0 { restartHopelessLanes() }
      let objective = summary[1]
      let worse = objective .< best - 1e-9 * (1 + best * best).squareRoot()
      if any(worse) && scale.min() > 1e-6 {
        scale.replace(with: scale * 0.5, where: worse)
        var back = Lanes()
        back.replace(with: 0.5, where: worse)
        for i in 0..<size { point[i] += back * (previous[i] - point[i]) }
        continue
      }
      best = objective
      scale = Lanes(repeating: 1)
      if summary[4].max() < tolerance { break }
      for i in 0..<size {
        previous[i] = point[i]
        point[i] += step[i]
      }
    }
    // The half step is added only where it is small: far from the mode it promises too much.
    var gain = 0.5 * summary[3]
    gain.replace(with: 0, where: summary[4] .> 1e-2)
    var result = summary[1] + gain + 0.5 * (logPrecisionDeterminant - summary[2]) + constant
    result.replace(with: -.greatestFiniteMagnitude, where: result .!= result)
    return result
  }

  /// Ordered levels: what Laplace's method misses of the integral over the latent process, given the
  /// coefficients where `solve` ended: the log of the integral less its approximation.
  ///
  /// The process is integrated on a lattice of 27 values within 4.5 standard deviations, night
  /// after night, by the trapezoidal rule: exact to some 1e-4 unless neighbours are correlated by
  /// more than about 0.97. Laplace's value is too low, by more the larger sigma is, so that
  /// sigma comes out too small without this.
  public func latticeCorrection() -> Lanes {
    precondition(!thresholds.isEmpty)
    let points = Int(latent_series_lattice_points)
    let count = points * (points + 2) + 1
    let size = MemoryLayout<Lanes>.stride
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: count * size, alignment: 64)
    defer { scratch.deallocate() }
    let numbers = scratch.bindMemory(to: Double.self, capacity: count * 8)
    latent_series_lattice(&problem, numbers, numbers + (count - 1) * 8)
    var result = Lanes()
    for lane in 0..<8 { result[lane] = numbers[(count - 1) * 8 + lane] }
    result -= 0.5 * logPrecisionDeterminant
    // A lane so far out that nothing of it can be computed has no evidence to correct.
    result.replace(with: 0, where: result .!= result)
    return result
  }

  /// Mean and variance of every predictor without its offset, `sigma x_i + X_i c`, where `solve`
  /// ended; for ordered levels, less the middle threshold (the lower of two).
  ///
  /// With T the tridiagonal block, B its border, W = T^-1 B and S the Schur complement,
  /// `Var = sigma^2 (T^-1)_ii + v' S^-1 v` with `v = sigma W_i - X_i`.
  public func predictorMoments() -> [(mean: Lanes, variance: Lanes)] {
    let p = coefficients
    let sigma = summary[0]
    let regressors = scalars + observations
    let level = thresholds.isEmpty ? -1 : Int(thresholds[(thresholds.count - 1) / 2])
    var result = [(mean: Lanes, variance: Lanes)](
      repeating: (Lanes(), Lanes()), count: observations)
    var solved = [Lanes](repeating: Lanes(), count: p)
    var next = solved
    var inverseDiagonal = Lanes()
    for i in stride(from: observations - 1, through: 0, by: -1) {
      let z = border + i * (p + 1)
      let ratio = multiplier[i + 1]
      inverseDiagonal = inversePivot[i] + ratio * ratio * inverseDiagonal
      var mean = sigma * point[i]
      var variance = sigma * sigma * inverseDiagonal
      for j in 0..<p {
        next[j] = z[j] * inversePivot[i] - ratio * next[j]
        let regressor = j == level ? -1 : regressors[i * p + j]
        mean += regressor * point[observations + j]
        // Forward substitution with the Cholesky factor of S, its diagonal stored inverted.
        let factor = choleskyFactor + j * (j + 1) / 2
        var sum = sigma * next[j] - regressor
        for k in 0..<j { sum -= factor[k] * solved[k] }
        solved[j] = sum * factor[j]
        variance += solved[j] * solved[j]
      }
      result[i] = (mean, variance)
    }
    return result
  }

  /// Variances of the coefficients, the latent process integrated out: the diagonal of the inverse
  /// of the Schur complement where `solve` ended.
  public func coefficientVariances() -> [Lanes] {
    var variances = [Lanes](repeating: Lanes(), count: coefficients)
    var solution = variances
    for column in 0..<coefficients {
      // Column by column the inverse of the Cholesky factor, whose diagonal is stored inverted.
      for row in column..<coefficients {
        let factor = choleskyFactor + row * (row + 1) / 2
        var sum = row == column ? Lanes(repeating: 1) : Lanes()
        for k in column..<row { sum -= factor[k] * solution[k] }
        solution[row] = sum * factor[row]
        variances[column] += solution[row] * solution[row]
      }
    }
    return variances
  }
}

extension LatentSeriesSolver.Family {
  fileprivate var code: Int32 {
    switch self {
    case .poisson: Int32(latent_series_poisson.rawValue)
    case .bernoulli: Int32(latent_series_bernoulli.rawValue)
    case .cumulativeLogit: Int32(latent_series_ordinal.rawValue)
    }
  }
}
