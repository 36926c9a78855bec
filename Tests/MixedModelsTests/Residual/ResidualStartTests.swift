import Glibc
import Numerics
import Testing

@testable import MixedModels

@Suite struct ResidualStartTests {
  /// Residuals with covariance R at known parameters lead the moment estimates near them.
  @Test(arguments: [
    ResidualDesign.Correlation.autoregressive, .continuousAutoregressive, .compoundSymmetry,
    .unstructured,
  ])
  func momentsOfManyResidualsAreNearTheTruth(_ kind: ResidualDesign.Correlation) throws {
    let (groups, size) = (2_000, 4)
    let rows = 0..<(groups * size)
    let design = ResidualDesign(
      correlation: kind, groupCodes: rows.map { Int32($0 / size) },
      times: rows.map { Double($0 % size) }, visitCodes: rows.map { Int32($0 % size) },
      visitLevels: ["1", "2", "3", "4"])
    let covariance = try ResidualCovariance(design, rowCount: rows.count)
    var stream = RandomStream(seed: 5)
    let truth = covariance.start().map { $0 + 0.5 * stream.uniform() }
    let root = try CholeskyFactor(
      denseResidualCovariance(
        design, covariance.interpretation(truth), rowCount: size, weights: [])
    ).lower
    let residuals = (0..<groups).flatMap { _ in
      root * (0..<size).map { _ in stream.normal() }
    }
    let found = covariance.startFromResiduals(residuals)
    let expected = covariance.interpretation(truth).parameters
    for (parameter, expected) in zip(covariance.interpretation(found).parameters, expected) {
      // The start draws an unstructured covariance 5% towards independence.
      #expect(abs(parameter.value - expected.value) < 0.06, "\(expected.name)")
    }
  }

  @Test func deviationRatiosAreThoseOfTheStrata() throws {
    let rows = 0..<4_000
    let design = ResidualDesign(
      variance: .identity, strataCodes: rows.map { Int32($0 % 2) }, strataLevels: ["a", "b"])
    var stream = RandomStream(seed: 6)
    let weights = rows.map { _ in 0.5 + stream.uniform() }
    let covariance = try ResidualCovariance(design, rowCount: rows.count, weights: weights)
    let residuals = rows.map { row in
      (row % 2 == 0 ? 1 : 2.5) * stream.normal() / weights[row].squareRoot()
    }
    let found = covariance.interpretation(covariance.startFromResiduals(residuals))
    try #expect(abs(#require(found["ratio[b]"]) - 2.5) < 0.15)
  }

  @Test func powerIsTheSlopeOfLogarithms() throws {
    let rows = 0..<4_000
    var stream = RandomStream(seed: 7)
    let covariate = rows.map { _ in exp(stream.normal()) }
    let design = ResidualDesign(variance: .power, varianceCovariate: covariate)
    let covariance = try ResidualCovariance(design, rowCount: rows.count)
    let residuals = covariate.map { pow($0, 0.7) * stream.normal() }
    #expect(abs(covariance.startFromResiduals(residuals)[0] - 0.7) < 0.08)
  }

  /// Residuals that are all zero, or few, still give finite parameters with a factor.
  @Test(arguments: ResidualScenario.all)
  func startsAlwaysHaveAFactor(_ scenario: ResidualScenario) throws {
    let sample = try scenario.sample()
    let covariance = sample.covariance
    let zeros = [Double](repeating: 0, count: sample.rowCount)
    let ones = [Double](repeating: 1, count: sample.rowCount)
    let column = Array(sample.columns.prefix(sample.rowCount))
    for start in [covariance.start()] + [zeros, ones, column].map(covariance.startFromResiduals) {
      let factor = try covariance.factor(at: start)
      #expect(factor.logDeterminant.isFinite)
      #expect(!covariance.interpretation(start).isAtBoundary)
    }
  }
}
