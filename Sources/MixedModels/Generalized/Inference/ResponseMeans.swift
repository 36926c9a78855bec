import Numerics

/// Marginal means on the scale of the response: counts, or probabilities.
///
/// They are those of a group whose random effects, and latent series, are zero, not averages over
/// the population of groups; with extra zeros, those of the rows that are not extra zeros. Offsets
/// are left out: with the logarithm of a time as offset, a mean is a rate per unit of time. (R's
/// emmeans puts an offset at its average by default.)
public struct ResponseMeans: Sendable, Codable, Equatable {
  public struct Row: Sendable, Codable, Equatable {
    /// One level per factor.
    public let levels: [String]
    /// Nil where the data do not determine the mean.
    public let estimate: ResponseEstimate?
  }

  public let link: LinkFunction
  /// The factors whose combinations the rows are; the last varies fastest.
  public let factors: [String]
  /// Factors averaged over, on the scale of the link.
  public let averagedOver: [String]
  public let level: Double
  public let rows: [Row]
}

extension MarginalMeans {
  /// The means transformed back from the scale of a link.
  public func responseScale(_ link: LinkFunction) -> ResponseMeans {
    let scale = ResponseScale(link: link)
    return ResponseMeans(
      link: link, factors: factors, averagedOver: averagedOver, level: level,
      rows: rows.map { row in
        ResponseMeans.Row(
          levels: row.levels,
          estimate: row.estimate.map { ResponseEstimate($0, scale: scale) })
      })
  }
}
