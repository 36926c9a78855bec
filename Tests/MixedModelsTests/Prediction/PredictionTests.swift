import Tables
import TestSupport
import Testing

@testable import MixedModels

@Suite struct PredictionTests {
  @Test(.enabled(if: Reference.has("expected/lm-mtcars-predict.json")))
  func linearModelsPredictAsR() throws {
    let reference = try ReferenceModel("lm-mtcars-predict")
    let rows = reference.strings("new_cyl").enumerated().map {
      "\(reference.numbers("new_wt")[$0]),\($1)"
    }
    let table = try makeTable((["wt,cyl"] + rows).joined(separator: "\n") + "\n")
    let mean = try reference.model.predict(table, .population, interval: .mean)
    let observation = try reference.model.predict(table, interval: .observation)
    for (found, key) in [
      (mean.means, "fit"), (mean.standardErrors, "se_fit"), (mean.lower, "ci95_lower"),
      (mean.upper, "ci95_upper"), (observation.lower, "pi95_lower"),
      (observation.upper, "pi95_upper"),
    ] {
      for (a, b) in zip(found, reference.numbers(key)) { #expect(abs(a / b - 1) < 1e-11, "\(key)") }
    }
  }

  @Test func theRowsOfTheFitPredictedAnewAreTheFittedValues() throws {
    let table = try RandomDesign.table(seed: 31)
    for design in RandomDesign.all {
      let model = try MixedModelSpecification(design.formula).fit(table)
      for interval in PredictionInterval.allCases {
        let fitted = try model.predict(interval: interval)
        let again = try model.predict(table, interval: interval)
        #expect(fitted == again, "\(design.name) \(interval)")
      }
    }
  }

  private func newRows() throws -> Table {
    try makeTable("x,a,c\n0.5,a1,c2\n1.5,somebody,c0\n,a2,c1\n-1,a1,c9\n")
  }

  @Test func newLevelsAreRefusedOrNamed() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a) + (1 | c)").fit(
      try RandomDesign.table(seed: 31))
    #expect(throws: PredictionError.newLevels(group: "a", levels: ["somebody"], rows: 1)) {
      try model.predict(try newRows())
    }
    let prediction = try model.predict(try newRows(), newLevels: .population)
    #expect(prediction.rows == [0, 1, 3] && prediction.omissions.map(\.column) == ["x"])
    #expect(
      prediction.newLevels == [
        .init(row: 1, group: "a", level: "somebody"), .init(row: 2, group: "c", level: "c9"),
      ])
    let modes = try model.conditionalModes()
    let level = try #require(modes[1].levels.firstIndex(of: "c0"))
    let expected =
      model.coefficients[0] + 1.5 * model.coefficients[1] + modes[1].estimates[level]
    #expect(abs(prediction.means[1] - expected) < 1e-12)
  }

  @Test func newLevelsHaveTheirWholeVariance() throws {
    let model = try MixedModelSpecification("y ~ x + (1 | a)").fit(
      try RandomDesign.table(seed: 31))
    let table = try makeTable("x,a\n0.5,somebody\n")
    let own = try model.predict(table, newLevels: .population, interval: .mean)
    let population = try model.predict(table, .population, interval: .mean)
    #expect(own.means == population.means)
    let deviation = try #require(model.estimate(of: .standardDeviation(factor: 0, effect: 0)))
    let difference =
      own.standardErrors[0] * own.standardErrors[0]
      - population.standardErrors[0] * population.standardErrors[0]
    #expect(abs(difference / (deviation * deviation) - 1) < 1e-10)
  }

  @Test func populationMeansNeedNoGroups() throws {
    let model = try MixedModelSpecification("y ~ x + (x | a)").fit(
      try RandomDesign.table(seed: 31))
    let prediction = try model.predict(try makeTable("x\n2\n"), .population, interval: .mean)
    #expect(abs(prediction.means[0] - model.coefficients[0] - 2 * model.coefficients[1]) < 1e-12)
    #expect(throws: InvalidInput.self) { try model.predict(try makeTable("x\n2\n")) }
  }

  @Test func offsetsAreAdded() throws {
    let table = try RandomDesign.table(seed: 31)
    let plain = try MixedModelSpecification("y ~ x + (1 | a)").fit(table)
    let offset = try MixedModelSpecification("y ~ x + (1 | a) + offset(3 * x)").fit(table)
    for (a, b) in zip(try plain.predict(table).means, try offset.predict(table).means) {
      #expect(abs(a - b) < 1e-7)
    }
  }
}
