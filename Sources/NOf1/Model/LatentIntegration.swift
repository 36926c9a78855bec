import Glibc
import Numerics

/// The latent models (counts, yes/no nights, ordered levels): Laplace's method given (sigma, rho), the modes kept
/// from one node to the next so that most solves take two or three steps.
final class LatentIntegration: SeriesIntegration {
  private let series: Series
  private let joint: LatentSeriesSolver
  private let startingCoefficients: [Double]
  /// The joint modes of the grid of nodes last asked for, one block a node.
  private var modes: [Double] = []
  /// What the lattice adds to Laplace's log evidence at these nodes.
  private var corrections: [Double] = []
  /// Several thresholds say enough of sigma for the bias of Laplace's method to show in the effect.
  private var isCorrected: Bool { series.thresholds.count > 1 }
  private var started = false

  init(_ series: Series) {
    self.series = series
    joint = series.latentSolver()
    let mean = series.outcome.reduce(0, +) / Double(max(1, series.nights))
    // Start at the person's own level; everything else at its prior mean.
    var start = series.coefficients.map(\.mean)
    switch series.family {
    case .count: start[0] = log(max(mean, 0.02))
    case .binary: start[0] = log((mean + 0.05) / (1.05 - mean))
    case .ordinal:
      for (place, value) in zip(series.thresholds, joint.startingThresholds) {
        start[place] = value
      }
    case .gaussian: break
    }
    startingCoefficients = start
  }

  var sigmaCandidates: [Double] {
    [0.02, 0.2, 0.45, 0.8, 1.3, 2, 3.2, 6].map { $0 * series.sigmaScale }
  }

  func logEvidence(at nodes: [HyperparameterNode]) -> [Double] {
    var result = [Double](repeating: 0, count: nodes.count)
    let size = joint.observations + joint.coefficients
    modes = [Double](repeating: 0, count: size * nodes.count)
    corrections = [Double](repeating: 0, count: nodes.count)
    if !started {
      joint.start(coefficients: startingCoefficients)
      started = true
    }
    for first in stride(from: 0, to: nodes.count, by: 8) {
      let (sigma, rho, count) = lanes(of: nodes, from: first)
      joint.setHyperparameters(sigma: sigma, rho: rho)
      let values = joint.solve()
      let correction = isCorrected ? joint.latticeCorrection() : Lanes()
      for lane in 0..<count {
        result[first + lane] = values[lane] + correction[lane]
        corrections[first + lane] = correction[lane]
        let base = (first + lane) * size
        for i in 0..<size { modes[base + i] = joint.point[i][lane] }
      }
    }
    return result
  }

  func logLikelihood(
    of coefficient: Int, at values: [Double], nodes: [HyperparameterNode]
  ) -> [[Double]] {
    // A threshold is no regressor: it is not left out, but held where its value is wanted.
    let isThreshold = series.thresholds.contains(coefficient)
    let solver =
      isThreshold
      ? series.latentSolver(holding: coefficient) : series.latentSolver(excluding: coefficient)
    let column = series.column(coefficient)
    let n = solver.observations
    let size = n + solver.coefficients
    let corrections = corrections(at: nodes)
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: values.count), count: nodes.count)
    let middle = values.count / 2
    // From the middle value outwards, each start extrapolated from the two modes before it.
    let order = Array(middle..<values.count) + (0..<middle).reversed()
    // The modes found at this group's values, one block a value.
    let found = UnsafeMutablePointer<Lanes>.allocate(capacity: size * values.count)
    defer { found.deallocate() }
    for first in stride(from: 0, to: nodes.count, by: 8) {
      let (sigma, rho, count) = lanes(of: nodes, from: first)
      solver.setHyperparameters(sigma: sigma, rho: rho)
      placeAtJointModes(
        solver, nodes, first: first, excluding: isThreshold ? nil : coefficient)
      for index in order {
        for night in 0..<n {
          solver.offset[night] = Lanes(repeating: values[index] * column[night])
        }
        let inwards = index >= middle ? -1 : 1
        let known = index >= middle ? index - middle : values.count - 1 - index
        extrapolate(
          solver.point, size: size, from: found, values: values, index: index, inwards: inwards,
          known: known)
        if isThreshold { hold(coefficient, at: values[index], in: solver) }
        let logLikelihood = solver.solve()
        for lane in 0..<count {
          result[first + lane][index] = logLikelihood[lane] + corrections[first + lane]
        }
        (found + index * size).update(from: solver.point, count: size)
      }
    }
    return result
  }

  func conditional(
    _ coefficient: Int, at nodes: [HyperparameterNode]
  ) -> [(mean: Double, standardDeviation: Double)] {
    atJointModes(of: nodes) { joint in
      let variance = joint.coefficientVariances()[coefficient]
      let mean = joint.point[joint.observations + coefficient]
      return { lane in (mean[lane], variance[lane].squareRoot()) }
    }
  }

  func predictorMoments(
    at nodes: [HyperparameterNode]
  ) -> [[(mean: Double, variance: Double)]] {
    atJointModes(of: nodes) { joint in
      let moments = joint.predictorMoments()
      return { lane in moments.map { ($0.mean[lane], $0.variance[lane]) } }
    }
  }

  /// The corrections of nodes: those of the grid asked for last, where they are known.
  private func corrections(at nodes: [HyperparameterNode]) -> [Double] {
    guard isCorrected else { return nodes.map { _ in 0 } }
    if !corrections.isEmpty {
      return nodes.map { $0.index < corrections.count ? corrections[$0.index] : 0 }
    }
    return atJointModes(of: nodes) { joint in
      let correction = joint.latticeCorrection()
      return { lane in correction[lane] }
    }
  }

  /// Starts a threshold at the value where it is held, and the others, should they be found out of
  /// order, at the usual distances from it.
  private func hold(_ threshold: Int, at value: Double, in solver: LatentSeriesSolver) {
    solver.setPriorMean(value, of: threshold)
    solver.point[solver.observations + threshold] = Lanes(repeating: value)
    let place = series.thresholds.firstIndex(of: threshold) ?? 0
    let shift = value - joint.startingThresholds[place]
    solver.startingThresholds = joint.startingThresholds.map { $0 + shift }
  }

  /// Solves the joint problem at every node, eight at a time, and reads each lane's result.
  private func atJointModes<Result>(
    of nodes: [HyperparameterNode], read: (LatentSeriesSolver) -> (_ lane: Int) -> Result
  ) -> [Result] {
    var results: [Result] = []
    for first in stride(from: 0, to: nodes.count, by: 8) {
      let (sigma, rho, count) = lanes(of: nodes, from: first)
      joint.setHyperparameters(sigma: sigma, rho: rho)
      placeAtJointModes(joint, nodes, first: first, excluding: nil)
      _ = joint.solve()
      results += (0..<count).map(read(joint))
    }
    return results
  }

  /// Starts at the polynomial through the (at most three) modes next to `index`, which leaves a
  /// single Newton step and its check in most cases.
  private func extrapolate(
    _ point: UnsafeMutablePointer<Lanes>, size: Int, from found: UnsafeMutablePointer<Lanes>,
    values: [Double], index: Int, inwards: Int, known: Int
  ) {
    guard known > 0 else { return }
    let neighbours = (1...min(3, known)).map { index + inwards * $0 }
    let weights = neighbours.map { i in
      neighbours.reduce(1.0) { product, j in
        j == i ? product : product * (values[index] - values[j]) / (values[i] - values[j])
      }
    }
    let blocks = neighbours.map { found + $0 * size }
    for i in 0..<size {
      var sum = weights[0] * blocks[0][i]
      for k in 1..<max(1, blocks.count) { sum += weights[k] * blocks[k][i] }
      point[i] = sum
    }
  }

  /// (sigma, rho) of up to eight nodes; a last, incomplete group repeats its first node.
  private func lanes(
    of nodes: [HyperparameterNode], from first: Int
  ) -> (sigma: Lanes, rho: Lanes, count: Int) {
    let count = min(8, nodes.count - first)
    var sigma = Lanes()
    var rho = Lanes()
    for lane in 0..<8 {
      let node = nodes[first + (lane < count ? lane : 0)]
      sigma[lane] = node.sigma
      rho[lane] = node.rho
    }
    return (sigma, rho, count)
  }

  /// Puts each lane at the joint mode last found for its node, or, before any was found, at no
  /// latent variation; a coefficient that is held is passed over.
  private func placeAtJointModes(
    _ solver: LatentSeriesSolver, _ nodes: [HyperparameterNode], first: Int, excluding: Int?
  ) {
    let n = joint.observations
    let size = n + joint.coefficients
    if modes.isEmpty { modes = [Double](repeating: 0, count: n) + startingCoefficients }
    let kept = Array(0..<n) + (0..<joint.coefficients).filter { $0 != excluding }.map { n + $0 }
    for lane in 0..<8 {
      let index = nodes[min(first + lane, nodes.count - 1)].index
      let base = index * size < modes.count ? index * size : 0
      for (i, source) in kept.enumerated() { solver.point[i][lane] = modes[base + source] }
    }
  }
}

extension Series {
  /// The solver of this series, without one coefficient where that is held at given values through
  /// the offset, or with one that is held by a prior so narrow that nothing can move it.
  func latentSolver(excluding excluded: Int? = nil, holding held: Int? = nil) -> LatentSeriesSolver
  {
    let all = coefficients.count
    let kept = (0..<all).filter { $0 != excluded }
    var rows: [Double] = []
    rows.reserveCapacity(nights * kept.count)
    for night in 0..<nights {
      for j in kept { rows.append(regressors[night * all + j]) }
    }
    let solverFamily: LatentSeriesSolver.Family =
      switch family {
      case .binary: .bernoulli
      case .ordinal: .cumulativeLogit
      case .count, .gaussian: .poisson
      }
    return LatentSeriesSolver(
      family: solverFamily, outcome: outcome, gaps: gaps, regressors: rows,
      prior: kept.map {
        (coefficients[$0].mean, $0 == held ? 1e-5 : coefficients[$0].standardDeviation)
      }, thresholds: thresholds.compactMap { kept.firstIndex(of: $0) })
  }
}
