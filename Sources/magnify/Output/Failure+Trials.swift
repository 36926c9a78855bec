import Trials

extension PoolingError {
  /// A setting that cannot be is invalid; everything else cannot be estimated from these trials.
  var status: ExitStatus {
    if case .outOfRange = self { return .invalidInput }
    return .notEstimable
  }
}
