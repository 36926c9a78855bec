import Foundation
import MixedModels
import Tables
import TestSupport
import Testing

@Suite struct SavedModelTests {
  private func saved(_ model: LinearMixedModel) throws -> SavedModel {
    let data = try JSONEncoder().encode(SavedModel(model))
    return try JSONDecoder().decode(SavedModel.self, from: data)
  }

  @Test(arguments: RandomDesign.all.map(\.formula))
  func predictsWhatTheFitPredicts(_ formula: String) throws {
    let table = try RandomDesign.table(seed: 41)
    let model = try MixedModelSpecification(formula).fit(table)
    let saved = try saved(model)
    for target in PredictionTarget.allCases {
      let live = try model.predict(table, target, interval: .observation)
      let again = try saved.predict(table, target, interval: .observation)
      #expect(live.means == again.means && live.rows == again.rows)
      if model.frame.random.count < 2 || target == .population {
        #expect(live == again)
      } else {
        for (a, b) in zip(live.standardErrors, again.standardErrors) {
          #expect(abs(a / b - 1) < 1e-8)
        }
      }
    }
  }

  @Test func reportsWhatTheFitReports() throws {
    let table = try RandomDesign.table(seed: 42)
    let model = try MixedModelSpecification("y ~ x + (x | a) + (1 | c)", weights: "weight")
      .fit(table)
    let saved = try saved(model)
    #expect(saved.coefficients == model.coefficients && saved.sigma == model.sigma)
    #expect(saved.standardErrors == model.standardErrors && saved.deviance == model.deviance)
    #expect(saved.parameters == model.parameters && saved.convergence == model.convergence)
    #expect(saved.names == model.frame.fixed.names)
    #expect(saved.specification == model.specification)
    #expect(saved.observationCount == model.observationCount)
    for (a, b) in zip(saved.conditionalModes, try model.conditionalModes()) {
      #expect(a.levels == b.levels && a.terms == b.terms && a.estimates == b.estimates)
      for (x, y) in zip(a.standardErrors, b.standardErrors) { #expect(abs(x - y) < 1e-12) }
    }
    #expect(try SavedModel(model) == saved)
  }

  @Test func linearModelsKeepTheirDegreesOfFreedom() throws {
    let table = try RandomDesign.table(seed: 43)
    let model = try MixedModelSpecification("y ~ x + a").fit(table)
    let live = try model.predict(table, interval: .mean)
    #expect(try saved(model).predict(table, interval: .mean) == live)
  }

  @Test func pairsOfLevelsThatNeverMetHaveNoStandardError() throws {
    let table = try makeTable(
      "y,x,a,c\n1.0,0,a1,c1\n2.1,1,a1,c1\n1.4,0,a2,c2\n3.2,1,a2,c2\n0.7,2,a3,c1\n2.6,1,a3,c2\n"
        + "1.9,0,a1,c1\n2.2,2,a2,c2\n")
    let model = try MixedModelSpecification("y ~ x + (1 | a) + (1 | c)").fit(table)
    let saved = try saved(model)
    let new = try makeTable("x,a,c\n1,a1,c2\n")
    #expect(try saved.predict(new).means == model.predict(new).means)
    #expect(throws: PredictionError.standardErrorUnavailable(row: 0, groups: ["a", "c"])) {
      try saved.predict(new, interval: .mean)
    }
  }

  @Test func otherFormatsAreRefused() throws {
    let table = try RandomDesign.table(seed: 44)
    let model = try MixedModelSpecification("y ~ x").fit(table)
    let text = String(decoding: try JSONEncoder().encode(SavedModel(model)), as: UTF8.self)
    #expect(text.contains("\"format\":1"))
    let other = text.replacingOccurrences(of: "\"format\":1", with: "\"format\":2")
    #expect(throws: PredictionError.format(version: 2, known: 1)) {
      try JSONDecoder().decode(SavedModel.self, from: Data(other.utf8))
    }
  }

  @Test(.enabled(if: Reference.has("data/sleepstudy.csv")))
  func sizeDoesNotDependOnTheRows() throws {
    let model = try ReferenceModel("lme4-sleepstudy-slope-reml").model
    let data = try JSONEncoder().encode(SavedModel(model))
    #expect(data.count < 10_000)
  }
}
