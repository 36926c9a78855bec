import Tables

extension EProcess {
  /// The bets on one log.
  ///
  /// | scheme | step | benefit of an option |
  /// |---|---|---|
  /// | paired cycles | complete cycle | difference of its two periods, as in the cycle-level estimate |
  /// | nightly, blocks | night | distance of the outcome from the mean of all nights so far |
  ///
  /// A night or cycle without records is passed over: its factor is 1. So is a cycle that is not
  /// over: a bet that is settled twice is no bet.
  ///
  /// - Throws: an information `Finding` that says why there is none: N230 no scheme is declared;
  ///   N231 the log does not follow it.
  init(_ log: PersonalLog, study: PersonalStudy) throws(Finding) {
    guard study.randomised, let scheme = study.randomisation else {
      throw .unavailable(
        "N230", "no e-value: the study does not say how the order was drawn",
        hint: "declare randomisation: paired-cycles, nightly or blocks in the study file")
    }
    let law = try AssignmentLaw(
      scheme, arms: log.arms.count, nights: log.nights.count, planned: study.plannedNights,
      maximumPeriodRun: study.maximumPeriodRun)
    switch law {
    case .cycles(let law):
      self.init(try Self.steps(log, study, law), boldness: Self.boldnessOfCycles)
    case .nights(let law):
      self.init(try Self.steps(log, study, law), boldness: Self.boldnessOfNights)
    }
  }

  /// Two cautious and bold bets on cycles, in units of the usual difference: of those compared by
  /// simulation good from 5 to 12 cycles (the article LooksAndMonitoring has the figures).
  static let boldnessOfCycles = [1.0, 2.0]
  /// A single night says less than a cycle.
  static let boldnessOfNights = [0.2, 0.4]

  private static func sign(_ study: PersonalStudy) -> Double {
    study.outcome.better == .lower ? -1 : 1
  }

  private static func steps(
    _ log: PersonalLog, _ study: PersonalStudy, _ law: AssignmentLaw.CycleLaw
  ) throws(Finding) -> [Step] {
    let contrast = NightContrast(log, kind: study.outcome.kind.ofFixedScores)
    let sign = sign(study)
    var sums = [Int: NightSum]()
    for night in log.recorded(afterWashIn: study.washInNights) where night.cycle != nil {
      guard let outcome = night.outcome, study.outcome.kind.analysisValue(outcome) != nil else {
        continue
      }
      sums[night.period, default: .zero].add(contrast.value(of: outcome))
    }
    var past = [[Int]]()
    var steps = [Step]()
    for (cycle, periods) in log.finishedCycles.enumerated() {
      let drawn = periods.map(\.arm)
      let orders = law.orders(after: past)
      guard let index = orders.firstIndex(where: { $0.order == drawn }) else {
        throw .unavailable(
          "N231",
          "no e-value: cycle \(cycle + 1) does not hold exactly one period of every arm",
          hint: "give the planned periods in the columns period and cycle")
      }
      past.append(drawn)
      let levels = periods.compactMap { period in
        sums[period.number].map { contrast.level($0) }
      }
      guard levels.count == periods.count else { continue }
      let options = orders.map { order, probability in
        let treated = order.firstIndex(of: 1) ?? 0
        let reference = order.firstIndex(of: 0) ?? 0
        return Option(
          probability: probability, benefit: sign * (levels[treated] - levels[reference]))
      }
      steps.append(Step(number: cycle + 1, options: options, drawn: index))
    }
    return steps
  }

  private static func steps(
    _ log: PersonalLog, _ study: PersonalStudy, _ law: AssignmentLaw.NightLaw
  ) throws(Finding) -> [Step] {
    let contrast = NightContrast(log, kind: study.outcome.kind.ofFixedScores)
    let sign = sign(study)
    var state = 0
    var seen = NightSum.zero
    var steps = [Step]()
    for (index, night) in log.nights.enumerated() {
      guard night.day == index, let probabilities = law.arms(night: index, state: state),
        let next = law.space.next(index, state, night.arm)
      else {
        throw .unavailable(
          "N231", "no e-value: the scheme could not have drawn the log up to night \(index + 1)",
          hint: "list every night of the schedule, with an empty outcome where none was recorded")
      }
      state = next
      guard let outcome = night.outcome, study.outcome.kind.analysisValue(outcome) != nil else {
        continue
      }
      let value = contrast.value(of: outcome)
      seen.add(value)
      let benefit = sign * (value - seen.total / Double(seen.nights))
      let options = probabilities.enumerated().map { arm, probability in
        Option(
          probability: probability, benefit: arm == 1 ? benefit : arm == 0 ? -benefit : 0)
      }
      steps.append(Step(number: index + 1, options: options, drawn: night.arm))
    }
    return steps
  }
}

extension Outcome.Kind {
  /// Ordinal outcomes enter a bet by the number of their level: scores that depend on the nights to
  /// come would make a bet of yesterday another one today.
  fileprivate var ofFixedScores: Outcome.Kind { self == .ordinal ? .score : self }
}
