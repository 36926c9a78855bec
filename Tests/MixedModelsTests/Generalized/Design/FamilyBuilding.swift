import MixedModels
import Tables

/// A specification of another family than the normal, changed as wanted.
func specification(
  _ formula: String, _ family: ResponseFamily,
  _ change: (inout MixedModelSpecification) -> Void = { _ in }
) -> MixedModelSpecification {
  var specification = MixedModelSpecification(formula)
  specification.family = family
  change(&specification)
  return specification
}
