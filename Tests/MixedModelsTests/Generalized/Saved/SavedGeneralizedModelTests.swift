import Foundation
import TestSupport
import Testing

@testable import MixedModels

@Suite struct SavedGeneralizedModelTests {
  private func saved(_ model: GeneralizedMixedModel) throws -> SavedGeneralizedModel {
    let data = try JSONEncoder().encode(SavedGeneralizedModel(model))
    return try JSONDecoder().decode(SavedGeneralizedModel.self, from: data)
  }

  @Test(arguments: [
    "y ~ x + offset(log(time)) + (x | person)", "y ~ x + (1 | person)", "y ~ x",
  ])
  func predictsWhatTheFitPredicts(_ formula: String) throws {
    let table = try SimulatedCounts.table(people: 12, seed: 61)
    let model = try SimulatedCounts.fit(table, formula: formula)
    let saved = try saved(model)
    let new = try makeTable("person,x,time\np1,0.5,1\np3,0.1,2\n")
    for target in PredictionTarget.allCases {
      for interval in PredictionInterval.allCases {
        for averaging in [false, true] {
          let live = try model.predict(
            new, target, averagingOverRandomEffects: averaging, interval: interval)
          let again = try saved.predict(
            new, target, averagingOverRandomEffects: averaging, interval: interval)
          #expect(live.means == again.means && live.rows == again.rows)
          for (a, b) in [
            (live.standardErrors, again.standardErrors), (live.lower, again.lower),
            (live.upper, again.upper),
          ] {
            #expect(a.count == b.count)
            for (x, y) in zip(a, b) { #expect(abs(x - y) <= 1e-10 * abs(x)) }
          }
        }
      }
    }
  }

  /// Crossed factors, extra zeros: covariances of levels of several factors are kept.
  @Test func crossedFactorsAndExtraZeros() throws {
    let table = try SimulatedCounts.table(people: 10, nights: 10, seed: 64, weekdays: true)
    var specification = MixedModelSpecification("y ~ x + (1 | person) + (1 | day)")
    specification.family = .poisson
    specification.zeroInflation = "~ x"
    let model = try specification.fitGeneralized(table)
    let live = try model.predict(table, interval: .mean)
    let again = try saved(model).predict(table, interval: .mean)
    #expect(live.means == again.means)
    for (a, b) in zip(live.standardErrors, again.standardErrors) { #expect(abs(a / b - 1) < 1e-8) }
  }

  @Test func reportsWhatTheFitReports() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(people: 12, seed: 62))
    let saved = try saved(model)
    #expect(saved.coefficients == model.coefficients && saved.family == model.family)
    #expect(saved.logLikelihood == model.logLikelihood && saved.parameters == model.parameters)
    #expect(saved.names == model.frame.fixed.names && saved.boundaries == model.boundaries)
    #expect(saved.observationCount == model.observationCount)
    let covariance = try model.parameterCovariance()
    for (index, error) in saved.standardErrors.enumerated() {
      #expect(abs(error / covariance[index, index].squareRoot() - 1) < 1e-10)
    }
    #expect(try SavedGeneralizedModel(model) == saved)
  }

  @Test func kindsAreNotMixedUp() throws {
    let table = try SimulatedCounts.table(people: 6, seed: 63)
    let data = try JSONEncoder().encode(
      SavedGeneralizedModel(SimulatedCounts.fit(table)))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SavedModel.self, from: data)
    }
    let linear = try JSONEncoder().encode(
      SavedModel(MixedModelSpecification("y ~ x + (1 | person)").fit(table)))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SavedGeneralizedModel.self, from: linear)
    }
    let text = String(decoding: data, as: UTF8.self)
    let other = text.replacingOccurrences(of: "\"format\":1", with: "\"format\":2")
    #expect(text != other)
    #expect(throws: PredictionError.format(version: 2, known: 1)) {
      try JSONDecoder().decode(SavedGeneralizedModel.self, from: Data(other.utf8))
    }
  }
}
