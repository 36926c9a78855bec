import Foundation
import Numerics
import Testing

@testable import NOf1

/// What the lattice adds to Laplace's integral over the latent process.
@Suite struct LatticeCorrectionTests {
  private let levels = [2.0, 0, 1]
  private let days = [0, 1, 3]

  private func solver(sigma: Lanes, rho: Lanes) -> LatentSeriesSolver {
    let solver = LatentSeriesSolver(
      family: .cumulativeLogit, outcome: levels, gaps: [0, 1, 2],
      regressors: [0, 0, 0, 0, 1, 0, 0, 1, 0],
      prior: [(0, 2), (0, 1), (0, 2)], thresholds: [0, 2])
    solver.setHyperparameters(sigma: sigma, rho: rho)
    solver.start(coefficients: [-0.5, 0, 0.8])
    _ = solver.solve(tolerance: 1e-10)
    return solver
  }

  /// The log of the share of a level, but for the factor that knows nothing of the predictor.
  private func logShare(_ level: Double, _ eta: Double, _ theta: [Double]) -> Double {
    var value = 0.0
    if level < 2 { value -= Foundation.log(1 + exp(eta - theta[Int(level)])) }
    if level > 0 { value -= Foundation.log(1 + exp(theta[Int(level) - 1] - eta)) }
    return value
  }

  /// The integral over three latent values by brute force, and Laplace's with dense matrices.
  @Test func itIsTheIntegralLessLaplaces() throws {
    var sigma = Lanes()
    var rho = Lanes()
    for lane in 0..<8 {
      sigma[lane] = 0.1 + 0.35 * Double(lane)
      rho[lane] = 0.9 - 0.11 * Double(lane)
    }
    let solver = solver(sigma: sigma, rho: rho)
    let corrections = solver.latticeCorrection()
    for lane in 0..<8 {
      let x = (0..<3).map { solver.point[$0][lane] }
      let coefficients = (3..<6).map { solver.point[$0][lane] }
      let theta = [coefficients[0], coefficients[2]]
      let base = [0, coefficients[1], coefficients[1]]
      let precision = try CholeskyFactor(
        autoregressiveCovariance(days: days, sigma: 1, rho: rho[lane])
      ).inverse()
      func logDensity(_ x: [Double]) -> Double {
        let prior = -0.5 * dotProduct(x, precision * x)
        return (0..<3).reduce(prior) { sum, i in
          sum + logShare(levels[i], base[i] + sigma[lane] * x[i], theta)
        }
      }
      // Trapezoidal rule on 41 values each; both sides without |Q|^(1/2) (2 pi)^(-3/2).
      let grid = (0..<41).map { -5.5 + 0.275 * Double($0) }
      var integral = 0.0
      for a in grid { for b in grid { for c in grid { integral += exp(logDensity([a, b, c])) } } }
      let exact = Foundation.log(integral * 0.275 * 0.275 * 0.275)
      var hessian = precision
      for i in 0..<3 {
        let eta = base[i] + sigma[lane] * x[i]
        let h = 1e-4
        let curvature =
          (logShare(levels[i], eta + h, theta) + logShare(levels[i], eta - h, theta)
            - 2 * logShare(levels[i], eta, theta)) / (h * h)
        hessian[i, i] -= sigma[lane] * sigma[lane] * curvature
      }
      let laplace =
        logDensity(x) - 0.5 * (try CholeskyFactor(hessian)).logDeterminant
        + 1.5 * Foundation.log(2 * Double.pi)
      #expect(abs(corrections[lane] - (exact - laplace)) < 1e-4, "sigma \(sigma[lane])")
    }
    #expect(corrections[0] < 1e-3 && corrections[7] > 0.01)
  }

  @Test func extremeScalesStayFinite() {
    var sigma = Lanes()
    for lane in 0..<8 { sigma[lane] = 1e-3 * pow(5, Double(lane)) }
    for rho in [1e-6, 0.5, 0.999_999] {
      let corrections = solver(sigma: sigma, rho: Lanes(repeating: rho)).latticeCorrection()
      for lane in 0..<8 { #expect(corrections[lane].isFinite) }
    }
  }
}
