extension LinearMixedModel {
  /// The mean of every used row, random effects at their modes.
  /// - Throws: what the likelihood throws.
  public func fittedValues() throws -> [Double] { try predict().means }

  /// Residuals from the conditional means.
  /// - Throws: `DiagnosticsError.noLeverage` for standardised residuals of correlated or unequal
  ///   residuals, and what the likelihood throws.
  public func residuals(_ kind: ResidualKind = .raw) throws -> [Double] {
    let raw = zip(frame.response, try fittedValues()).map { $0 - $1 }
    if kind == .raw { return raw }
    let pearson = zip(raw, try residualDeviations()).map { $0 / $1 }
    if kind == .pearson { return pearson }
    return zip(pearson, try leverages()).map { $0 / (1 - $1).squareRoot() }
  }
}
