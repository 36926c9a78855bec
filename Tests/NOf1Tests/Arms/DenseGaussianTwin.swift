import Glibc
import Numerics

@testable import NOf1

/// A Gaussian series by brute force: dense covariance matrices, any joint prior of the
/// coefficients, a plain grid over (sigma, rho). Shares nothing with the engine but the hyperprior.
struct DenseGaussianTwin {
  let outcome: [Double]
  let days: [Int]
  /// One column a coefficient.
  let columns: [[Double]]
  let mean: [Double]
  let covariance: Matrix
  let sigmaScale: Double

  /// A normal piece of the mixture that the posterior of a combination of coefficients is.
  struct Piece {
    var logWeight: Double
    let mean: Double
    let standardDeviation: Double
  }

  func pieces(of combination: [Double]) throws -> [Piece] {
    try pieces(of: [combination])[0]
  }

  /// For every combination one piece a (sigma, rho), its log weight holding weight, hyperprior and
  /// evidence.
  func pieces(
    of combinations: [[Double]], sigmas: Int = 24, rhos: Int = 14
  ) throws -> [[Piece]] {
    let design = Matrix(rows: outcome.indices.map { night in columns.map { $0[night] } })
    let spread = design * covariance
    let prior = spread.productTransposed(design)
    let expected = design * mean
    let cross = combinations.map { spread * $0 }
    let priorMean = combinations.map { dotProduct($0, mean) }
    let priorVariance = combinations.map { dotProduct($0, covariance * $0) }
    let sigma = QuadratureRule.gaussLegendre(
      count: sigmas, over: (0.05 * sigmaScale)...(2.5 * sigmaScale))
    let rho = QuadratureRule.gaussLegendre(count: rhos, over: 0...1)
    var pieces = combinations.map { _ in [Piece]() }
    for (r, rhoWeight) in zip(rho.nodes, rho.weights) {
      let correlation = autoregressiveCovariance(days: days, sigma: 1, rho: r)
      for (s, sigmaWeight) in zip(sigma.nodes, sigma.weights) {
        let factor = try CholeskyFactor(prior + s * s * correlation)
        let residual = factor.solveLower(zip(outcome, expected).map { $0 - $1 })
        let evidence =
          -0.5
          * (dotProduct(residual, residual) + factor.logDeterminant
            + Double(outcome.count) * log(2 * Double.pi))
        let scaled = s / sigmaScale
        let logWeight =
          log(rhoWeight * sigmaWeight * r * (1 - r)) + evidence - 0.5 * scaled * scaled
        for k in combinations.indices {
          let solved = factor.solveLower(cross[k])
          pieces[k].append(
            Piece(
              logWeight: logWeight, mean: priorMean[k] + dotProduct(solved, residual),
              standardDeviation: (priorVariance[k] - dotProduct(solved, solved)).squareRoot()))
        }
      }
    }
    return pieces
  }
}

/// A mixture of normal distributions, by its pieces.
struct NormalMixture {
  let logEvidence: Double
  let mean: Double
  let standardDeviation: Double
  private let pieces: [DenseGaussianTwin.Piece]

  init(_ pieces: [DenseGaussianTwin.Piece]) {
    let total = logSumExp(pieces.map(\.logWeight))
    logEvidence = total
    let weights = pieces.map { exp($0.logWeight - total) }
    let centre = zip(weights, pieces).reduce(0) { $0 + $1.0 * $1.1.mean }
    mean = centre
    standardDeviation =
      zip(weights, pieces).reduce(0) { sum, pair in
        let (w, piece) = pair
        let d = piece.mean - centre
        return sum + w * (piece.standardDeviation * piece.standardDeviation + d * d)
      }.squareRoot()
    self.pieces = pieces.map {
      .init(
        logWeight: exp($0.logWeight - total), mean: $0.mean,
        standardDeviation: $0.standardDeviation)
    }
  }

  func cumulative(_ x: Double) -> Double {
    pieces.reduce(0) {
      $0 + $1.logWeight * 0.5 * erfc(-(x - $1.mean) / ($1.standardDeviation * 2.0.squareRoot()))
    }
  }
}
