import Glibc
import MixedModels

/// How effects on the scale of a link are said.
struct EffectScale: Sendable, Equatable {
  let family: ResponseFamily
  let link: LinkFunction

  /// What the exponential of an effect is; nil where it has no name.
  var ratio: String? {
    switch link {
    case .log: family.isCount ? "rate ratio" : "risk ratio"
    case .logit: "odds ratio"
    default: nil
    }
  }

  /// What a ratio is of: "a rate 25 % lower".
  var quantity: String {
    switch link {
    case .log: family.isCount ? "a rate" : "a probability"
    default: "odds"
    }
  }

  /// Means of the response.
  var mean: String { family == .binomial ? "probability" : "mean" }

  var linkName: String { link == .complementaryLogLog ? "complementary log-log" : link.rawValue }

  /// "Poisson model with log link".
  var model: String { "\(familyName) model with \(linkName) link" }

  private var familyName: String {
    switch family {
    case .gaussian: "linear"
    case .poisson: "Poisson"
    case .negativeBinomial1: "negative binomial (nb1)"
    case .negativeBinomial2: "negative binomial (nb2)"
    case .binomial: "binomial"
    }
  }

  func ratio(_ effect: Double?) -> Double? {
    guard ratio != nil, let effect else { return nil }
    let value = exp(effect)
    return value.isFinite ? value : nil
  }
}
