import Tables

/// The responses of a fit among responses simulated from it: scaled residuals and checks.
///
/// Random effects are drawn anew in each simulation, so that the residuals also show whether their
/// distribution is right. Hartig (2022), "DHARMa: residual diagnostics for hierarchical regression
/// models".
public struct SimulatedResiduals: Sendable, Equatable {
  public let simulations: Int
  public let seed: UInt64
  /// The rank of each used row's response among its simulated ones, ties broken at random, as a
  /// number between 0 and 1: uniform where the model is true.
  public let residuals: [Double]
  /// In the order of `ResidualCheck.Kind`; `zeros` only for counts.
  public let checks: [ResidualCheck]

  /// M414 to M419.
  public var findings: [Finding] { checks.compactMap(\.finding) }

  public func check(_ kind: ResidualCheck.Kind) -> ResidualCheck? {
    checks.first { $0.kind == kind }
  }
}
