import Glibc
import Numerics
import TestSupport
import Testing

@testable import Trials

@Suite("What pooling of dependent effects must obey")
struct DependentPropertyTests {
  static func set(_ structure: DependentPooling.Structure) -> [DependentEffect] {
    SimulatedDependence.set(5, structure: structure)
  }

  private func expectEqual(
    _ first: DependentPooledEffects, _ second: DependentPooledEffects, scale: Double = 1,
    tolerance: Double = 1e-8
  ) {
    for (a, b) in zip(first.coefficients, second.coefficients) {
      let error = a.inference?.standardError ?? 0
      #expect(abs(scale * a.estimate - b.estimate) < tolerance * scale * error)
      #expect(abs(scale * error - (b.inference?.standardError ?? 0)) < tolerance * scale * error)
    }
    for (a, b) in zip(first.components, second.components) {
      #expect(a.state == b.state)
      let value = scale * scale * (a.variance ?? 0)
      #expect(abs(value - (b.variance ?? 0)) <= tolerance * value)
    }
    for (a, b) in zip(first.correlations, second.correlations) {
      #expect(a.state == b.state)
      #expect(abs((a.value ?? 0) - (b.value ?? 0)) < tolerance)
    }
  }

  @Test("The order of the effects does not matter", arguments: DependentPooling.Structure.allCases)
  func order(structure: DependentPooling.Structure) throws {
    let effects = Self.set(structure)
    let pooling = SimulatedDependence.pooling(structure)
    let turned = effects.indices.map { effects[($0 * 7 + 3) % effects.count] }
    try #require(Set(turned.map { "\($0.study) \($0.label)" }).count == effects.count)
    expectEqual(try pooling.pool(effects), try pooling.pool(turned))
  }

  @Test("Units do not matter", arguments: DependentPooling.Structure.allCases)
  func units(structure: DependentPooling.Structure) throws {
    let effects = Self.set(structure)
    let pooling = SimulatedDependence.pooling(structure)
    for scale in [1e-3, 1e4] {
      let scaled = effects.map { effect in
        DependentEffect(
          StudyEffect(
            study: effect.study, measure: .generic, estimate: scale * effect.effect.estimate,
            variance: scale * scale * effect.effect.variance),
          label: effect.label, time: effect.time)
      }
      expectEqual(try pooling.pool(effects), try pooling.pool(scaled), scale: scale)
    }
  }

  @Test("A shift of all effects moves the intercept alone")
  func shift() throws {
    let effects = Self.set(.nested)
    let pooling = SimulatedDependence.pooling(.nested)
    let moved = effects.map { effect in
      DependentEffect(
        StudyEffect(
          study: effect.study, measure: .generic, estimate: effect.effect.estimate + 1000,
          variance: effect.effect.variance), label: effect.label)
    }
    let (first, second) = (try pooling.pool(effects), try pooling.pool(moved))
    #expect(abs(second.estimates[0] - first.estimates[0] - 1000) < 1e-9)
    #expect(
      abs((first.components[0].variance ?? 0) - (second.components[0].variance ?? 0)) < 1e-9)
  }

  @Test("The unit of time does not matter where correlations are positive")
  func unitOfTime() throws {
    let pooling = SimulatedDependence.pooling(.autoregressive)
    let sets = (0..<12).map {
      SimulatedDependence.set($0, structure: .autoregressive, wholeTimes: false)
    }
    let effects = try #require(
      try sets.first { try pooling.pool($0).correlations[0].state == .estimated })
    let weeks = effects.map { effect in
      DependentEffect(effect.effect, label: effect.label, time: effect.time.map { $0 / 7 })
    }
    let (first, second) = (try pooling.pool(effects), try pooling.pool(weeks))
    let daily = try #require(first.correlations[0].value)
    let weekly = try #require(second.correlations[0].value)
    #expect(abs(pow(daily, 7) - weekly) < 1e-7 * max(weekly, 1e-3))
    #expect(daily > weekly)
    #expect(abs(first.estimates[0] - second.estimates[0]) < 1e-8)
  }

  @Test("One effect a study is the ordinary random-effects model", arguments: [true, false])
  func oneEffectEach(isRestricted: Bool) throws {
    let plain = SimulatedEffects.many(6)
    for effects in plain where effects.count > 2 {
      let labelled = effects.enumerated().map { place, effect in
        DependentEffect(
          StudyEffect(
            study: "s\(place)", measure: effect.measure, estimate: effect.estimate,
            variance: effect.variance), label: "only", time: 0)
      }
      let expected = try Pooling(
        model: .randomEffects(isRestricted ? .restrictedMaximumLikelihood : .maximumLikelihood),
        test: .studentT
      ).pool(effects)
      for structure in [DependentPooling.Structure.nested, .autoregressive] {
        let pooled = try DependentPooling(
          effects: structure, isRestricted: isRestricted, test: .residual
        ).pool(labelled)
        let variance = try #require(pooled.components[0].variance)
        let tauSquared = try #require(expected.tauSquared)
        #expect(abs(variance - tauSquared) < 1e-7 * max(tauSquared, 1e-3))
        #expect((variance == 0) == (tauSquared == 0))
        let (own, other) = (
          try #require(pooled.coefficients[0].inference),
          try #require(expected.coefficients[0].inference)
        )
        #expect(abs(own.standardError - other.standardError) < 1e-8 * other.standardError)
        #expect(abs(own.probability - other.probability) < 1e-7)
        #expect(
          abs(pooled.residualHeterogeneity - expected.residualHeterogeneity)
            < 1e-9 * max(1, expected.residualHeterogeneity))
        #expect(abs((pooled.inconsistencies[0] ?? -1) - (expected.inconsistency ?? -2)) < 1e-7)
        let (fit, reference) = (
          pooled.fitStatistics(restricted: isRestricted),
          expected.fitStatistics(restricted: isRestricted)
        )
        #expect(abs(fit.logLikelihood - reference.logLikelihood) < 1e-9)
        if structure == .nested {
          #expect(pooled.components[1].state == .notSeparable)
          #expect(pooled.components[1].variance == nil)
          #expect(try pooled.profileInterval(ofComponent: 1) == nil)
          let limits = try pooled.profileInterval(ofComponent: 0)
          let profile = expected.profileLikelihoodInterval(restricted: isRestricted).limits
          #expect(abs((limits?.upper ?? -1) - (profile?.upper ?? -2)) < 1e-6)
          #expect(abs((limits?.lower ?? -1) - (profile?.lower ?? -2)) < 1e-6)
        } else {
          #expect(pooled.correlations[0].state == .undefined)
        }
      }
    }
  }

  @Test("A sampling correlation of 0 is independence")
  func noCorrelation() throws {
    let effects = Self.set(.nested)
    let independent = try DependentPooling(effects: .nested).pool(effects)
    for covariance in [SamplingCovariance.correlated(0), .autoregressive(0)] {
      let pooled = try DependentPooling(effects: .nested, samplingCovariance: covariance)
        .pool(effects)
      #expect(pooled.estimates == independent.estimates)
      #expect(pooled.components == independent.components)
    }
  }

  @Test("Blocks say the same as a correlation")
  func blocks() throws {
    let effects = Self.set(.nested)
    let studies = Set(effects.map(\.study)).sorted()
    let blocks = studies.map { study in
      let own = effects.filter { $0.study == study }.map(\.effect.variance)
      return SamplingCovariance.Block(
        study: study,
        rows: own.indices.map { i in
          own.indices.map { j in i == j ? own[i] : 0.4 * (own[i] * own[j]).squareRoot() }
        })
    }
    expectEqual(
      try SimulatedDependence.pooling(.nested).pool(effects),
      try DependentPooling(effects: .nested, samplingCovariance: .blocks(blocks)).pool(effects))
  }

  @Test("Profile limits of an outcome lie where the likelihood says")
  func profileOfOutcome() throws {
    let effects = Self.set(.unstructured)
    let pooling = SimulatedDependence.pooling(.unstructured)
    let pooled = try pooling.pool(effects)
    let twin = DenseDependence(effects, pooling, pooled.design)
    let bottom = -2 * pooled.fitStatistics(restricted: true).logLikelihood
    for component in 0..<2 {
      let limits = try #require(try pooled.profileInterval(ofComponent: component))
      for limit in [limits.lower, limits.upper] where limit > 0 {
        let profile = try [-0.5, 0, 0.7].map { start in
          try DerivativeFreeMinimizer().minimize(
            from: [0.3, start], lower: [0, -1], upper: [50, 1]
          ) { rest in
            var parameters = [0, 0, rest[1]]
            parameters[component] = limit
            parameters[1 - component] = rest[0]
            return twin.deviance(parameters)
          }.value
        }.min()
        #expect(abs((profile ?? 0) - bottom - 3.841458820694124) < 1e-4)
      }
    }
  }
}
