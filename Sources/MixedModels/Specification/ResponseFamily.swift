/// The distribution of the response given the random effects, with mean mu.
public enum ResponseFamily: String, Sendable, Codable, CaseIterable {
  /// Normal with a residual variance of its own: the linear model.
  case gaussian
  /// Counts with variance mu.
  case poisson
  /// Counts with variance mu (1 + alpha).
  case negativeBinomial1 = "nb1"
  /// Counts with variance mu + alpha mu^2; theta = 1 / alpha is what others report.
  case negativeBinomial2 = "nb2"
  /// Events among a number of trials; with one trial each, yes or no.
  case binomial

  /// Whether a dispersion parameter alpha is estimated.
  public var hasDispersion: Bool { self == .negativeBinomial1 || self == .negativeBinomial2 }

  public var isCount: Bool { self == .poisson || hasDispersion }

  /// The link that is used where none is named.
  public var defaultLink: LinkFunction {
    switch self {
    case .gaussian: .identity
    case .poisson, .negativeBinomial1, .negativeBinomial2: .log
    case .binomial: .logit
    }
  }

  /// The links that map its means to the whole line, or that are used although they do not.
  public var links: [LinkFunction] {
    switch self {
    case .gaussian: [.identity]
    case .poisson, .negativeBinomial1, .negativeBinomial2: [.log, .squareRoot, .identity, .inverse]
    case .binomial: [.logit, .probit, .complementaryLogLog, .log, .identity]
    }
  }
}
