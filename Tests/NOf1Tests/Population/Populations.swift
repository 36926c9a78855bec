import Glibc
import NOf1
import Numerics

/// Simulated people for the tests.
enum Populations {
  static func people(
    _ kind: Outcome.Kind = .count, count: Int, cycles: Int = 3, period: Int = 7,
    mu: Double = -0.3, tau: Double = 0.25, mean: Double = 0.8, seed: UInt64 = 1
  ) -> [PersonInput] {
    let study = ModelLogs.study(kind)
    return (0..<count).map { index in
      var stream = RandomStream(seed: seed, task: 5, substream: UInt64(index))
      let effect = mu + tau * stream.normal()
      let log = ModelLogs.log(
        kind, cycles: cycles, period: period, seed: seed * 1000 + UInt64(index), effect: effect,
        mean: mean)
      return PersonInput(name: "p\(index)", log: log, study: study)
    }
  }

  static func analysis(
    _ people: [PersonInput], options: PopulationOptions = PopulationOptions()
  ) throws -> (PopulationAnalysis, [PopulationAnalysis.Person]) {
    let accumulator = try PopulationAccumulator(options: options)
    try accumulator.add(people)
    var rows: [PopulationAnalysis.Person] = []
    let analysis = try accumulator.analyze { rows.append($0) }
    return (analysis, rows)
  }
}
