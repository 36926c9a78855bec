import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Limits that do not exist are named.
@Suite struct ProfileBoundaryTests {
  /// Counts that vary less than their means, the same in every group.
  private func even(
    _ formula: String, _ family: ResponseFamily = .poisson, zeroInflation: String? = nil
  ) throws -> GeneralizedMixedModel {
    let lines = (0..<60).map { row in
      "\([2, 3, 4, 3, 3, 2, 4, 3, 5, 3][row % 10]),\(Double(row % 4) - 1.5),g\(row / 10)"
    }
    return try specification(formula, family) { $0.zeroInflation = zeroInflation }
      .fitGeneralized(makeTable((["y,x,g"] + lines).joined(separator: "\n") + "\n"))
  }

  private func profile(
    _ model: GeneralizedMixedModel, _ name: String
  ) throws -> ParameterProfile {
    try #require(try model.profile().first { $0.name == name })
  }

  @Test func aVarianceOfZero() throws {
    let model = try even("y ~ x + (1 | g)")
    #expect(model.boundaries == [.singular(group: "g")])
    let profile = try profile(model, "sd_(Intercept)|g")
    #expect(profile.lower == .boundary(0) && profile.estimate == 0)
    guard case .at(let upper) = profile.upper else {
      Issue.record("\(profile.upper)")
      return
    }
    let least = try ConstrainedTwin(model).leastDeviance(profile.parameter, at: upper)
    #expect(abs(least - model.deviance - 3.841458820694124) < 1e-6)
  }

  @Test func correlationsOfWhatMayNotVary() throws {
    let profiles = try even("y ~ x + (x | g)").profile()
    let correlation = try #require(profiles.first { $0.name.hasPrefix("cor_") })
    #expect(correlation.lower == .boundary(-1) && correlation.upper == .boundary(1))
    for profile in profiles {
      #expect(profile.lower.value != nil && profile.upper.value != nil, "\(profile.name)")
    }
  }

  @Test(arguments: [ResponseFamily.negativeBinomial1, .negativeBinomial2])
  func noOverdispersion(_ family: ResponseFamily) throws {
    let model = try even("y ~ x", family)
    #expect(model.boundaries == [.noOverdispersion])
    let profiles = try model.profile()
    let dispersion = try #require(profiles.first { $0.parameter == .dispersion })
    #expect(dispersion.lower == .boundary(0))
    guard case .at(let upper) = dispersion.upper else {
      Issue.record("\(dispersion.upper)")
      return
    }
    let least = try ConstrainedTwin(model).leastDeviance(.dispersion, at: upper)
    #expect(abs(least - model.deviance - 3.841458820694124) < 1e-6)
    // The fixed effects have the limits of the Poisson model, unless alpha > 0 pays beside it.
    let plain = try even("y ~ x").profile()
    for (one, two) in zip(profiles.dropFirst(), plain) {
      let (a, b) = (try #require(one.lower.value), try #require(two.lower.value))
      #expect(a <= b + 1e-6 && a > b - 0.05, "\(one.name)")
    }
  }

  @Test func extraZerosThatNeedNotBe() throws {
    let model = try specification("y ~ x", .poisson) { $0.zeroInflation = "~ 1" }
      .fitGeneralized(makeTable(weaklyInflated()))
    let gamma = try profile(model, "zero:(Intercept)")
    #expect(gamma.lower == .unbounded && gamma.lower.value == nil)
    guard case .at = gamma.upper else {
      Issue.record("\(gamma.upper)")
      return
    }
  }

  /// Poisson counts with a few zeros too many.
  private func weaklyInflated() -> String {
    var stream = RandomStream(seed: 5)
    let lines = (0..<60).map { row in
      let x = stream.normal()
      return "\(row % 20 == 0 ? 0 : stream.poisson(mean: 2)),\(x)"
    }
    return (["y,x"] + lines).joined(separator: "\n") + "\n"
  }

  @Test func aSeriesThatMayNotVary() throws {
    var stream = RandomStream(seed: 6)
    let lines = (0..<80).map { row in "\(stream.poisson(mean: 3)),\(row % 10),g\(row / 10)" }
    let model = try specification("y ~ 1", .poisson) { $0.correlation = "ar1(t | g)" }
      .fitGeneralized(makeTable((["y,t,g"] + lines).joined(separator: "\n") + "\n"))
    let deviation = try profile(model, "sd_series")
    #expect(deviation.lower == .boundary(0))
    #expect(try #require(deviation.upper.value) > 0)
    let correlation = try profile(model, "cor_series")
    #expect(correlation.lower == .boundary(-1) && correlation.upper == .boundary(1))
  }
}
