import Glibc
import NOf1
import Numerics
import SimulatedStudies

/// Where the true average and spread come from.
enum Truth {
  /// Drawn from the priors of the analysis, with so many cramps a night.
  case prior(rate: Double)
  case fixed(mu: Double, tau: Double)

  var text: String {
    switch self {
    case .prior(let rate): "drawn from the priors, \(rate) cramps a night"
    case .fixed(let mu, let tau): "mu = \(mu), tau = \(tau)"
    }
  }
}

/// What happened in many simulated populations.
struct CoverageTally {
  let truth: Truth
  let populations: Int
  /// Share of populations whose 95 % interval holds mu, and tau.
  let mu: Double
  let tau: Double
  /// Share of persons whose shrunken 95 % interval holds their true effect.
  let persons: Double
  /// The same for the raw interval.
  let raw: Double
  /// Means over populations.
  let expectedResponders: Double
  let trueResponders: Double
  /// Standard error of the difference of these means.
  let standardError: Double
  /// Mean error of the posterior means.
  let muError: Double
  let tauError: Double
  /// Mean posterior standard deviation of mu.
  let muSD: Double
  /// Share of populations said to differ.
  let differ: Double

  private struct One: Sendable {
    var mu = false
    var tau = false
    var inside = 0
    var rawInside = 0
    var expected = 0.0
    var responders = 0
    var muError = 0.0
    var tauError = 0.0
    var muSD = 0.0
    var differ = false
  }

  init(
    _ truth: Truth, populations: Int, persons: Int, seed: UInt64, row: Int, jobs: Int
  ) throws {
    let all = try parallelMap(count: populations, jobs: jobs) { index in
      Result { try CoverageTally.one(truth, persons, seed, UInt64(row) << 32 + UInt64(index)) }
    }.map { try $0.get() }
    func share(_ condition: (One) -> Bool) -> Double {
      Double(all.count(where: condition)) / Double(populations)
    }
    func mean(_ value: (One) -> Double) -> Double {
      all.reduce(0) { $0 + value($1) } / Double(populations)
    }
    self.truth = truth
    self.populations = populations
    mu = share(\.mu)
    tau = share(\.tau)
    self.persons = mean { Double($0.inside) / Double(persons) }
    raw = mean { Double($0.rawInside) / Double(persons) }
    expectedResponders = mean(\.expected)
    trueResponders = mean { Double($0.responders) }
    let difference = expectedResponders - trueResponders
    let variance = mean { pow($0.expected - Double($0.responders) - difference, 2) }
    standardError = (variance / Double(populations)).squareRoot()
    muError = mean(\.muError)
    tauError = mean(\.tauError)
    muSD = mean(\.muSD)
    differ = share(\.differ)
  }

  private static func one(
    _ truth: Truth, _ persons: Int, _ seed: UInt64, _ number: UInt64
  ) throws -> One {
    let (mu, tau, rate): (Double, Double, Double)
    switch truth {
    case .fixed(let m, let t): (mu, tau, rate) = (m, t, 0.6)
    case .prior(let given):
      rate = given
      var stream = RandomStream(seed: seed, task: number, substream: UInt64(1) << 40)
      let prior = PopulationPrior.standard(for: PersonalStudy.magnesiumAgainstPlacebo().outcome)
      mu = prior.mean + prior.standardDeviation * stream.normal()
      tau = abs(prior.spread * stream.normal())
    }
    let population = SimulatedPopulation(
      mu: mu, tau: tau, rate: rate, seed: seed, number: number)
    let people = (0..<persons).map { population.person($0) }
    let accumulator = try PopulationAccumulator()
    try accumulator.add(
      people.enumerated().map {
        PersonInput(name: "\($0)", log: $1.log, study: population.study)
      })
    var result = One()
    var next = 0
    let analysis = try accumulator.analyze { row in
      let effect = exp(people[next].effect)
      if row.shrunkenLow <= effect && effect <= row.shrunkenHigh { result.inside += 1 }
      if row.rawLow <= effect && effect <= row.rawHigh { result.rawInside += 1 }
      if effect <= 0.75 { result.responders += 1 }
      next += 1
    }
    result.mu = analysis.mu.confidenceLow <= mu && mu <= analysis.mu.confidenceHigh
    result.tau = analysis.tau.confidenceLow <= tau && tau <= analysis.tau.confidenceHigh
    result.expected = analysis.expectedResponders
    result.muError = analysis.mu.mean - mu
    result.tauError = analysis.tau.mean - tau
    result.muSD = analysis.mu.sd
    result.differ = analysis.bayesFactorOfSpread >= 3
    return result
  }
}
