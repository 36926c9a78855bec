import Numerics
import TestSupport
import Testing

@testable import Trials

@Suite("States of pooling dependent effects")
struct DependentStateTests {
  private func effect(
    _ study: String, _ label: String, _ estimate: Double = 0.1, time: Double? = nil
  ) -> DependentEffect {
    DependentData.effect(study, label, estimate, 0.1, time: time)
  }

  private func expect(
    _ error: DependentPoolingError, _ structure: DependentPooling.Structure,
    _ covariance: SamplingCovariance = .independent, of effects: [DependentEffect]
  ) {
    #expect(throws: error) {
      try DependentPooling(effects: structure, samplingCovariance: covariance).pool(effects)
    }
  }

  @Test("One study, one effect")
  func oneStudy() {
    let two = [effect("a", "1"), effect("a", "2", 0.4)]
    expect(.oneStudy("a"), .nested, of: two)
    expect(
      .noResidualDegreesOfFreedom(units: "effects", count: 1, coefficients: 1), .nested,
      of: [effect("a", "1")])
    #expect(throws: PoolingError.noStudies) { try DependentPooling(effects: .nested).pool([]) }
  }

  @Test("Effects that agree have variances of exactly 0")
  func noVariation() throws {
    let effects = (0..<6).flatMap { study in
      (0..<3).map { effect("s\(study)", "\($0)", 0.7, time: Double($0)) }
    }
    for structure in DependentPooling.Structure.allCases {
      let pooled = try DependentPooling(effects: structure).pool(effects)
      #expect(pooled.components.allSatisfy { $0.state == .zero && $0.variance == 0 })
      #expect(pooled.correlations.allSatisfy { $0.state == .undefined && $0.value == nil })
      #expect(pooled.residualHeterogeneity < 1e-20)
      #expect(abs(pooled.estimates[0] - 0.7) < 1e-14)
      let limits = try #require(try pooled.profileInterval(ofComponent: 0))
      #expect(limits.lower == 0 && limits.upper > 0)
      #expect(pooled.inconsistencies.allSatisfy { $0 == 0 })
    }
  }

  @Test("A variance or a correlation on its limit")
  func limits() throws {
    // The effects of a study are equal: nothing varies within studies.
    let same = (0..<8).flatMap { study in
      (0..<2).map { effect("s\(study)", "e\($0)", Double(study), time: Double($0)) }
    }
    let nested = try DependentPooling(effects: .nested).pool(same)
    #expect(nested.components.map(\.state) == [.estimated, .zero])
    #expect(nested.components[1].variance == 0)
    let outcomes = try DependentPooling(effects: .unstructured).pool(same)
    #expect(outcomes.correlations[0].state == .atLimit)
    #expect(outcomes.correlations[0].value == 1)
    let times = try DependentPooling(effects: .autoregressive).pool(same)
    #expect(times.correlations[0].state == .atLimit)
    #expect(times.correlations[0].value == 1)
    // The effects of a study are opposites.
    let opposite: [DependentEffect] = (0..<16).map { row in
      let (study, place) = (row / 2, row % 2)
      let value = Double((study - 4) * (2 * place - 1))
      return effect("s\(study)", "e\(place)", value, time: Double(place))
    }
    #expect(
      try DependentPooling(effects: .autoregressive).pool(opposite).correlations[0].value == -1)
    let half = opposite.map {
      DependentEffect($0.effect, label: $0.label, time: $0.time.map { $0 * 1.5 })
    }
    let positive = try DependentPooling(effects: .autoregressive).pool(half)
    #expect(positive.correlations[0].value == 0)
    #expect(positive.correlations[0].state == .atLimit)
  }

  @Test("Covariances that do not fit")
  func covariances() {
    let effects = [effect("a", "1"), effect("a", "2"), effect("b", "1"), effect("b", "2")]
    expect(.notPositiveDefinite(study: "a"), .nested, .correlated(1), of: effects)
    func refuse(_ reason: String, _ covariance: SamplingCovariance) {
      expect(
        .samplingCovariance(study: "a", reason: reason), .nested, covariance, of: effects)
    }
    refuse("a correlation of 1.5", .correlated(1.5))
    refuse("no block for its 2 effects", .blocks([]))
    refuse("a block that is not 2 by 2", .blocks([.init(study: "a", rows: [[0.1]])]))
    refuse(
      "0.2 on the diagonal for a variance of 0.1",
      .blocks([.init(study: "a", rows: [[0.1, 0], [0, 0.2]])]))
    refuse(
      "a block that is not symmetric",
      .blocks([.init(study: "a", rows: [[0.1, 0.05], [0, 0.1]])]))
    expect(.noTime(study: "a", label: "1"), .nested, .autoregressive(0.5), of: effects)
    expect(.noTime(study: "a", label: "1"), .autoregressive, of: effects)
    let uneven = [
      effect("a", "1", time: 0), effect("a", "2", time: 0.5), effect("b", "1", time: 0),
    ]
    expect(
      .samplingCovariance(
        study: "a", reason: "a negative correlation needs times that are whole numbers apart"),
      .autoregressive, .autoregressive(-0.5), of: uneven)
  }

  @Test("Outcomes that have no variance or correlation")
  func outcomes() {
    expect(
      .outcomeOfOneStudy(outcome: "y"), .unstructured,
      of: [effect("a", "x"), effect("b", "x"), effect("b", "y")])
    expect(
      .outcomesNeverTogether("x", "y"), .unstructured,
      of: [effect("a", "x"), effect("b", "x"), effect("c", "y"), effect("d", "y")])
  }

  @Test("Robust errors need more studies than coefficients")
  func fewClusters() throws {
    let effects = ["a", "b"].flatMap { study in
      (0..<4).map { effect(study, "\($0)", Double($0 * $0) + (study == "a" ? 0 : 0.3)) }
    }
    let design = try PoolingDesign(moderators: [("m", effects.indices.map { Double($0 % 4) })])
    let pooled = try DependentPooling(effects: .nested).pool(effects, design: design)
    #expect(
      throws: DependentPoolingError.noResidualDegreesOfFreedom(
        units: "studies", count: 2, coefficients: 2)
    ) { try pooled.robust(.scaled) }
  }

  @Test("Collinear moderators are named before anything is fitted")
  func collinear() {
    #expect(throws: PoolingError.collinearDesign(rank: 2, columns: 3)) {
      try PoolingDesign(moderators: [("m", [1, 2, 3, 4]), ("twice", [2, 4, 6, 8])])
    }
  }

  @Test("Every code is explained once")
  func codes() {
    let errors: [(code: String, text: String)] =
      [
        DependentPoolingError.oneStudy("a"), .samplingCovariance(study: "a", reason: "r"),
        .notPositiveDefinite(study: "a"), .noTime(study: "a", label: "l"),
        .outcomeOfOneStudy(outcome: "o"), .outcomesNeverTogether("o", "p"),
        .noResidualDegreesOfFreedom(units: "effects", count: 1, coefficients: 1), .notConverged,
      ].map { ($0.code, $0.description) }
      + [CountPoolingError.tooFewTables(informative: 1, all: 2), .exactForRates].map {
        ($0.code, $0.description)
      }
    #expect(TrialsCatalogue.dependent.map(\.code) == errors.map(\.code))
    #expect(errors.allSatisfy { $0.text.hasSuffix(".") })
    let all = TrialsCatalogue.explanations.map(\.code)
    #expect(Set(all).count == all.count)
    #expect(all == all.sorted())
  }
}
