import Numerics

/// An estimate of the scale of a link, transformed: a mean of the response, a ratio of means or an
/// odds ratio.
///
/// The standard error is that of the delta method, |d(mu)/d(eta)| times that of eta; the interval is
/// the transformed interval of eta, and the test is that of eta, as `type = "response"` of R's
/// emmeans.
public struct ResponseEstimate: Sendable, Codable, Equatable {
  public let label: String
  public let estimate: Double
  public let standardError: Double
  /// Of the test on the scale of the link, that eta is 0.
  public let statistic: Double?
  public let pValue: Double?
  /// Nil where there is no interval, or no finite limit.
  public let confidenceLow: Double?
  public let confidenceHigh: Double?

  init(_ source: ContrastEstimate, scale: ResponseScale) {
    label = source.label
    estimate = scale.mean(source.estimate)
    standardError = abs(scale.slope(source.estimate)) * source.standardError
    statistic = source.statistic
    pValue = source.pValue
    if let low = source.confidenceLow, let high = source.confidenceHigh {
      (confidenceLow, confidenceHigh) = scale.interval(low, high)
    } else {
      (confidenceLow, confidenceHigh) = (nil, nil)
    }
  }
}
