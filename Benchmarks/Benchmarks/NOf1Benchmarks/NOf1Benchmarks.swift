import Benchmark
import NOf1
import SimulatedStudies

/// The analysis of one 84-night log. What is aimed at, on one core: main fit 3 ms, whole analysis
/// 20 ms; with the simulation, 5 s of wall time on two cores.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.processorTime, .wallClock], warmupIterations: 5, maxDuration: .seconds(5),
    maxIterations: 200)

  for kind in [Outcome.Kind.count, .score, .binary] {
    Benchmark("\(kind.rawValue): main fit") { benchmark in
      let simulated = SimulatedCase(kind)
      try benchmark.measure { blackHole(try simulated.study.mainEffect(simulated.log)) }
    }

    Benchmark("\(kind.rawValue): whole analysis without the simulation") { benchmark in
      let simulated = SimulatedCase(kind)
      var options = AnalysisOptions()
      options.simulation = false
      try benchmark.measure {
        blackHole(try simulated.study.analyze(simulated.log, options: options))
      }
    }
  }

  Benchmark(
    "count: whole analysis with the simulation, 2 jobs",
    configuration: .init(
      metrics: [.processorTime, .wallClock], warmupIterations: 0, maxDuration: .seconds(60),
      maxIterations: 5)
  ) { benchmark in
    let simulated = SimulatedCase(.count)
    var options = AnalysisOptions()
    options.jobs = 2
    try benchmark.measure {
      blackHole(try simulated.study.analyze(simulated.log, options: options))
    }
  }
}
