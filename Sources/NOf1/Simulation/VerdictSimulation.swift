import Glibc
import Numerics

/// How often the verdict rule says what on a given schedule, by analysing simulated logs.
public struct VerdictSimulation: Sendable {
  public struct Tally: Sendable, Equatable {
    public var responder = 0
    public var nonResponder = 0
    public var inconclusive = 0
    public var total: Int { responder + nonResponder + inconclusive }
  }

  /// The schedule: its nights, arms and gaps; the outcomes are drawn anew.
  public let log: PersonalLog
  public let study: PersonalStudy
  public let rule: VerdictRule
  public let seed: UInt64

  public init(log: PersonalLog, study: PersonalStudy, rule: VerdictRule, seed: UInt64) {
    self.log = log
    self.study = study
    self.rule = rule
    self.seed = seed
  }

  /// The verdicts of `count` simulated logs. Log i of a cell depends on (seed, cell, i) alone.
  ///
  /// - Parameters:
  ///   - simulator: the truth that the logs are drawn from.
  ///   - count: how many logs.
  ///   - cell: a number that no other cell of the same seed has.
  ///   - jobs: threads; the result does not depend on it.
  ///   - progress: called after every log, on any thread.
  public func run(
    _ simulator: SeriesSimulator, count: Int, cell: UInt64, jobs: Int,
    progress: (@Sendable () -> Void)? = nil
  ) -> Tally {
    let answers = parallelMap(count: count, jobs: jobs) { index in
      defer { progress?() }
      return answer(simulator, cell: cell, index: index)
    }
    var tally = Tally()
    for answer in answers {
      switch answer {
      case .responder: tally.responder += 1
      case .nonResponder: tally.nonResponder += 1
      case .inconclusive, .designCannotIdentify: tally.inconclusive += 1
      }
    }
    return tally
  }

  /// Whether at least the wanted share of `count` simulated logs gets a firm answer: responder or
  /// non-responder. Stops as soon as the rest cannot change that.
  func reaches(
    _ share: Double, _ simulator: SeriesSimulator, count: Int, cell: UInt64, jobs: Int,
    progress: (@Sendable () -> Void)?
  ) -> Bool {
    let needed = Int((share * Double(count)).rounded(.up))
    var firm = 0
    // The groups do not depend on the number of threads, so the answer does not either.
    for first in stride(from: 0, to: count, by: 10) {
      let last = min(first + 10, count)
      firm += parallelMap(count: last - first, jobs: jobs) { index in
        defer { progress?() }
        let answer = answer(simulator, cell: cell, index: first + index)
        return answer == .responder || answer == .nonResponder
      }.count { $0 }
      if firm >= needed || firm + count - last < needed { break }
    }
    return firm >= needed
  }

  /// The verdict about one log of a cell.
  private func answer(
    _ simulator: SeriesSimulator, cell: UInt64, index: Int
  ) -> Verdict.Answer {
    var stream = RandomStream(seed: seed, task: cell, substream: UInt64(index))
    return answer(simulator.draw(log, &stream))
  }

  /// The real analysis, stopped at the first condition that fails. A log in which nothing can be
  /// estimated gives no verdict.
  public func answer(_ simulated: PersonalLog) -> Verdict.Answer {
    guard let model = model(of: simulated) else { return .inconclusive }
    return rule.answer(model.evidence)
  }

  /// Nil for a log in which nothing can be estimated.
  private func model(of log: PersonalLog) -> PersonalModel? {
    try? PersonalModel(
      log, study: study, rule: rule, resolution: .simulation, sensitivityResolution: .direction)
  }

  /// What a log says at one look, at the least cost: the guards come first in the rule, and need no
  /// fit.
  public func look(_ seen: PersonalLog) -> Look {
    guard
      DesignFacts(log: seen, study: study, thresholds: rule.guards).identifiesResponder
    else { return Look(answer: .designCannotIdentify, tightening: .infinity) }
    guard let model = model(of: seen) else {
      return Look(answer: .inconclusive, tightening: .infinity)
    }
    let answer = rule.answer(model.evidence)
    let needed = max(
      (1 - model.main.probabilityOfImportantBenefit) / (1 - rule.importantBenefit),
      (1 - model.main.probabilityOfBenefit) / (1 - rule.anyBenefit))
    return Look(answer: answer, tightening: answer == .responder ? min(1, needed) : .infinity)
  }

  /// The answer at one look.
  public struct Look: Sendable, Equatable {
    public let answer: Verdict.Answer
    /// The smallest tightening t of both thresholds with which it is still "responder" (see
    /// `LookCalibration`); infinite for any other answer.
    public let tightening: Double
  }

  /// The largest e-value so far; 0 where there is none.
  public func eValue(_ seen: PersonalLog) -> Double {
    (try? EProcess(seen, study: study).largest) ?? 0
  }
}
