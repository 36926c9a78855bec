import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Bayesian pooling against dense quadrature")
struct BayesianPoolingTests {
  static let priors: [HeterogeneityPrior] = [
    .halfNormal(scale: 0.5), .halfCauchy(scale: 0.3), .logNormal(location: -2.5, scale: 1.7),
    .logStudentT(location: -3, scale: 1.5, degreesOfFreedom: 5),
  ]

  /// The model over a grid of log tau and mu, nothing integrated by hand: trapezoids, whose error
  /// falls geometrically for such smooth integrands.
  struct Grid {
    var tauMean = 0.0
    var tauBelow = 0.0
    var meanBelow = 0.0
    var meanMean = 0.0
    var newBelow = 0.0
    var shrunkenMean = 0.0

    init(
      _ effects: [StudyEffect], _ pooling: BayesianPooling, tau limit: Double, mean bound: Double
    ) {
      var total = 0.0
      // Cuts fall between points, so that each point counts once; cells are counted in part.
      let (steps, low, high) = (1600, -16.0, log(limit) + 12)
      let h = (high - low) / Double(steps)
      let (reach, points) = (30.0, 6000)
      let g = 2 * reach / Double(points)
      for i in 0...steps {
        let u = low + h * Double(i)
        let tau = exp(u)
        let prior = pooling.prior.density(tau) * tau
        guard prior > 1e-18 else { continue }
        // The likelihood is quadratic in mu: its three coefficients are found once per tau.
        var (constant, linear, square) = (0.0, 0.0, 0.0)
        for effect in effects {
          let variance = effect.variance + tau * tau
          constant += log(variance) + effect.estimate * effect.estimate / variance
          linear += effect.estimate / variance
          square += 1 / variance
        }
        if case .normal(let m, let s) = pooling.meanPrior {
          constant += m * m / (s * s)
          linear += m / (s * s)
          square += 1 / (s * s)
        }
        let center = linear / square
        let scale = (1 / square).squareRoot()
        let share = tau * tau / (tau * tau + effects[0].variance)
        for j in 0...points {
          let z = -reach + g * Double(j)
          if abs(z) > 9 { continue }
          let mu = center + scale * z
          let log2 = constant - 2 * linear * mu + square * mu * mu
          let mass = prior * exp(-0.5 * log2) * scale
          total += mass
          tauMean += mass * tau
          meanMean += mass * mu
          let new = NormalDistribution(mean: mu, standardDeviation: tau)
          newBelow += mass * new.cumulative(bound)
          shrunkenMean += mass * (share * effects[0].estimate + (1 - share) * mu)
          // A smooth step keeps the trapezoid's accuracy: Phi of a width well inside both grids.
          meanBelow +=
            mass * NormalDistribution(mean: mu, standardDeviation: 0.05).cumulative(bound)
          tauBelow += mass * NormalDistribution.standard.cumulative((log(limit) - u) / 0.2)
        }
      }
      tauMean /= total
      tauBelow /= total
      meanMean /= total
      meanBelow /= total
      newBelow /= total
      shrunkenMean /= total
    }
  }

  @Test("Moments and probabilities", arguments: priors.indices, [true, false])
  func twin(prior: Int, flat: Bool) throws {
    let effects = Array(SimulatedEffects.many(1)[0].prefix(4))
    let pooling = BayesianPooling(
      prior: Self.priors[prior],
      meanPrior: flat ? .flat : .normal(mean: 0.2, standardDeviation: 0.6))
    let posterior = try pooling.pool(effects)
    let (limit, bound) = (0.4, 0.25)
    let grid = Grid(effects, pooling, tau: limit, mean: bound)
    let mean = try #require(posterior.mean.mean)
    #expect(abs(mean - grid.meanMean) < 1e-6)
    #expect(abs(try #require(posterior.tau.mean) - grid.tauMean) < 1e-5)
    #expect(abs(posterior.newStudy.probability(.lower, bound) - grid.newBelow) < 1e-6)
    #expect(abs(try #require(posterior.shrunken(0).mean) - grid.shrunkenMean) < 1e-6)
    // The smoothed steps of the grid, from our nodes.
    let smoothMean = posterior.mean.components.reduce(0.0) { sum, component in
      let deviation = component.standardDeviation
      let spread = (deviation * deviation + 0.0025).squareRoot()
      return sum + component.weight
        * NormalDistribution(mean: component.mean, standardDeviation: spread).cumulative(bound)
    }
    #expect(abs(smoothMean - grid.meanBelow) < 1e-6)
    let smoothTau = posterior.tau.nodes.reduce(0.0) { sum, node in
      sum + node.weight
        * NormalDistribution.standard.cumulative((log(limit) - log(node.tau)) / 0.2)
    }
    #expect(abs(smoothTau - grid.tauBelow) < 1e-6)
    #expect(posterior.tau.nodes.count < 2500, "\(posterior.tau.nodes.count) nodes")
  }

  @Test("Quantiles invert probabilities, densities integrate", arguments: priors.indices)
  func quantiles(prior: Int) throws {
    let pooling = BayesianPooling(prior: Self.priors[prior])
    for effects in SimulatedEffects.many(4, seed: 9) {
      let posterior = try pooling.pool(Array(effects.prefix(3)))
      for p in [0.001, 0.025, 0.25, 0.5, 0.75, 0.975, 0.999] {
        let tau = posterior.tau.quantile(p)
        #expect(abs(posterior.tau.cumulative(tau) - p) < 1e-11)
        for mixture in [posterior.mean, posterior.newStudy, posterior.shrunken(1)] {
          #expect(abs(mixture.probability(.lower, mixture.quantile(p)) - p) < 1e-11)
        }
      }
      let (low, high) = (posterior.tau.quantile(0.2), posterior.tau.quantile(0.8))
      let area = try AdaptiveQuadrature().integrate(from: low, to: high) {
        posterior.tau.density($0)
      }
      #expect(abs(area.value - 0.6) < 1e-10)
      let wide = posterior.mean.interval(level: 0.9)
      let mass = try AdaptiveQuadrature().integrate(from: wide.lower, to: wide.upper) {
        posterior.mean.density($0)
      }
      #expect(abs(mass.value - 0.9) < 1e-9)
    }
  }

  @Test("One study leaves tau its prior")
  func oneStudy() throws {
    let one = [StudyEffect(study: "a", measure: .generic, estimate: 0.7, variance: 0.04)]
    let normal = try BayesianPooling(prior: .halfNormal(scale: 0.5)).pool(one)
    #expect(abs(normal.tau.median - 0.5 * 0.6744897501960817) < 1e-11)
    #expect(abs(try #require(normal.tau.mean) - 0.5 * (2 / Double.pi).squareRoot()) < 1e-11)
    // var mu = v + E tau^2; a new study adds another E tau^2.
    let deviation = try #require(normal.mean.standardDeviation)
    #expect(abs(deviation * deviation - 0.04 - 0.25) < 1e-10)
    let next = try #require(normal.newStudy.standardDeviation)
    #expect(abs(next * next - 0.04 - 0.5) < 1e-10)
    let shrunken = normal.shrunken(0)
    #expect(abs(shrunken.quantile(0.975) - 0.7 - 0.2 * 1.959963984540054) < 1e-9)
    let cauchy = try BayesianPooling(prior: .halfCauchy(scale: 0.5)).pool(one)
    #expect(abs(cauchy.tau.median - 0.5) < 1e-10)
    #expect(cauchy.tau.mean == nil && cauchy.mean.mean == nil)
    #expect(cauchy.newStudy.standardDeviation == nil)
  }

  @Test("Which moments exist")
  func moments() throws {
    let effects = SimulatedEffects.many(1)[0]
    func posterior(_ prior: Int, _ studies: Int) throws -> BayesianPosterior {
      try BayesianPooling(prior: Self.priors[prior]).pool(Array(effects.prefix(studies)))
    }
    let two = try posterior(1, 2)
    #expect(two.tau.mean != nil && two.tau.standardDeviation == nil)
    #expect(two.mean.mean != nil && two.mean.standardDeviation == nil)
    #expect(try posterior(1, 3).mean.standardDeviation != nil)
    #expect(try posterior(3, 2).tau.mean == nil)
    #expect(try posterior(0, 2).tau.standardDeviation != nil)
  }

  @Test("A small scale of the prior is the equal-effects model")
  func smallScale() throws {
    let effects = SimulatedEffects.many(3, seed: 12)[2]
    let posterior = try BayesianPooling(prior: .halfNormal(scale: 1e-6)).pool(effects)
    let equal = try Pooling(model: .equalEffects, test: .normal).pool(effects)
    let interval = try #require(equal.coefficients[0].inference).interval
    #expect(abs(posterior.mean.quantile(0.025) - interval.lower) < 1e-7)
    #expect(abs(posterior.mean.quantile(0.975) - interval.upper) < 1e-7)
  }

  @Test("A narrow prior far from the standard errors is found", arguments: [-60.0, -3, 12])
  func narrowPrior(location: Double) throws {
    let one = [StudyEffect(study: "a", measure: .generic, estimate: 0.7, variance: 0.04)]
    let prior = HeterogeneityPrior.logNormal(location: location, scale: 0.004)
    let posterior = try BayesianPooling(prior: prior).pool(one)
    for p in [0.025, 0.5, 0.975] {
      let expected = exp(0.5 * (location + 0.004 * NormalDistribution.standard.quantile(p)))
      #expect(abs(posterior.tau.quantile(p) / expected - 1) < 1e-11)
    }
  }

  @Test("Shift and scale of effects")
  func invariance() throws {
    let effects = Array(SimulatedEffects.many(1, seed: 3)[0].prefix(3))
    let plain = try BayesianPooling(prior: .halfCauchy(scale: 0.2)).pool(effects)
    let moved = effects.map {
      StudyEffect(
        study: $0.study, measure: .generic, estimate: 10 * $0.estimate + 500,
        variance: 100 * $0.variance)
    }
    let other = try BayesianPooling(prior: .halfCauchy(scale: 2)).pool(moved)
    for p in [0.025, 0.5, 0.975] {
      #expect(abs(other.tau.quantile(p) - 10 * plain.tau.quantile(p)) < 1e-9)
      #expect(abs(other.mean.quantile(p) - 500 - 10 * plain.mean.quantile(p)) < 1e-8)
      #expect(abs(other.newStudy.quantile(p) - 500 - 10 * plain.newStudy.quantile(p)) < 1e-7)
    }
  }

  @Test("The t distribution keeps the mixture's median and intervals", arguments: priors.indices)
  func predictive(prior: Int) throws {
    for effects in SimulatedEffects.many(4, seed: 15) {
      let posterior = try BayesianPooling(prior: Self.priors[prior]).pool(
        Array(effects.prefix(3)))
      let predictive = posterior.predictiveDistribution
      let freedom = try #require(predictive.degreesOfFreedom)
      #expect(freedom > 1 && freedom < 1e4)
      for level in [0.5, 0.95] {
        let (ours, theirs) = (
          predictive.interval(level: level), posterior.newStudy.interval(level: level)
        )
        #expect(abs(ours.width / theirs.width - 1) < 1e-8)
      }
      #expect(abs(predictive.mean - posterior.newStudy.median) < 1e-12)
    }
  }

  @Test("A prior out of range is refused")
  func refusals() {
    let effects = [StudyEffect(study: "a", measure: .generic, estimate: 0, variance: 1)]
    for prior in [
      HeterogeneityPrior.halfNormal(scale: 0), .halfCauchy(scale: -1),
      .logNormal(location: .nan, scale: 1),
      .logStudentT(location: 0, scale: 1, degreesOfFreedom: 0),
    ] {
      #expect(throws: PoolingError.self) { try BayesianPooling(prior: prior).pool(effects) }
    }
  }
}
