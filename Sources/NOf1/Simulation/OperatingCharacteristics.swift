import Glibc

/// The verdict rule tried out on the log's own schedule: how often it finds a responder who is
/// none, and one who is; and, for an open answer, what would settle it.
struct OperatingCharacteristics {
  let cells: [OperatingCharacteristic]
  let nextStep: String?

  /// Night-to-night correlations that are tried.
  static let correlations = [0.0, 0.3, 0.6]

  init(_ model: PersonalModel, options: AnalysisOptions) {
    let study = model.study
    let direction = EffectDirection(study)
    let effects = OperatingCharacteristics.effects(direction)
    let count = options.simulationsPerCell
    let isOpen = model.rule.answer(model.evidence) == .inconclusive
    let searchCount = max(20, count / 5)
    // Three or four steps of the search for the next step, about.
    let total =
      effects.count * OperatingCharacteristics.correlations.count * count
      + (isOpen ? 3 * searchCount : 0)
    let counter = ProgressCounter(total: total, report: options.progress)
    let simulation = VerdictSimulation(
      log: model.log, study: study, rule: model.rule, seed: options.seed)
    let sigma = model.fit.posterior.hyperparameters().sigma.quantile(0.5)
    func simulator(_ effect: Double, _ rho: Double) -> SeriesSimulator {
      SeriesSimulator(
        kind: study.outcome.kind, referenceMean: model.referenceMean, sigma: sigma, rho: rho,
        effect: effect, referenceDistribution: model.referenceDistribution)
    }
    var cells: [OperatingCharacteristic] = []
    for effect in effects {
      for rho in OperatingCharacteristics.correlations {
        let tally = simulation.run(
          simulator(effect, rho), count: count, cell: UInt64(cells.count), jobs: options.jobs,
          progress: counter.advance)
        cells.append(
          OperatingCharacteristic(tally, effect: direction.reported(effect), rho: rho))
      }
    }
    self.cells = cells
    guard isOpen, let strongest = effects.last else {
      nextStep = nil
      return
    }
    let needed = NextStep.cyclesNeeded(
      simulation, simulator: simulator(strongest, 0.3), probability: 0.8, count: searchCount,
      jobs: options.jobs, progress: counter.advance)
    let effectWords = EffectWords(study: study).change(direction.reported(strongest))
    nextStep =
      needed.map {
        "\($0.cycles) more \($0.cycles == 1 ? "cycle" : "cycles") (\($0.nights) nights) would give"
          + " an 80 % chance of a firm answer if the true effect is \(effectWords)"
      } ?? "even 12 more cycles like these would not give an 80 % chance of a firm answer if the"
      + " true effect is \(effectWords); shorter periods and more switches help most"
  }

  /// No effect, the minimal important one, and twice that or a ratio of a half, on the analysis
  /// scale, in the direction of benefit.
  static func effects(_ direction: EffectDirection) -> [Double] {
    let strong = direction.scale.isLogarithmic ? log(2) : 2 * direction.important
    return [0, direction.sign * direction.important, direction.sign * strong]
  }
}

extension PersonalModel {
  /// Mean outcome on the reference arm: the geometric mean for durations.
  var referenceMean: Double {
    let kind = study.outcome.kind
    let values = log.nights.filter { $0.arm == 0 }
      .compactMap { $0.outcome.flatMap(kind.analysisValue) }
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    return kind == .duration ? exp(mean) : mean
  }

  /// The person's own distribution of levels on the reference; nil for other kinds.
  ///
  /// Half a night is spread over all levels that the log has, so that a level that was seen on the
  /// treatment alone remains possible.
  var referenceDistribution: LevelDistribution? {
    guard study.outcome.kind == .ordinal else { return nil }
    let codes = Set(log.nights.compactMap(\.outcome)).sorted()
    let own = log.nights.filter { $0.arm == 0 }.compactMap(\.outcome)
    let half = 0.5 / Double(codes.count)
    return LevelDistribution(
      codes: codes,
      shares: codes.map { code in
        (Double(own.count { $0 == code }) + half) / (Double(own.count) + 0.5)
      })
  }
}
