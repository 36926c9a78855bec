import Glibc
import Numerics
import Tables
import TestSupport
import Testing

@testable import MixedModels

@Suite struct GeneralizedPredictionTests {
  private func head(_ reference: GeneralizedReference) throws {
    let model = reference.model
    for (path, values) in [
      ("fitted", try model.predict().means),
      ("linear_predictor", try model.predict(scale: .link).means),
      ("linear_predictor_fixed_only", try model.predict(.population, scale: .link).means),
    ] {
      let expected = try reference.numbers("head", path)
      #expect(!expected.isEmpty)
      for (a, b) in zip(values, expected) { #expect(abs(a - b) < 1e-5 * max(1, abs(b)), "\(path)") }
    }
    let fitted = model.fittedValues()
    let sum = try reference.number("sums", "fitted")
    #expect(abs(fitted.reduce(0, +) / sum - 1) < 1e-6)
    let squares = try reference.number("sums", "fitted_squared")
    #expect(abs(fitted.reduce(0) { $0 + $1 * $1 } / squares - 1) < 1e-6)
  }

  @Test(
    .enabled(if: Reference.has("expected/glmm-epil-poisson.json")),
    arguments: [
      "glmm-epil-poisson", "glmm-epil-poisson-offset", "glmm-epil-poisson-slope",
      "glmm-grouseticks-brood", "glmm-owls-poisson", "glmm-owls-poisson-slope",
    ])
  func fittedValuesAreThoseOfLme4(_ name: String) throws { try head(GeneralizedReference(name)) }

  @Test(.enabled(if: Reference.has("expected/glmm-cbpp-laplace.json")))
  func probabilitiesAreThoseOfLme4() throws {
    try head(GeneralizedReference("glmm-cbpp-laplace", family: .binomial))
  }

  /// Several factors: those of a row together.
  @Test(.enabled(if: Reference.has("expected/glmm-grouseticks-poisson.json")))
  func crossedFactorsAreThoseOfLme4() throws {
    try head(GeneralizedReference("glmm-grouseticks-poisson"))
  }

  @Test(.enabled(if: Reference.has("expected/glmm-epil-zip-tmb.json")))
  func extraZerosAreThoseOfGlmmTMB() throws {
    let reference = try GeneralizedReference("glmm-epil-zip-tmb", zeroInflation: "~ 1")
    let model = reference.model
    for (a, b) in zip(model.fittedValues(), try reference.numbers("head", "fitted")) {
      #expect(abs(a / b - 1) < 1e-5)
    }
    let table = try ReferenceCase.table("epil")
    let own = try model.predict(interval: .observation)
    let again = try model.predict(table, interval: .observation)
    #expect(own.means == again.means)
    for (a, b) in zip(own.standardErrors, again.standardErrors) { #expect(abs(a / b - 1) < 1e-10) }
    #expect(own.lower == again.lower && own.upper == again.upper)
    #expect(zip(own.lower, own.upper).allSatisfy { $0 < $1 })
  }

  /// The rows of the fit have the series at its mode; a new table has it at 0, and says so.
  @Test func latentSeriesArePredictedWhereTheyAreKnown() throws {
    var stream = RandomStream(seed: 13)
    var lines = ["person,x,y"]
    for person in 0..<10 {
      var state = stream.normal()
      for _ in 0..<12 {
        let x = stream.uniform()
        lines.append("p\(person),\(x),\(stream.poisson(mean: exp(1.5 + x + 0.8 * state)))")
        state = 0.7 * state + 0.51.squareRoot() * stream.normal()
      }
    }
    let table = try makeTable(lines.joined(separator: "\n") + "\n")
    var specification = MixedModelSpecification(
      "y ~ x + (1 | person)", correlation: "ar1(1 | person)")
    specification.family = .poisson
    let model = try specification.fitGeneralized(table)
    let own = try model.predict(scale: .link, interval: .mean)
    for (a, b) in zip(own.means, model.linearPredictor) { #expect(abs(a - b) < 1e-10) }
    #expect(own.findings.isEmpty)
    let new = try model.predict(table, scale: .link, interval: .mean)
    #expect(new.findings.map(\.code) == ["M142"])
    let simulated = model.simulatedResiduals(simulations: 39)
    #expect(simulated.residuals.count == 120)
    let shares = try model.explainedVariance(at: .observed)
    #expect(shares.shares.groups.last?.group == "latent series")
  }

  /// A table with the fit's own rows is predicted as the fit's rows are.
  @Test func newTablesAndFittedRowsAgree() throws {
    let table = try SimulatedCounts.table(seed: 5)
    let model = try SimulatedCounts.fit(
      table, formula: "y ~ x + offset(log(time)) + (x | person)")
    for target in PredictionTarget.allCases {
      for scale in PredictionScale.allCases {
        let own = try model.predict(target, scale: scale, interval: .mean)
        #expect(try model.predict(table, target, scale: scale, interval: .mean) == own)
      }
    }
    let fitted = try model.predict().means
    for (a, b) in zip(fitted, model.fittedValues()) { #expect(abs(a / b - 1) < 1e-10) }
  }

  @Test func intervalsOfMeansAreThoseOfTheLinkTransformed() throws {
    let table = try SimulatedCounts.table(seed: 6)
    let model = try SimulatedCounts.fit(table)
    for target in PredictionTarget.allCases {
      let link = try model.predict(target, scale: .link, interval: .mean)
      let response = try model.predict(target, interval: .mean)
      for row in link.means.indices {
        #expect(abs(exp(link.lower[row]) / response.lower[row] - 1) < 1e-12)
        #expect(abs(exp(link.upper[row]) / response.upper[row] - 1) < 1e-12)
        let delta = response.means[row] * link.standardErrors[row]
        #expect(abs(delta / response.standardErrors[row] - 1) < 1e-12)
      }
    }
  }

  /// Errors against draws of the parameters and of the effects given them.
  @Test func errorsAreThoseOfSimulatedParameters() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(people: 15, nights: 4, seed: 7))
    let root = try CholeskyFactor(model.parameterCovariance()).lower
    let sensitivities = try ModeSensitivities(model).modes[0]
    let modes = try model.conditionalModes()[0]
    let (population, conditional) = (
      try model.predict(.population, scale: .link, interval: .mean),
      try model.predict(scale: .link, interval: .mean)
    )
    var stream = RandomStream(seed: 9)
    let draws = 20_000
    let row = 17
    let level = Int(model.frame.random[0].codes[row])
    var squares = (0.0, 0.0)
    for _ in 0..<draws {
      let moved = root * (0..<3).map { _ in stream.normal() }
      let fixed = dotProduct(Array(moved[..<2]), model.frame.fixed.matrix.row(row))
      let shift = dotProduct(moved, Array(sensitivities[(3 * level)..<(3 * level + 3)]))
      let effect = shift + modes.standardErrors[level] * stream.normal()
      squares.0 += fixed * fixed / Double(draws)
      squares.1 += (fixed + effect) * (fixed + effect) / Double(draws)
    }
    #expect(abs(squares.0.squareRoot() / population.standardErrors[row] - 1) < 0.03)
    #expect(abs(squares.1.squareRoot() / conditional.standardErrors[row] - 1) < 0.03)
  }

  @Test func averagesOverTheRandomEffects() throws {
    let table = try SimulatedCounts.table(seed: 8)
    let model = try SimulatedCounts.fit(table)
    let variance = model.parameters.theta[0][0] * model.parameters.theta[0][0]
    let typical = try model.predict(.population, interval: .mean)
    let average = try model.predict(
      .population, averagingOverRandomEffects: true, interval: .mean)
    for row in typical.means.indices {
      #expect(abs(average.means[row] / typical.means[row] / exp(variance / 2) - 1) < 1e-12)
      #expect(abs(average.upper[row] / typical.upper[row] / exp(variance / 2) - 1) < 1e-12)
    }
    let link = try model.predict(.population, scale: .link)
    #expect(
      try model.predict(.population, scale: .link, averagingOverRandomEffects: true) == link)
  }

  @Test func newLevelsAreRefusedOrPopulation() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 10))
    let new = try makeTable("person,x,time\np1,0.5,1\nnobody,0.5,1\n")
    #expect(throws: PredictionError.newLevels(group: "person", levels: ["nobody"], rows: 1)) {
      try model.predict(new)
    }
    let found = try model.predict(new, newLevels: .population, scale: .link, interval: .mean)
    let population = try model.predict(new, .population, scale: .link, interval: .mean)
    #expect(found.newLevels.map(\.row) == [1])
    #expect(found.means[1] == population.means[1])
    let variance = model.parameters.theta[0][0] * model.parameters.theta[0][0]
    let expected = population.standardErrors[1] * population.standardErrors[1] + variance
    #expect(abs(found.standardErrors[1] / expected.squareRoot() - 1) < 1e-12)
    let average = try model.predict(
      new, newLevels: .population, averagingOverRandomEffects: true)
    #expect(abs(average.means[1] - exp(found.means[1] + variance / 2)) < 1e-10)
    #expect(abs(average.means[0] - exp(found.means[0])) < 1e-12)
  }

  @Test func whatDoesNotExistIsRefused() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 11))
    #expect(codes { _ = try model.predict(scale: .link, interval: .observation) } == ["M144"])
    let predictor = try GeneralizedPredictor(model, model.objective(), nil)
    let inverse = GeneralizedPredictor(
      law: ResponseLaw(family: .poisson, link: .inverse, dispersion: nil),
      linear: predictor.linear, zeroCoefficients: [], seriesVariance: 0)
    let rows = GeneralizedRows(
      linear: PredictionRows(model.frame), zero: nil, trials: [], series: [])
    let request = GeneralizedPredictionRequest(
      target: .population, scale: .response, averaging: true, interval: .none, level: 0.95)
    #expect(
      codes { _ = try request.prediction(inverse, rows) { _ in (0, []) } } == ["M145"])
  }

  /// A series is 0 in new rows, and a note says so; its variance is in their intervals.
  @Test func seriesAreZeroInNewRows() throws {
    let model = try SimulatedCounts.fit(try SimulatedCounts.table(seed: 12))
    let plain = try GeneralizedPredictor(model, model.objective(), ModeSensitivities(model))
    let withSeries = GeneralizedPredictor(
      law: plain.law, linear: plain.linear, zeroCoefficients: [], seriesVariance: 0.3)
    let rows = GeneralizedRows(
      linear: PredictionRows(model.frame), zero: nil, trials: [], series: [])
    let request = GeneralizedPredictionRequest(
      target: .conditional, scale: .link, averaging: false, interval: .mean, level: 0.95)
    let prediction = try request.prediction(withSeries, rows) { row in
      (
        0.01,
        plain.linear.parameterGradient(rows.linear, row: row, target: .conditional)
      )
    }
    let without = try request.prediction(plain, rows) { row in
      (0.01, plain.linear.parameterGradient(rows.linear, row: row, target: .conditional))
    }
    #expect(prediction.findings.map(\.code) == ["M142"] && without.findings.isEmpty)
    #expect(prediction.means == without.means)
    for (a, b) in zip(prediction.standardErrors, without.standardErrors) {
      #expect(abs(a * a - b * b - 0.3) < 1e-12)
    }
  }

  private func codes(_ body: () throws -> Void) -> [String] {
    do { try body() } catch let error as InvalidInput { return error.findings.map(\.code) } catch {
      return ["\(error)"]
    }
    return []
  }
}
