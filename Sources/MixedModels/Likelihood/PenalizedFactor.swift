import Numerics

/// The penalised least squares of a model at one value of theta: what both engines give.
///
/// With Omega = [Lambda'Z'Z Lambda + I, .; [X y]'Z Lambda, [X y]'[X y]] = L L', in the basis of
/// `ModelRows`. Bates, Maechler, Bolker and Walker (2015), "Fitting linear mixed-effects models
/// using lme4", equations 15 to 36.
protocol PenalizedFactor: AnyObject {
  /// Factors Omega at theta, given in the basis.
  func factor(_ theta: [Double]) throws -> FactorSums
  /// L_XX and, in the last row, L_yX and r: p + 1 by p + 1, lower.
  var responseFactor: MutableMatrixView { get }
  /// d(deviance)/d(Lambda) of every term, k x k by columns, when the deviance weighs
  /// log L_jj^2 by 1 in the rows of Z, `weights.fixed` in those of X, `weights.response` in y's.
  func lambdaGradients(_ weights: ResponseWeights) -> [[Double]]
  /// The quadratic forms of the average information in theta and in further variates.
  func informationForms(_ variates: [Variate]) -> InformationForms
  /// The sum over the pattern of d(deviance)/d(A) times other products in the places of A.
  ///
  /// - Precondition: `lambdaGradients` was called with the same weights at the same theta.
  func contract(_ products: LikelihoodProblem.Products, _ weights: ResponseWeights) -> Double
  /// Z'V0^-1(y - X beta) of every term: element level * k + column.
  func residualProjections() -> [[Double]]
  /// b of every term in the basis: element level * k + column.
  func conditionalModes() -> [[Double]]
  /// Lambda inverse(H) Lambda' of every level of every term, k x k faces.
  func conditionalCovariances() -> [[Double]]
  /// Z'V0^-1 X of every term: q x p, row level * k + column.
  func crossProjections() -> [Matrix]
  /// Z'V0^-1 Z.
  func randomProjections() throws -> RandomProjections
  /// x'C11 x + ...: the squared length of inverse(L_ZX) [Lambda'z; x].
  func unscaledVariance(
    fixed: [Double], random: [(term: Int, level: Int, values: [Double])]
  ) -> Double
}

/// The parts of the profiled deviance, in the basis.
struct FactorSums {
  /// 2 sum log diag L_ZZ.
  let logDeterminantRandom: Double
  /// 2 sum log diag L_XX.
  let logDeterminantFixed: Double
  /// r^2.
  let residual: Double
}

/// Weights of the rows of X and y in the deviance.
struct ResponseWeights {
  let fixed: Double
  let response: Double
}

/// With P0 the projection of V0 and w_p = Z D_p Z'V0^-1 (y - X beta),
/// D_p = d(Lambda Lambda')/d(theta_p).
struct InformationForms {
  /// w_p' P0 w_q, the variates after theta; less, for pairs of variates, w_p'w_q.
  let quadratic: Matrix
  /// t' D_p t summed over levels, t = Z'V0^-1 (y - X beta), of theta only.
  let linear: [Double]
}

/// A working variate w beside those of theta: Z'w of every term and X'w.
struct Variate {
  let effects: [[Double]]
  let fixed: [Double]
}

/// Z'V0^-1 Z, by level where there is one grouping factor.
enum RandomProjections: Sendable {
  /// One k x k matrix per level.
  case faces([Matrix])
  /// q x q; terms one after another, level * k + column within.
  case dense(Matrix)
}
