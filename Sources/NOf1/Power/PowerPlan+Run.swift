import Numerics
import Tables

extension PowerPlan {
  /// How often each verdict is given, in every combination of the plan.
  ///
  /// Every simulated person gets a schedule of its own, drawn as `study.randomisation` says (paired
  /// cycles where it says nothing), a log drawn by `SeriesSimulator`, and the analysis and verdict
  /// of a real log. No trend, no carry-over; nights are lost by chance.
  ///
  /// The numbers of a cell depend on the seed and on that cell alone: not on `jobs`, and not on
  /// what else is in the plan. Persons of the same number have the same schedule and the same luck
  /// under every effect, prior and rule, so that differences between these are sharper than each
  /// number by itself.
  ///
  /// - Parameters:
  ///   - study: outcome, direction, arms, prior, wash-in and order of treatments. It counts as
  ///     randomised, without covariates, and is analysed once, at its end.
  ///   - rule: the thresholds of the verdict.
  ///   - jobs: threads; the result does not depend on it.
  ///   - progress: told how many simulated logs have been analysed, out of how many; any thread.
  /// - Returns: one cell for each combination, in the order of the lists: cycles, periods, rates,
  ///   effects, correlations, missing.
  /// - Throws: every value that the plan cannot have, N240 to N247.
  /// - Precondition: the study has a treatment.
  public func run(
    study: PersonalStudy, rule: VerdictRule = VerdictRule(), jobs: Int = 1,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) throws(InvalidInput) -> [PowerCell] {
    precondition(!study.treatments.isEmpty, "a study has a treatment")
    let findings = problems(with: study)
    guard findings.isEmpty else { throw InvalidInput(findings) }
    let settings = settings(of: study.asPlanned, rule: rule)
    let counter = ProgressCounter(total: settings.count * simulations, report: progress)
    let answers = parallelMap(count: settings.count * simulations, jobs: jobs) { index in
      defer { counter.advance() }
      return settings[index / simulations].answer(person: index % simulations)
    }
    return settings.indices.map { index in
      settings[index].cell(answers[index * simulations..<(index + 1) * simulations])
    }
  }

  private func settings(of study: PersonalStudy, rule: VerdictRule) -> [PowerSetting] {
    var result: [PowerSetting] = []
    for cycles in cycles {
      for period in periodNights {
        let schedule = PowerSchedule(study: study, cycles: cycles, periodNights: period)
        for rate in rates {
          for effect in effects {
            for rho in correlations {
              for missing in missing {
                result.append(
                  PowerSetting(
                    study: study, rule: rule, schedule: schedule, rate: rate, effect: effect,
                    rho: rho, missing: missing, sigma: sigma, seed: seed))
              }
            }
          }
        }
      }
    }
    return result
  }
}

extension PersonalStudy {
  /// The study as every simulated person carries it out.
  fileprivate var asPlanned: PersonalStudy {
    var study = self
    study.randomised = true
    study.randomisation = randomisation ?? .pairedCycles
    study.covariates = []
    study.monitoring = .atTheEnd
    return study
  }
}
