import Foundation
import MixedModels
import TestSupport
import Testing

extension ReferenceCase {
  /// The specification of a generalised case, as its family and method are written.
  func generalizedSpecification() throws -> MixedModelSpecification {
    let json = try Reference.json("expected/\(name).json")
    let family = try #require(json["family"] as? String)
    var specification = MixedModelSpecification(
      formula,
      levels: try Self.levels(dataset: dataset, formula: formula))
    specification.family = try #require(Self.family(family))
    specification.link = Self.link(family)
    if family.contains("zero-inflated") { specification.zeroInflation = "~ 1" }
    if let nodes = method.firstMatch(of: /nAGQ = (\d+)/).flatMap({ Int($0.1) }), nodes > 1 {
      specification.integration = .gaussHermite(nodes: nodes)
    }
    if name.hasSuffix("-exact") { specification.integration = .gaussHermite(nodes: 100) }
    // lme4's determinant has expected weights, glmmTMB's observed ones; R's glm has expected ones.
    specification.curvature = kind == "glmm-tmb" ? .observed : .expected
    return specification
  }

  private static func family(_ text: String) -> ResponseFamily? {
    if text.contains("nbinom1") { return .negativeBinomial1 }
    if text.contains("nbinom2") || text.contains("negative binomial") { return .negativeBinomial2 }
    if text.contains("poisson") { return .poisson }
    return text.hasPrefix("binomial") ? .binomial : nil
  }

  private static func link(_ text: String) -> LinkFunction? {
    LinkFunction.allCases.first {
      text.contains("(\($0.rawValue))") || text.contains("(\($0.rawValue);")
    }
  }
}
