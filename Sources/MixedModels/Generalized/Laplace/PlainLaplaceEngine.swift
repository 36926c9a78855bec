import Numerics

/// A model without random effects: nothing to integrate.
final class PlainLaplaceEngine: LaplaceEngine {
  let rows: LaplaceRows
  var parameterCount: Int { 0 }

  init(_ problem: GeneralizedProblem) { rows = LaplaceRows(problem) }

  func forgetMode() {}

  func findMode(_ parameters: [Double]) throws -> ModeSums {
    rows.predictor.base.update(from: rows.fixedPredictor.base, count: rows.count)
    return ModeSums(
      logDensity: rows.evaluate(0..<rows.count, .mode), penalty: 0, logDeterminant: 0)
  }

  func leverages(into target: UnsafeMutablePointer<Double>) {
    target.update(repeating: 0, count: rows.count)
  }

  func adjoint(_ c: UnsafePointer<Double>, into t: UnsafeMutablePointer<Double>) {
    t.update(repeating: 0, count: rows.count)
  }

  func gradient(_ r: UnsafePointer<Double>) -> StructureGradient {
    StructureGradient(values: [], lambda: [])
  }

  func variates() -> DoubleBuffer { DoubleBuffer(count: 0) }

  func explained(_ a: DoubleBuffer, count: Int) -> Matrix { Matrix(rows: count, columns: count) }

  func conditionalModes() -> [[Double]] { [] }
  func conditionalCovariances() -> [[Double]] { [] }
  func conditionalVariance(_ effects: [(term: Int, level: Int, values: [Double])]) -> Double { 0 }
}
