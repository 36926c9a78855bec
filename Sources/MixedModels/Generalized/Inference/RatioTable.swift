import Numerics

/// Differences on the scale of a logarithmic link as ratios: of means, or odds ratios.
public struct RatioTable: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Of means: the log link.
    case ratio
    /// Of odds: the logit link.
    case oddsRatio = "odds-ratio"
  }

  public let kind: Kind
  /// How p values and intervals allow for the number of contrasts.
  public let adjustment: MultiplicityAdjustment
  public let level: Double
  /// Labelled as differences on the scale of the link.
  public let rows: [ResponseEstimate]
  /// Contrasts that the data do not determine.
  public let notEstimable: [String]
}

extension ContrastTable {
  /// exp of the contrasts of means on the scale of a link.
  ///
  /// - Throws: `InferenceError.noRatios` for other links than log and logit.
  public func ratios(_ link: LinkFunction) throws -> RatioTable {
    let kind: RatioTable.Kind
    switch link {
    case .log: kind = .ratio
    case .logit: kind = .oddsRatio
    default: throw InferenceError.noRatios(link: link)
    }
    return RatioTable(
      kind: kind, adjustment: adjustment, level: level,
      rows: rows.map { ResponseEstimate($0, scale: ResponseScale(link: .log)) },
      notEstimable: notEstimable)
  }
}
