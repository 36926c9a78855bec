import Numerics

extension GeneralizedMixedModel {
  /// The covariance of the estimates of all parameters in the order of ``JointCovariance``, its
  /// block of beta that of the table of coefficients also where that is the conditional one.
  /// - Throws: `InferenceError`.
  func parameterCovariance() throws -> Matrix {
    var covariance = try jointCovariance().matrix
    guard defaultStandardErrors == .conditional else { return covariance }
    let block = try inference().covariance
    for a in coefficients.indices {
      for b in coefficients.indices { covariance[a, b] = block[a, b] }
    }
    return covariance
  }
}
