/// What the standard errors of conditional modes take as known.
public enum ModeUncertainty: String, Sendable, Codable, CaseIterable {
  /// All parameters: the root of var(b | y) at the estimates, R's `ranef` with `condVar`.
  case conditional
  /// Nothing: var(b | y) + J cov(parameters) J', J the derivatives of the modes, as `sdreport` of
  /// TMB has it.
  case total
}
