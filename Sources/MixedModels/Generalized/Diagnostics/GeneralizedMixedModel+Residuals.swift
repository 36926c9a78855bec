import Numerics
import Tables

extension GeneralizedMixedModel {
  /// The mean of every used row, random effects at their modes: counts, or probabilities; with
  /// extra zeros (1 - pi) mu.
  public func fittedValues() -> [Double] {
    let rows = FittedRows(self)
    return (0..<rows.count).map {
      (1 - ResponseLaw.extraZero(rows.zeta($0))) * rows.mean($0)
    }
  }

  /// Residuals from the conditional means.
  ///
  /// Case weights count as in R: a variance is that of a row divided by its weight.
  /// - Throws: `InvalidInput` M420 for deviance residuals of models that have none: NB1, and with
  ///   extra zeros.
  public func residuals(_ kind: GeneralizedResidualKind = .pearson) throws -> [Double] {
    let rows = FittedRows(self)
    switch kind {
    case .response: return (0..<rows.count).map { rows.deviation($0) / rows.trials($0) }
    case .pearson: return (0..<rows.count).map { rows.pearson($0) }
    case .deviance:
      guard rows.zeroPredictors.isEmpty, family != .negativeBinomial1 else {
        throw InvalidInput(
          Finding(
            code: "M420", severity: .error,
            message: "deviance residuals are not defined for the family \(family.rawValue)"
              + (rows.zeroPredictors.isEmpty ? "" : " with extra zeros"),
            hint: "use quantile residuals, or those of Pearson"))
      }
      return (0..<rows.count).map { row in
        let unit =
          law.unitDeviance(rows.response[row], mean: rows.mean(row), trials: rows.trials(row)) ?? 0
        let size = (rows.weight(row) * max(0, unit)).squareRoot()
        return rows.deviation(row) < 0 ? -size : size
      }
    }
  }

  /// Randomised quantile residuals, conditional on the modes: standard normal where the model is
  /// true, but for what the estimates take from them.
  ///
  /// The normal quantile of a number uniform between P(Y < y) and P(Y <= y). Dunn and Smyth
  /// (1996), "Randomized quantile residuals". Case weights are not heeded.
  /// - Parameter seed: of the draws, one stream for each row.
  public func quantileResiduals(seed: UInt64 = 1) -> [Double] {
    let rows = FittedRows(self)
    return (0..<rows.count).map { row in
      var stream = RandomStream(seed: seed, task: UInt64(row))
      let place = rows.distribution(row).randomizedProbability(
        rows.response[row], using: &stream)
      // Beyond 1e-300 quantiles are out of reach; a residual of 37 says enough.
      return NormalDistribution.standard.quantile(max(place.value, 1e-300), tail: place.tail)
    }
  }
}
