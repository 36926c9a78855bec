import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct PopulationPosteriorTests {
  /// Persons whose likelihoods are normal, so that everything given tau is known in closed form.
  private func normalPersons(_ persons: [(mean: Double, sd: Double)]) throws -> PersonStore {
    let store = try PersonStore()
    for (index, person) in persons.enumerated() {
      let range = (person.mean - 8 * person.sd)...(person.mean + 8 * person.sd)
      let values = IntegratedLikelihood.points(5, on: range).map {
        -0.5 * pow(($0 - person.mean) / person.sd, 2)
      }
      try store.append(
        PersonRecord(
          likelihood: PersonLikelihood(IntegratedLikelihood(range: range, values: values)),
          squares: 0, degreesOfFreedom: 0, nights: 42, referenceNights: 42), name: "\(index)")
    }
    return store
  }

  /// Moments and distribution of mu, tau and one person by a dense grid in tau, everything else
  /// in closed form.
  private func closedForm(
    _ persons: [(mean: Double, sd: Double)], prior: PopulationPrior, person: Int, below: Double
  ) -> (mu: Double, muSD: Double, tau: Double, person: Double, probability: Double) {
    var (total, mu, muSquare, tau, effect, probability) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    let standard = NormalDistribution(mean: 0, standardDeviation: 1)
    var best = -Double.infinity
    for pass in 0..<2 {
      for step in 0..<20_000 {
        let t = 7 * prior.spread * (Double(step) + 0.5) / 20_000
        var precision = 1 / (prior.standardDeviation * prior.standardDeviation)
        var first = precision * prior.mean
        var logs = -0.5 * t * t / (prior.spread * prior.spread)
        logs -= 0.5 * precision * prior.mean * prior.mean
        for (mean, sd) in persons {
          let weight = 1 / (sd * sd + t * t)
          precision += weight
          first += weight * mean
          logs += 0.5 * log(weight) - 0.5 * weight * mean * mean
        }
        let m = first / precision
        logs += 0.5 * first * m - 0.5 * log(precision)
        if pass == 0 {
          best = max(best, logs)
          continue
        }
        let weight = exp(logs - best)
        let (y, sd) = persons[person]
        let shrinkage = sd * sd / (sd * sd + t * t)
        let e = y + shrinkage * (m - y)
        let variance = shrinkage * t * t + shrinkage * shrinkage / precision
        total += weight
        mu += weight * m
        muSquare += weight * (1 / precision + m * m)
        tau += weight * t
        effect += weight * e
        probability += weight * standard.cumulative((below - e) / variance.squareRoot())
      }
    }
    mu /= total
    return (
      mu, (muSquare / total - mu * mu).squareRoot(), tau / total, effect / total,
      probability / total
    )
  }

  private static let two = [(mean: 0.1, sd: 0.3), (mean: -0.6, sd: 0.25)]
  private static let four = [
    (mean: -0.2, sd: 0.1), (mean: -0.9, sd: 0.2), (mean: 0.3, sd: 0.3), (mean: -0.25, sd: 2.0),
  ]

  /// Persons whose estimates vary by about `spread`.
  private static func many(_ count: Int, spread: Double) -> [(mean: Double, sd: Double)] {
    (0..<count).map { index in
      let i = Double(index)
      return (mean: -0.4 + spread * sin(i), sd: 0.2 + 0.1 * cos(3 * i))
    }
  }

  private static let populations = [two, four, many(100, spread: 0.3), many(800, spread: 0.02)]

  @Test(arguments: populations.indices)
  func agreesWithTheClosedForm(_ population: Int) throws {
    let persons = Self.populations[population]
    let prior = PopulationPrior(mean: -0.07, standardDeviation: 0.15, spread: 0.3)
    let store = try normalPersons(persons)
    let found = try PopulationPosterior(store, prior: prior, jobs: 1)
    let expected = closedForm(persons, prior: prior, person: 1, below: log(0.75))
    #expect(abs(found.mu.mean - expected.mu) < 2e-4 * found.mu.standardDeviation)
    #expect(abs(found.mu.standardDeviation / expected.muSD - 1) < 5e-4)
    #expect(abs(found.tau.mean - expected.tau) < 5e-4 * found.tau.standardDeviation)
    #expect(abs(found.rowProbabilities.reduce(0, +) - 1) < 1e-12)
    var effects: [PersonEffect] = []
    try store.forEach(jobs: 1, compute: { PersonEffect($0, found, limit: log(1000)) }) {
      effects.append($2)
    }
    let person = effects[1]
    #expect(
      abs(person.shrunken.mean - expected.person) < 1e-3 * person.shrunken.standardDeviation)
    #expect(abs(person.shrunken.probability(atMost: log(0.75)) - expected.probability) < 3e-4)
    #expect(abs(person.raw.mean - persons[1].mean) < 1e-4)
    #expect(abs(person.raw.standardDeviation / persons[1].sd - 1) < 1e-3)
  }

  /// Three persons with few nights and skewed likelihoods, by brute force on a grid of mu, tau and
  /// b over the same likelihoods.
  @Test func agreesWithBruteForceOnFewNights() throws {
    let people = Populations.people(count: 3, cycles: 1, period: 7, mean: 0.4, seed: 4)
    let store = try PersonStore()
    var records: [PersonRecord] = []
    for person in people {
      guard case .log(let log, let study) = person.content else { continue }
      let record = try PersonRecord(log, study: study, prior: nil)
      records.append(record)
      try store.append(record, name: person.name)
    }
    let prior = PopulationPrior.standard(for: ModelLogs.study(.count).outcome)
    let found = try PopulationPosterior(store, prior: prior, jobs: 1)
    let twin = BruteForce(records, prior: prior, below: log(0.75))
    #expect(abs(found.mu.mean - twin.mu) < 2e-3 * found.mu.standardDeviation)
    #expect(abs(found.tau.mean - twin.tau) < 2e-3 * found.tau.standardDeviation)
    #expect(abs(found.tau.probability(atMost: 0.1) - twin.littleSpread) < 1e-3)
    for (record, expected) in zip(records, twin.persons) {
      let effect = PersonEffect(record, found, limit: log(1000)).shrunken
      #expect(abs(effect.mean - expected.mean) < 5e-3 * effect.standardDeviation)
      #expect(abs(effect.probability(atMost: log(0.75)) - expected.probability) < 2e-3)
    }
  }

  /// Sums over a dense grid: no Laplace, no Hermite, no Chebyshev.
  private struct BruteForce {
    let mu: Double
    let tau: Double
    let littleSpread: Double
    let persons: [(mean: Double, probability: Double)]

    init(_ records: [PersonRecord], prior: PopulationPrior, below: Double) {
      let z = (0..<61).map { -6 + 0.2 * Double($0) }
      let weights = z.map { exp(-0.5 * $0 * $0) * 0.2 / (2 * Double.pi).squareRoot() }
      var (total, first, second, little) = (0.0, 0.0, 0.0, 0.0)
      var sums = records.map { _ in (0.0, 0.0) }
      for t in 0..<120 {
        let tau = 1.5 * (Double(t) + 0.5) / 120
        for m in 0..<81 {
          let mu = prior.mean + prior.standardDeviation * (-6 + 0.15 * Double(m))
          let likelihoods = records.map { record in
            zip(z, weights).map { ($1 * exp(record.likelihood(mu + tau * $0)), mu + tau * $0) }
          }
          let integrals = likelihoods.map { $0.reduce(0) { $0 + $1.0 } }
          let a = (mu - prior.mean) / prior.standardDeviation
          let b = tau / prior.spread
          let weight = exp(-0.5 * (a * a + b * b)) * integrals.reduce(1, *)
          total += weight
          first += weight * mu
          second += weight * tau
          if tau < 0.1 { little += weight }
          for i in records.indices {
            let mean = likelihoods[i].reduce(0) { $0 + $1.0 * $1.1 } / integrals[i]
            // A step function on a grid: the cell with the threshold counts in part.
            let cell = 0.2 * tau
            let share = likelihoods[i].reduce(0) { sum, point in
              sum + point.0 * min(1, max(0, (below - point.1) / cell + 0.5))
            }
            sums[i].0 += weight * mean
            sums[i].1 += weight * share / integrals[i]
          }
        }
      }
      mu = first / total
      tau = second / total
      littleSpread = little / total
      persons = sums.map { ($0.0 / total, $0.1 / total) }
    }
  }
}
