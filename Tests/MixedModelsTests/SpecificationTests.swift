import MixedModels
import Testing

@Suite struct SpecificationTests {
  @Test func defaultsAreRestrictedLikelihoodAndPlainResiduals() {
    let specification = MixedModelSpecification("y ~ x + (1 | g)")
    #expect(specification.criterion == .restrictedMaximumLikelihood)
    #expect(specification.correlation == nil && specification.residualStandardDeviation == nil)
  }
}
