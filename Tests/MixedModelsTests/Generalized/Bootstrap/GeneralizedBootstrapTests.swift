import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct GeneralizedBootstrapTests {
  /// Refits against fits from the usual start, of a table that holds the simulated response.
  @Test(arguments: GeneratedRows.allCases)
  func refitsAreTheFitsOfTheSimulatedResponses(_ rows: GeneratedRows) throws {
    let model = try rows.model(seed: 51)
    let count = 6
    let bootstrap = try model.parametricBootstrap(replicates: count, seed: 5)
    #expect(bootstrap.failures.isEmpty && bootstrap.fitted == Array(0..<count))
    let lines = rows.text(seed: 51, levels: 20, rows: 8, unit: 1).split(separator: "\n")
    for (replicate, response) in model.simulate(seed: 5, count: count).enumerated() {
      let replaced = zip(lines.dropFirst(), response).map { line, y in
        "\(Int(y))" + line.drop { $0 != "," }
      }
      let fit = try model.specification.fitGeneralized(
        makeTable(([String(lines[0])] + replaced).joined(separator: "\n") + "\n"))
      #expect(abs(bootstrap.deviances[replicate] - fit.deviance) < 1e-6)
      for parameter in model.modelParameters {
        guard let expected = fit.estimate(of: parameter) else { continue }
        // Of a series near its limit the correlation is hardly determined.
        let values = bootstrap.values(of: parameter)
        guard values.count == count else { continue }
        #expect(
          abs(values[replicate] - expected) < 2e-3 * (1 + abs(expected)),
          "\(fit.name(of: parameter))")
      }
    }
  }

  @Test func jobsDoNotChangeTheResult() throws {
    let model = try GeneratedRows.overdispersed.model(seed: 52)
    let one = try model.parametricBootstrap(replicates: 13, seed: 6, jobs: 1)
    for jobs in [2, 5, 64] {
      let many = try model.parametricBootstrap(replicates: 13, seed: 6, jobs: jobs)
      #expect(one.deviances == many.deviances && one.fitted == many.fitted)
      for parameter in model.modelParameters {
        #expect(one.values(of: parameter) == many.values(of: parameter))
      }
    }
  }

  @Test(.enabled(if: Reference.has("expected/glmm-epil-poisson.json")))
  func spreadIsThatOfTheStandardErrors() throws {
    let model = try GeneralizedCase("glmm-epil-poisson").model
    let count = 200
    let bootstrap = try model.parametricBootstrap(replicates: count, seed: 7, jobs: 2)
    #expect(bootstrap.failures.isEmpty)
    let errors = try model.coefficientTable().rows.map(\.standardError)
    for (index, error) in errors.enumerated() {
      let values = bootstrap.values(of: .fixedEffect(index))
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
      // Four standard errors of the mean and of the standard deviation.
      #expect(abs(mean - model.coefficients[index]) < 4 * error / Double(count).squareRoot())
      #expect(abs(variance.squareRoot() / error - 1) < 4 / (2 * Double(count)).squareRoot())
      let percentile = try #require(bootstrap.interval(of: .fixedEffect(index)))
      let basic = try #require(bootstrap.basicInterval(of: .fixedEffect(index)))
      #expect(abs(basic.lower + percentile.upper - 2 * model.coefficients[index]) < 1e-12)
    }
    let refit = GeneralizedRefit(model)
    let evaluations = try model.simulate(seed: 7, count: 50).map { try refit.fit($0).evaluations }
    let average = Double(evaluations.reduce(0, +)) / 50
    print("evaluations of a refit: \(average), of the fit: \(model.convergence.evaluations)")
    #expect(average < Double(model.convergence.evaluations))
    // The maximum likelihood estimate of a standard deviation is too small.
    let deviations = bootstrap.values(of: .standardDeviation(factor: 0, effect: 0))
    let estimate = try #require(model.estimate(of: .standardDeviation(factor: 0, effect: 0)))
    #expect(deviations.reduce(0, +) / Double(count) < estimate)
  }

  /// Replicates that fixed effects separate are counted and named, and no others.
  @Test func separatedReplicatesFail() throws {
    let lines = (0..<24).map { row in "\([1, 0, 0, 0, 0, 0][row % 6]),\(row % 2 == 0 ? "a" : "b")" }
    let cells = ["y,x", "1,b"] + lines
    let model = try specification("y ~ x", .binomial).fitGeneralized(
      makeTable(cells.joined(separator: "\n") + "\n"))
    let bootstrap = try model.parametricBootstrap(replicates: 200, seed: 8)
    let isA = model.frame.fixed.matrix.column(1).map { $0 == 0 }
    let separated = model.simulate(seed: 8, count: 200).enumerated().filter { _, response in
      [true, false].contains { side in
        let events = zip(response, isA).filter { $0.1 == side }.map(\.0)
        return Set(events).count == 1
      }
    }.map(\.offset)
    #expect(separated.count > 20 && separated.count < 180)
    #expect(bootstrap.failures.map(\.replicate) == separated)
    #expect(bootstrap.fitted.count + separated.count == bootstrap.replicates)
    #expect(bootstrap.failures.allSatisfy { $0.reason.contains("M220") })
    #expect(bootstrap.values(of: .fixedEffect(0)).allSatisfy { abs($0) < 10 })
  }

  /// A model at the boundary is not stuck there: about half of its replicates have a variance.
  @Test func replicatesLeaveTheBoundary() throws {
    let lines = (0..<60).map { row in "\([2, 3, 4, 3, 3, 2][row % 6]),g\(row / 6)" }
    let text = (["y,g"] + lines).joined(separator: "\n") + "\n"
    for family in [ResponseFamily.poisson, .negativeBinomial2] {
      let model = try specification("y ~ 1 + (1 | g)", family).fitGeneralized(makeTable(text))
      #expect(model.boundaries.count == (family == .poisson ? 1 : 2))
      let bootstrap = try model.parametricBootstrap(replicates: 60, seed: 9)
      for parameter in model.modelParameters.dropLast() {
        let positive = bootstrap.values(of: parameter).count { $0 > 1e-3 }
        #expect(positive > 10 && positive < 50, "\(model.name(of: parameter)) \(positive)")
      }
    }
  }
}
