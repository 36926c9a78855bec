import Numerics
import TestSupport
import Testing

@testable import MixedModels

@Suite struct GeneralizedProfileTests {
  private let critical = NormalDistribution.standard.quantile(0.975)

  /// Every limit lies where an independent search finds the critical deviance.
  @Test(arguments: GeneratedRows.allCases)
  func limitsAreWhereTheDevianceIsCritical(_ rows: GeneratedRows) throws {
    let model = try rows.model(seed: 31)
    let twin = try ConstrainedTwin(model)
    var worst = 0.0
    for profile in try model.profile() {
      for limit in [profile.lower, profile.upper] {
        guard case .at(let value) = limit else {
          Issue.record("\(profile.name): \(limit)")
          continue
        }
        let least = try twin.leastDeviance(profile.parameter, at: value)
        let error = least - model.deviance - critical * critical
        worst = max(worst, abs(error))
        #expect(abs(error) < 1e-6, "\(profile.name) \(value)")
      }
    }
    print("\(rows): worst error of the deviance at a limit \(worst)")
  }

  @Test(arguments: GeneratedRows.allCases)
  func curvesAscendThroughTheLimits(_ rows: GeneratedRows) throws {
    let model = try rows.model(seed: 32)
    #expect(try model.profile().allSatisfy { $0.points.count <= 13 })
    for profile in try model.profile(level: 0.9, grid: 3) {
      let points = profile.points
      #expect(points.count >= 9, "\(profile.name)")
      #expect(
        zip(points, points.dropFirst()).allSatisfy { $0.zeta < $1.zeta && $0.value < $1.value })
      let estimate = try #require(profile.estimate)
      #expect(abs(profile.zeta(at: estimate) ?? 1) < 1e-6)
      let z = NormalDistribution.standard.quantile(0.95)
      for (limit, zeta) in [(profile.lower, -z), (profile.upper, z)] {
        let value = try #require(limit.value)
        // Past the last solved point by less than a step of Newton's method there is no curve.
        if let interpolated = profile.zeta(at: value) { #expect(abs(interpolated - zeta) < 1e-3) }
      }
    }
  }

  /// In standard errors the limits differ from Wald's by the order of 1 / sqrt(rows).
  @Test func ofManyRowsTheyAreWaldIntervals() throws {
    let few = try distanceFromWald(rows: 10)
    let many = try distanceFromWald(rows: 90)
    print("profile limits from Wald's in standard errors: \(few), with 9 times the rows \(many)")
    #expect(many < 0.04 && many < 0.45 * few)
  }

  /// The largest, in standard errors, over all parameters of a model with extra zeros.
  private func distanceFromWald(rows: Int) throws -> Double {
    let model = try GeneratedRows.extraZeros.model(seed: 33, levels: 100, rows: rows)
    let table =
      try model.coefficientTable().rows
      + (try #require(try model.zeroInflationInference()).coefficientTable().rows)
    return try zip(model.profile(), table).reduce(0) { worst, pair in
      let (profile, row) = pair
      let low = try #require(profile.lower.value) - #require(row.confidenceLow)
      let high = try #require(profile.upper.value) - #require(row.confidenceHigh)
      return max(worst, max(abs(low), abs(high)) / row.standardError)
    }
  }

  @Test(arguments: [GeneratedRows.slopes, .extraZeros])
  func unitsOfThePredictorsMatterNot(_ rows: GeneratedRows) throws {
    let model = try rows.model(seed: 34)
    let scaled = try rows.model(seed: 34, unit: 1000)
    for (one, two) in zip(try model.profile(), try scaled.profile()) {
      let isOfX = one.name == "x" || one.name == "zero:x" || one.name.hasPrefix("sd_x")
      let factor = isOfX ? 1000.0 : 1
      let width = try #require(one.upper.value) - #require(one.lower.value)
      for (a, b) in [(one.lower, two.lower), (one.upper, two.upper)] {
        let difference = try #require(b.value) * factor - #require(a.value)
        #expect(abs(difference) < 1e-5 * width, "\(one.name)")
      }
    }
  }

  @Test func jobsAndSelectionDoNotChangeLimits() throws {
    let model = try GeneratedRows.slopes.model(seed: 35)
    let all = try model.profile()
    for (a, b) in zip(all, try model.profile(jobs: 3)) {
      #expect(a.lower == b.lower && a.upper == b.upper)
    }
    for profile in all {
      let alone = try model.profile([profile.parameter])
      #expect(alone.count == 1)
      #expect(alone[0].lower == profile.lower && alone[0].upper == profile.upper)
    }
  }

  @Test func theFastModeHasNone() throws {
    var specification = GeneratedRows.slopes.specification
    specification.integration = .fast
    let model = try specification.fitGeneralized(
      makeTable(GeneratedRows.slopes.text(seed: 1, levels: 9, rows: 8, unit: 1)))
    let error = try #require(throws: MixedModelError.self) { try model.profile() }
    #expect(error.code == "M360")
    #expect(MixedModelsCatalogue.explanations.contains { $0.code == "M360" })
  }
}
