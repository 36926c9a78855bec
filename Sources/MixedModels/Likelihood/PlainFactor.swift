import Glibc
import Numerics

/// Least squares without random effects.
final class PlainFactor: PenalizedFactor {
  private var data: DoubleBuffer
  private let m: Int
  private let response: DoubleBuffer

  init(_ data: DoubleBuffer, responses: Int) {
    self.data = data
    m = responses
    response = DoubleBuffer(count: m * m)
  }

  func replaceData(_ data: DoubleBuffer) {
    precondition(data.count == self.data.count, "data of another shape")
    self.data = data
  }

  var responseFactor: MutableMatrixView { response.view(rows: m, columns: m) }

  func factor(_ theta: [Double]) throws -> FactorSums {
    response.base.update(from: data.base, count: m * m)
    do { try responseFactor.factorCholesky() } catch { throw MixedModelError.perfectFit }
    var fixed = 0.0
    for c in 0..<(m - 1) { fixed += 2 * log(response.base[c * (m + 1)]) }
    let root = response.base[m * m - 1]
    return FactorSums(logDeterminantRandom: 0, logDeterminantFixed: fixed, residual: root * root)
  }

  func lambdaGradients(_ weights: ResponseWeights) -> [[Double]] { [] }
  func informationForms(_ variates: [Variate]) -> InformationForms {
    var solved = Matrix(rows: m - 1, columns: variates.count)
    for (c, variate) in variates.enumerated() {
      for r in 0..<(m - 1) { solved[r, c] = variate.fixed[r] }
    }
    if m > 1 {
      let factor = responseFactor.block(rows: 0..<(m - 1), columns: 0..<(m - 1))
      solved.withMutableView { $0.solve(factor.view, .lower) }
    }
    return InformationForms(quadratic: (-1) * solved.crossProduct(), linear: [])
  }

  func contract(_ products: LikelihoodProblem.Products, _ weights: ResponseWeights) -> Double {
    guard case .plain(let sums) = products else { return 0 }
    let inverse = responseFactor.weightedInverse(weights)
    return inverse.elements.indices.reduce(0) { $0 + inverse.elements[$1] * sums.base[$1] }
  }
  func residualProjections() -> [[Double]] { [] }
  func conditionalModes() -> [[Double]] { [] }
  func conditionalCovariances() -> [[Double]] { [] }
  func crossProjections() -> [Matrix] { [] }
  func randomProjections() throws -> RandomProjections { .faces([]) }
  func unscaledVariance(
    fixed: [Double], random: [(term: Int, level: Int, values: [Double])]
  ) -> Double {
    var x = fixed
    guard m > 1 else { return 0 }
    let factor = responseFactor.block(rows: 0..<(m - 1), columns: 0..<(m - 1))
    withColumnView(&x) { $0.solve(factor.view, .lower) }
    return dotProduct(x, x)
  }
}
