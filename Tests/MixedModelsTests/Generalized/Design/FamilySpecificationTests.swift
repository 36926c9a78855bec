import Foundation
import MixedModels
import Tables
import Testing

@Suite struct FamilySpecificationTests {
  private let text = "y,n,x\n0,2,1\n1,2,2\n1,4,3\n0,1,5\n"

  private func codes(_ asked: MixedModelSpecification) throws -> [String] {
    findings(asked, try makeTable(text)).map(\.code)
  }

  @Test(arguments: ResponseFamily.allCases)
  func onlyTheFamilysLinksAreTaken(_ family: ResponseFamily) throws {
    for link in LinkFunction.allCases {
      let asked = specification("y ~ x", family) { $0.link = link }
      #expect(try codes(asked) == (family.links.contains(link) ? [] : ["M150"]))
    }
    let wrong = specification("y ~ x", .poisson) { $0.link = .probit }
    let finding = try #require(findings(wrong, try makeTable(text)).first)
    #expect(finding.hint == "its links are log, sqrt, identity, inverse")
    #expect(finding.place == nil)
  }

  @Test(arguments: [(-1, false), (0, false), (1, true), (100, true), (101, false)])
  func quadratureHasBetweenOneAndAHundredNodes(nodes: Int, isPossible: Bool) throws {
    let asked = specification("y ~ x", .binomial) { $0.integration = .gaussHermite(nodes: nodes) }
    #expect(try codes(asked) == (isPossible ? [] : ["M151"]))
  }

  @Test func partsThatAFamilyLacks() throws {
    for family in ResponseFamily.allCases {
      let trials = specification("y ~ x", family) { $0.trials = "n" }
      #expect(try codes(trials) == (family == .binomial ? [] : ["M152"]))
      let zero = specification("y ~ x", family) { $0.zeroInflation = "~ 1" }
      #expect(try codes(zero) == (family.isCount ? [] : ["M155"]))
      let variance = specification("y ~ x", family) { $0.variance = "power(x)" }
      #expect(try codes(variance) == (family == .gaussian ? [] : ["M153"]))
      let sigma = specification("y ~ x", family) { $0.residualStandardDeviation = 1 }
      #expect(try codes(sigma) == (family == .gaussian ? [] : ["M153"]))
    }
  }

  @Test func everyMisfitIsNamedAtOnce() throws {
    let asked = specification("y ~ x", .poisson) {
      $0.link = .logit
      $0.trials = "n"
      $0.variance = "ident(x)"
      $0.integration = .gaussHermite(nodes: 0)
    }
    #expect(try codes(asked) == ["M150", "M152", "M151", "M153"])
  }

  @Test func theCriterionDoesNotMatter() throws {
    let frames = try Criterion.allCases.map { criterion in
      try specification("y ~ x", .binomial) { $0.criterion = criterion }.frame(makeTable(text))
    }
    #expect(frames[0].response == frames[1].response)
    #expect(frames[0].fixed.matrix == frames[1].fixed.matrix)
  }

  @Test func specificationsAreReadAsTheyWereWritten() throws {
    let full = specification("y ~ x", .negativeBinomial2) {
      $0.link = .squareRoot
      $0.trials = "n"
      $0.zeroInflation = "~ x"
      $0.integration = .gaussHermite(nodes: 9)
      $0.curvature = .expected
      $0.weights = "w"
      $0.offset = "o"
      $0.levels = [.init(column: "a", levels: ["b", "c"])]
      $0.contrasts = [.init(column: "a", coding: .sum)]
      $0.correlation = "ar1(t)"
      $0.variance = "ident(a)"
      $0.residualStandardDeviation = 2
      $0.criterion = .maximumLikelihood
    }
    for asked in [full, MixedModelSpecification("y ~ 1")] {
      let data = try JSONEncoder().encode(asked)
      #expect(try JSONDecoder().decode(MixedModelSpecification.self, from: data) == asked)
    }
  }

  /// As specifications were saved before there were families.
  @Test func specificationsWithoutFamilyAreLinear() throws {
    let saved = """
      {"contrasts":[],"criterion":"REML","formula":"y ~ x + (1 | g)",
       "levels":[{"column":"x","levels":["a","b"]}],"weights":"w"}
      """
    let asked = try JSONDecoder().decode(
      MixedModelSpecification.self, from: Data(saved.utf8))
    #expect(
      asked
        == MixedModelSpecification(
          "y ~ x + (1 | g)", weights: "w", levels: [.init(column: "x", levels: ["a", "b"])]))
    #expect(asked.family == .gaussian && asked.integration == .laplace && asked.link == nil)
  }

  @Test func explanationsPromiseNothing() throws {
    let entries = MixedModelsCatalogue.explanations.filter { ("M150"..."M169").contains($0.code) }
    #expect(entries.count == 18)
    for entry in entries {
      let text = (entry.title + " " + entry.text).lowercased()
      for word in ["significant", "proven", "no effect"] { #expect(!text.contains(word)) }
    }
  }
}
