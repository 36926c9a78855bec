import Testing

@testable import MixedModels

/// A generalised model fitted to a case of the reference results.
struct GeneralizedCase {
  let reference: ReferenceCase
  let model: GeneralizedMixedModel

  init(
    _ name: String, family: ResponseFamily = .poisson, formula: String? = nil,
    integration: Integration = .laplace, zeroInflation: String? = nil,
    link: LinkFunction? = nil, curvature: Curvature? = nil,
    levels: [MixedModelSpecification.ColumnLevels] = []
  ) throws {
    reference = try ReferenceCase(name)
    let formula = formula ?? reference.formula
    var specification = MixedModelSpecification(
      formula,
      levels: try ReferenceCase.levels(dataset: reference.dataset, formula: formula) + levels)
    specification.family = family
    specification.integration = integration
    specification.zeroInflation = zeroInflation
    specification.link = link
    specification.curvature = curvature
    model = try specification.fitGeneralized(ReferenceCase.table(reference.dataset))
  }
}
