import Tables

extension PersonalModel {
  /// What monitoring makes of this analysis: its result, the rule to judge by, and findings.
  /// The result is nil for a log that is looked at once.
  func monitored(
    _ options: AnalysisOptions
  ) -> (result: MonitoringResult?, rule: VerdictRule, findings: [Finding]) {
    if case .continuous = study.monitoring { return continuouslyMonitored() }
    guard let looks = LookSchedule(log, study: study) else { return (nil, rule, []) }
    let calibration = calibrate(looks, options)
    let rule = calibration.map { $0.tightened(self.rule) } ?? self.rule
    let words = LookWords(looks: looks, calibration: calibration, rule: self.rule)
    let result = MonitoringResult(
      monitoring: study.monitoring, cycles: looks.cycles, plannedCycles: looks.plannedCycles,
      look: looks.look, importantBenefit: rule.importantBenefit, anyBenefit: rule.anyBenefit,
      falseResponders: calibration?.falseResponders, bets: [], eValueNeeded: nil,
      sentence: words.sentence(EffectWords(study: study)))
    return (result, rule, findings(about: looks))
  }

  /// Nil where no look of this plan can give a verdict.
  private func calibrate(
    _ looks: LookSchedule, _ options: AnalysisOptions
  ) -> LookCalibration? {
    guard design.canEverIdentifyResponder else { return nil }
    let plan = looks.plan(log)
    return LookCalibration(
      plan: plan, rows: looks.rows(of: plan), study: study, rule: rule,
      referenceMean: referenceMean, sigma: fit.posterior.hyperparameters().sigma.quantile(0.5),
      simulations: options.simulationsForLooks, seed: options.seed, jobs: options.jobs)
  }

  private func findings(about looks: LookSchedule) -> [Finding] {
    var findings = [Finding]()
    if looks.look == nil {
      findings.append(
        Finding(
          code: "N232", severity: .warning,
          message: "no look was declared for \(LookWords.moment(looks))",
          hint: "it counts as one more look; declare looks: [2, 4, 6] in the study file before"
            + " the first night"))
    }
    if case .looks(let cycles) = study.monitoring {
      let tooEarly = cycles.filter { $0 < rule.guards.cycles }
      if !tooEarly.isEmpty {
        findings.append(
          Finding(
            code: "N235", severity: .information,
            message: "looks before \(rule.guards.cycles) complete cycles cannot give a verdict: "
              + tooEarly.map(String.init).joined(separator: ", ")))
      }
    }
    return findings
  }

  private func continuouslyMonitored()
    -> (result: MonitoringResult?, rule: VerdictRule, findings: [Finding])
  {
    var rule = rule
    rule.eValueNeeded = EProcess.needed
    var findings = [Finding]()
    var process: EProcess?
    do { process = try EProcess(log, study: study) } catch { findings.append(error) }
    let cycles = log.finishedCycles.count
    let words = EProcessWords(
      process: process, cycles: cycles, plannedCycles: study.plannedCycles,
      arms: log.arms.count, randomisation: study.randomisation)
    if let warning = words.tooFewCycles {
      findings.append(
        Finding(
          code: "N234", severity: .warning, message: warning,
          hint: "plan more and shorter periods, or draw every night by itself"))
    }
    let result = MonitoringResult(
      monitoring: .continuous, cycles: cycles, plannedCycles: study.plannedCycles, look: nil,
      importantBenefit: rule.importantBenefit, anyBenefit: rule.anyBenefit, falseResponders: nil,
      bets: process?.bets ?? [], eValueNeeded: EProcess.needed, sentence: words.sentence)
    return (result, rule, findings)
  }
}
