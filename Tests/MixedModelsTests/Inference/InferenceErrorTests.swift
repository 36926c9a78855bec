import Testing

@testable import MixedModels

@Suite struct InferenceErrorTests {
  static let errors: [InferenceError] = [
    .kenwardRogerNeedsREML, .residualStructure, .notNested(first: "a", second: "b"),
    .emptyHypothesis(label: "l"), .contrastLength(label: "l", expected: 2, found: 3),
    .notAFactor(name: "n", available: ["a"]), .tukeyNeedsPairs, .differentData(what: "rows"),
    .differentCriteria, .differentFixedEffects, .notASubmodel(what: "w"),
    .largerFitsWorse(excess: 1), .nothingToCompare, .notFiniteAtMeans(term: "t"),
    .informationNotPositiveDefinite(parameters: ["p"]), .jointNeedsAllParameters,
    .noRatios(link: .probit), .differentKinds(what: "w"),
  ]

  @Test func everyCodeIsExplainedOnceInOrder() {
    let explained = MixedModelsCatalogue.inference + MixedModelsCatalogue.generalizedInference
    #expect(explained.map(\.code) == Self.errors.map(\.code))
    #expect(Set(Self.errors.map(\.code)).count == Self.errors.count)
  }

  @Test(arguments: errors)
  func findingsSayWhatAndWhatToDo(_ error: InferenceError) {
    #expect(error.finding.severity == .error && error.finding.hint?.isEmpty == false)
    #expect(!error.finding.message.hasSuffix("."))
    #expect(error.description.hasPrefix(error.finding.message))
  }
}
