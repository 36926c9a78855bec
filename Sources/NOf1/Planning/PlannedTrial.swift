import Tables

/// A schedule together with what will be measured and how it will be analysed: all that is decided
/// before the first night.
public struct PlannedTrial: Sendable, Equatable {
  public let schedule: DrawnSchedule
  /// What the study file says: the given settings, and everything that the design decides.
  public let settings: StudyFile
  /// The study that the log will be analysed for, every default resolved.
  public let study: PersonalStudy

  /// Resolves the study of a plan, with the rules by which it will be resolved for the log.
  ///
  /// What nobody said is decided now and written down: cramps are counted, lower is better, and the
  /// default prior and important effect hold. A score or another column needs its kind, since there
  /// are no values yet to tell it from.
  ///
  /// - Parameters:
  ///   - schedule: the drawn schedule.
  ///   - settings: outcome, `mcid`, prior, covariates; the rest comes from the design.
  /// - Throws: N216 an outcome or covariate that no log could hold; N204, N206 and N210 as for a
  ///   log.
  public init(_ schedule: DrawnSchedule, settings: StudyFile = .init()) throws(InvalidInput) {
    let design = schedule.design
    var settings = settings
    settings.take(schedule)
    settings.outcomeColumn = settings.outcomeColumn ?? "cramps"
    if settings.outcomeColumn == "cramps" { settings.outcomeKind = settings.outcomeKind ?? .count }
    settings.better = settings.better ?? .lower
    settings.minimalImportantDifferenceSetBefore =
      settings.minimalImportantDifferenceSetBefore ?? true
    let errors = settings.columnErrors
    guard errors.isEmpty, let column = settings.outcomeColumn, let kind = settings.outcomeKind,
      let better = settings.better
    else { throw InvalidInput(errors) }
    let outcome = Outcome(column: column, kind: kind, better: better)
    var resolver = StudyResolver(
      settings: settings, outcome: outcome,
      arms: .init(
        reference: design.arms[0], treatments: Array(design.arms.dropFirst()), inferences: []),
      hasSchedule: true, header: nil)
    let spread = settings.minimalImportantDifference.map { 2 * $0 }
    var study = try resolver.monitored(resolver.study(pooledStandardDeviation: spread), nil)
    study.plannedCycles = Set(schedule.log.nights.compactMap(\.cycle)).count
    settings.minimalImportantDifference = study.minimalImportantDifference
    settings.prior = settings.prior ?? .named(study.prior.name)
    (self.schedule, self.study, self.settings) = (schedule, study, settings)
  }

  /// The log to fill in, as CSV.
  public var blankLog: String {
    schedule.blankLog(outcome: study.outcome.column, covariates: study.covariates)
  }

  /// The key of a plan with sealed treatments; nil for an open one.
  ///
  /// - Parameter scheduleSHA256: of the bytes of the schedule file.
  public func sealedKey(scheduleSHA256: String) -> SealedKey? {
    schedule.design.blinded ? SealedKey(schedule, scheduleSHA256: scheduleSHA256) : nil
  }

  /// The study file, which `StudyFile.read` reads back.
  ///
  /// - Parameters:
  ///   - scheduleFile: the name of the schedule file, as seen from the study file.
  ///   - keySHA256: of the bytes of the sealed key; the seed is then left out.
  public func studyFile(scheduleFile: String, keySHA256: String? = nil) -> String {
    var settings = settings
    settings.schedule = scheduleFile
    settings.sealedKey = keySHA256
    if schedule.design.blinded { settings.designSeed = nil }
    return "# Decided before the first night. The analysis reads it: leave it as it is.\n"
      + settings.yaml
  }
}

extension StudyFile {
  /// Everything that the design decides.
  fileprivate mutating func take(_ schedule: DrawnSchedule) {
    let design = schedule.design
    reference = design.arms[0]
    treatments = Array(design.arms.dropFirst())
    randomised = true
    randomisation = design.randomisation
    maximumPeriodRun = design.maximumPeriodRun
    blinded = design.blinded
    washInNights = design.washInNights
    monitoring = design.monitoring
    self.design = design
    designSeed = schedule.seed
    designGenerator = schedule.generator
  }

  /// Columns of the blank log that are taken.
  private static let ownColumns =
    [
      "date", "day", "treatment", "period", "cycle", "taken", "blinded_guess", "note",
    ] + PersonColumn.names

  fileprivate var columnErrors: [Finding] {
    func error(_ message: String, _ hint: String) -> Finding {
      Finding(code: "N216", severity: .error, message: message, hint: hint)
    }
    var findings = [Finding]()
    var seen = Self.ownColumns
    for column in (outcomeColumn.map { [$0] } ?? []) + (covariates ?? []) {
      if let problem = ArmName.problem(in: column) {
        findings.append(
          error(
            "\(Finding.quoted(column)) cannot name a column: \(problem)", "choose another name"))
      } else if seen.contains(column) {
        findings.append(
          error(
            "the log has a column \(Finding.quoted(column)) already", "choose another name"))
      }
      seen.append(column)
    }
    if outcomeKind == nil {
      findings.append(
        error(
          "is \(Finding.quoted(outcomeColumn ?? "")) a count, a score, a duration or a yes or no?",
          "say --kind, since there are no nights yet to tell it from"))
    }
    return findings
  }
}
