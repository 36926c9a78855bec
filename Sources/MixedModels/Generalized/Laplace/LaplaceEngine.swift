import Numerics

/// The integral over the random effects u ~ N(0, I) of a generalised model, by Laplace's method:
/// what every engine gives.
///
/// eta = X beta + offset + Z Lambda u. The mode minimises f(u) = -2 sum l_i(eta_i) + u'u; with
/// H = Lambda'Z'W Z Lambda + I there, W the weights of `RowDerivatives`, -2 log L is about
/// f + log det H. Where the weights are expected ones, the mode's own curvature is another:
/// H_J = Lambda'Z'J Z Lambda + I with J the observed information.
///
/// Bates, Maechler, Bolker and Walker (2015) for the notation; Skaug and Fournier (2006),
/// "Automatic approximation of the marginal likelihood in non-Gaussian hierarchical models", for
/// the gradient through the mode.
protocol LaplaceEngine: AnyObject {
  /// The scratch memory of the rows, shared with the objective.
  var rows: LaplaceRows { get }
  /// theta of every term, times the scale of its column; then the parameters of a latent series:
  /// its standard deviation and the inverse hyperbolic tangent of its correlation.
  var parameterCount: Int { get }

  /// Finds the mode from the last one found, the fixed part of the predictor being
  /// `rows.fixedPredictor`; leaves eta in `rows.predictor` and the derivatives of order `mode` in
  /// `rows.derivatives`.
  /// - Throws: `MixedModelError` where there is no mode, or H is not positive definite there.
  func findMode(_ parameters: [Double]) throws -> ModeSums
  /// Starts the next search from u = 0.
  func forgetMode()

  // What follows refers to the last mode, with derivatives of order `gradient` in `rows`.

  /// h_i = (Z Lambda inverse(H) Lambda'Z')_ii.
  func leverages(into target: UnsafeMutablePointer<Double>)
  /// t = Z Lambda s, with s = inverse(H_J) Lambda'Z'c, which is kept for `gradient`.
  func adjoint(_ c: UnsafePointer<Double>, into t: UnsafeMutablePointer<Double>)
  /// d(-2 log L)/d(parameters): r'Z Lambda. u + s'Lambda.'Z'score + 2 tr(inverse(H) Lambda'Z'W Z
  /// Lambda.), Lambda. the derivative of Lambda, r = -2 score + c - J t.
  func gradient(_ r: UnsafePointer<Double>) -> StructureGradient
  /// w_p = Z (Lambda. Lambda' + Lambda Lambda.') Z' score of every parameter: n numbers each.
  func variates() -> DoubleBuffer
  /// a'Z Lambda inverse(H_J) Lambda'Z'a of `count` columns of n numbers each.
  func explained(_ a: DoubleBuffer, count: Int) -> Matrix

  /// b of every term, in the basis of the rows: element level * k + column.
  func conditionalModes() -> [[Double]]
  /// Lambda inverse(H_J) Lambda' of every level of every term, k x k faces.
  func conditionalCovariances() -> [[Double]]
  /// a'Lambda inverse(H_J) Lambda'a of a combination a of effects, in the basis.
  func conditionalVariance(_ effects: [(term: Int, level: Int, values: [Double])]) -> Double
}

/// The parts of the Laplace approximation at a mode.
struct ModeSums {
  /// The sum of the log densities without their constant.
  let logDensity: Double
  /// u'u.
  let penalty: Double
  /// log det H.
  let logDeterminant: Double
}

struct StructureGradient {
  /// In the order of the engine's parameters.
  let values: [Double]
  /// d(-2 log L)/d(Lambda) of every term in the basis, k x k by columns.
  let lambda: [[Double]]
}

/// Scratch memory with one place per row: what objective and engine say to each other.
final class LaplaceRows {
  let problem: GeneralizedProblem
  let count: Int
  /// X beta + offset.
  let fixedPredictor: DoubleBuffer
  /// eta.
  let predictor: DoubleBuffer
  /// zeta, where there are extra zeros.
  let zeroPredictor: DoubleBuffer?
  let derivatives: RowDerivatives
  var dispersion: DispersionTerms

  init(_ problem: GeneralizedProblem) {
    self.problem = problem
    count = problem.rowCount
    fixedPredictor = DoubleBuffer(count: count)
    predictor = DoubleBuffer(count: count)
    zeroPredictor = problem.distribution.isZeroInflated ? DoubleBuffer(count: count) : nil
    derivatives = RowDerivatives(problem.distribution)
    dispersion = problem.distribution.terms(logDispersion: 0)
  }

  /// Fills the derivatives of some rows at their predictors: the sum of the log densities.
  @inline(__always)
  func evaluate(_ rows: Range<Int>, _ order: ConditionalDistribution.Order) -> Double {
    problem.distribution.evaluate(
      rows, eta: predictor.base, zeta: zeroPredictor.map { UnsafePointer($0.base) }, dispersion,
      order: order, into: derivatives)
  }
}
