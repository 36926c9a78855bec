import Figures
import Numerics
import Tables
import Testing
import Trials

@testable import Reports

@Suite("A prior saved from pooled trials")
struct SavedPriorTests {
  private func saved(_ text: String, _ measure: EffectMeasure) throws -> SavedPrior {
    let tables = try TestTrials.tables(text)
    let pooling = try tables.pool(PoolingPlan(measure: measure))
    return try #require(SavedPrior(pooling, inputs: tables.envelopeInputs()))
  }

  private func read(_ text: String) throws(InvalidInput) -> SavedPrior {
    try SavedPrior(file: TableSource(name: "prior.json", text: text))
  }

  @Test("it reads back as it was written, normal or t, ratio or difference")
  func roundTrip() throws {
    for (text, measure) in [
      (TestTrials.means, EffectMeasure.meanDifference), (TestTrials.means, .ratioOfMeans),
      (TestTrials.means, .variabilityRatio), (TestTrials.events, .riskRatio),
    ] {
      let prior = try saved(text, measure)
      #expect(try read(prior.fileText) == prior)
      #expect(prior.scale == (measure.isLogarithm ? .log : .difference))
    }
    let normal = SavedPrior(
      distribution: PredictiveDistribution(mean: -0.3, scale: 0.4), scale: .log,
      measure: .incidenceRateRatio, unit: "", outcome: "cramps", group: "", studies: [],
      sources: [])
    #expect(try read(normal.fileText) == normal)
  }

  @Test("it is the prediction of the pool, with the files it rests on")
  func content() throws {
    let prior = try saved(TestTrials.means, .meanDifference)
    let tables = try TestTrials.tables(TestTrials.means)
    let pooling = try tables.pool(PoolingPlan(measure: .meanDifference))
    #expect(prior.distribution == pooling.prediction)
    #expect(prior.distribution.degreesOfFreedom == 4)
    #expect(prior.unit == "cramps per week" && prior.studies == ["a", "b", "c", "d", "e"])
    #expect(prior.sources.map(\.path) == ["trials.csv"] && prior.sources[0].sha256.count == 64)
  }

  @Test("anything else is refused with the reason")
  func refusal() throws {
    let text = try saved(TestTrials.means, .ratioOfMeans).fileText
    for (other, reason) in [
      ("{", "it is not JSON"), ("{}", "its schema is not magnify.prior/1"),
      (text.replacing("\"scale\": ", with: "\"scale\": -"), "'scale' is missing or odd"),
      (text.replacing("\"log\"", with: "\"root\""), "'on' is missing or odd"),
      (text.replacing("\"ROM\"", with: "\"rum\""), "'measure' is missing or odd"),
      (
        text.replacing("\"degrees_of_freedom\": ", with: "\"degrees_of_freedom\": -"),
        "'degrees_of_freedom' is not a positive number"
      ),
    ] {
      let error = #expect(throws: InvalidInput.self) { try read(other) }
      let finding = try #require(error?.findings.first)
      #expect(finding.code == "A350" && finding.message.hasSuffix(reason), "\(finding.message)")
    }
  }

  @Test("nothing is saved where nothing was pooled")
  func nothing() throws {
    let tables = try TestTrials.tables(TestTrials.means)
    let pooling = try tables.pool(PoolingPlan(measure: .generic))
    #expect(SavedPrior(pooling, inputs: []) == nil)
  }
}
