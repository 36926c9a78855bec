import Glibc
import Numerics

/// Rosenbrock's valley in any dimension, with its derivatives. The minimum is 0 at (1, ..., 1).
enum Rosenbrock {
  static func value(_ x: [Double]) -> Double {
    (0..<(x.count - 1)).reduce(0) { sum, i in
      let (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i])
      return sum + 100 * a * a + b * b
    }
  }

  static func derivatives(_ x: [Double]) -> TrustRegion.Derivatives {
    var gradient = [Double](repeating: 0, count: x.count)
    var hessian = Matrix(rows: x.count, columns: x.count)
    for i in 0..<(x.count - 1) {
      let a = x[i + 1] - x[i] * x[i]
      gradient[i] += -400 * a * x[i] - 2 * (1 - x[i])
      gradient[i + 1] += 200 * a
      hessian[i, i] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2
      hessian[i + 1, i + 1] += 200
      hessian[i + 1, i] -= 400 * x[i]
      hessian[i, i + 1] -= 400 * x[i]
    }
    return TrustRegion.Derivatives(gradient: gradient, hessian: hessian)
  }
}

/// The negative log-likelihood of a Poisson regression on random data, with a small ridge.
struct PoissonRegression: Sendable {
  let design: Matrix
  let counts: [Double]

  init(seed: UInt64, variables: Int) {
    var stream = RandomStream(seed: seed)
    var design = Matrix(rows: 60, columns: variables)
    var counts: [Double] = []
    for i in 0..<60 {
      for j in 0..<variables { design[i, j] = j == 0 ? 1 : stream.normal() }
      counts.append(Double(stream.poisson(mean: exp(0.5 + 0.4 * design[i, variables - 1]))))
    }
    self.design = design
    self.counts = counts
  }

  func value(_ x: [Double]) -> Double {
    zip(design * x, counts).reduce(0.05 * dotProduct(x, x)) { $0 + exp($1.0) - $1.1 * $1.0 }
  }

  func derivatives(_ x: [Double]) -> TrustRegion.Derivatives {
    let means = (design * x).map { exp($0) }
    let score = design.transposedProduct(zip(means, counts).map { $0 - $1 })
    var hessian = design.transposedProduct(Matrix(diagonal: means) * design)
    for j in x.indices { hessian[j, j] += 0.1 }
    return TrustRegion.Derivatives(
      gradient: zip(score, x).map { $0 + 0.1 * $1 }, hessian: hessian)
  }
}
