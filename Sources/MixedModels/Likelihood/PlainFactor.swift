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
  func informationForms() -> InformationForms {
    InformationForms(quadratic: Matrix(rows: 0, columns: 0), linear: [])
  }
  func residualProjections() -> [[Double]] { [] }
  func conditionalModes() -> [[Double]] { [] }
  func conditionalCovariances() -> [[Double]] { [] }
  func crossProjections() -> [Matrix] { [] }
  func randomProjections() throws -> RandomProjections { .faces([]) }
  func inverseTrace() -> Double { 0 }

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
