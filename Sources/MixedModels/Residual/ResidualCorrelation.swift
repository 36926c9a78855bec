import Numerics

/// A correlation structure C(phi) of residuals, block diagonal over groups.
///
/// Everything about rows is in sorted order (`GroupedRowOrder`). For the unstructured kind C is
/// a covariance relative to that of the first visit.
protocol ResidualCorrelation: Sendable {
  /// Names of the unconstrained parameters phi.
  var parameterNames: [String] { get }
  /// Names of the values that users know, such as `rho`.
  var naturalNames: [String] { get }
  /// Parameters to begin with where nothing is known.
  func start() -> [Double]
  /// Moment estimates from residuals of equal variance.
  func start(fromResiduals residuals: [Double]) -> [Double]
  /// C at phi, factored.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite` where C is singular in double precision.
  func factor(_ parameters: [Double]) throws(LinearAlgebraError) -> any CorrelationFactor
  /// The values that users know, and their derivatives by phi: one row per value.
  func natural(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix)
  /// Which limits the parameters have run to.
  func boundaries(_ parameters: [Double]) -> [ResidualStructure.Boundary]
}

/// A square root L of a correlation matrix C = L L'. Vectors are columns in sorted order.
protocol CorrelationFactor: Sendable {
  /// log det C.
  var logDeterminant: Double { get }
  /// x := inverse(L) x.
  func solve(_ x: UnsafeMutablePointer<Double>)
  /// x := L x.
  func multiply(_ x: UnsafeMutablePointer<Double>)
  /// x := inverse(L') x.
  func solveTransposed(_ x: UnsafeMutablePointer<Double>)
  /// x := L' x.
  func multiplyTransposed(_ x: UnsafeMutablePointer<Double>)
  /// result := M z with M = inverse(L) dC/dphi_p inverse(L').
  func derivative(
    _ p: Int, of z: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>)
  /// The trace of M, which is the derivative of log det C.
  func trace(_ p: Int) -> Double
}
