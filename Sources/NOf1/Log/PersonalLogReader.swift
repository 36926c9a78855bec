import Tables

/// Reads one person's log for one study.
public enum PersonalLogReader {
  /// The longest log, in days from the first to the last night.
  public static let longestSpan = 3660

  /// Reads a log, finds out what nobody said, and resolves every default of the study.
  ///
  /// The columns are `date` (or `day`), `treatment`, the outcome (`cramps` unless named), and where
  /// they are there `period`, `cycle`, `taken`, `form`, `dose_mg` (elemental) or `salt` and
  /// `salt_mg`, and the declared covariates. A night without an
  /// outcome or without a row is a missing night. A covariate that is empty on such a night is 0
  /// there.
  ///
  /// The log counts as randomised only if the study says so, says how the order was drawn, or
  /// comes with a `schedule`. The nights that the schedule plans within the log's span and that
  /// the log does not have are added as missing nights.
  ///
  /// Where the study file has a `design`, the log was written with a plan that lists every night:
  /// then it must follow the plan, and the empty rows after its last entry (outcome, `taken`, a
  /// covariate, a guess or a note) are nights to come.
  ///
  /// - Parameters:
  ///   - table: the log as it was read.
  ///   - file: the study file, if there is one.
  ///   - overrides: what the command line says; it wins.
  ///   - schedule: the plan that `file.schedule` names, if it was read.
  ///   - key: the arms of the codes in `treatment`, where treatments are sealed; verified before.
  ///   - trialPrior: what the file of a prior `trials:FILE` says; the spread between persons is
  ///     that of the settings, else the default.
  /// - Throws: `InvalidInput` with every error found, in the order of the file (N1xx and D104 of
  ///   the log, N2xx of the study); `PersonalAnalysisError.notEstimable` for a valid log that has
  ///   too little in it. The table in `PersonalAnalysisError` says which is which.
  public static func read(
    table: Table, file: StudyFile? = nil, overrides: StudyOverrides = .init(),
    schedule: PlannedSchedule? = nil, key: SealedKey? = nil, trialPrior: TrialPrior? = nil
  ) throws -> ReadLog {
    let settings = (file ?? .init()).overridden(by: overrides)
    let persons = PersonColumn.findings(table)
    if !persons.isEmpty { throw InvalidInput(persons) }
    try settings.requireKey(key, header: table.headerPlace)
    let schedule = try key.flatMap { try schedule?.opened(with: $0) } ?? schedule
    if let schedule {
      try settings.requireDrawn(
        schedule, seed: settings.designSeed ?? key?.seed,
        generator: settings.designGenerator ?? key?.generator)
    }
    var outcomeReader = OutcomeReader(table: table, settings: settings)
    let outcome = outcomeReader.outcome()
    let cells = try LogCells(
      table: table, settings: settings, outcome: outcome, outcomeReader, key: key)
    var nights = cells.inOrder
    var inferences = cells.inferences + outcomeReader.inferences
    let plan = schedule.map { SchedulePlacement($0, nights: nights) }
    if let design = settings.design, let plan {
      let findings = PlanFollowing(
        table: table, nights: nights, placement: plan, arms: design.arms
      ).findings
      if !findings.isEmpty { throw InvalidInput(findings) }
    }
    let arms = try cells.arms(settings)
    inferences += arms.inferences
    let names = [arms.reference] + arms.treatments
    let details = try ArmDetailsReader(table: table, settings: settings, arms: names, key: key)
    inferences += details.notes
    if let plan {
      nights = plan.completed(nights, arms: names, covariates: settings.covariates?.count ?? 0)
      inferences += plan.inferences
    }
    if settings.design != nil {
      nights = nights.withoutNightsToCome(
        in: table,
        entries: DrawnSchedule.entries(outcome: outcome.column, settings.covariates ?? []))
    }
    let (log, basis) = PersonalLog.assemble(nights, arms: names, doses: details.doses)
    inferences.append(log.structureSentence(basis))
    try log.requireEstimable(outcome, washIn: settings.washInNights ?? 0, table: table)
    var resolver = StudyResolver(
      settings: settings, outcome: outcome, arms: arms, hasSchedule: schedule != nil,
      header: table.headerPlace)
    resolver.trialPrior = trialPrior
    var study = try resolver.monitored(
      resolver.study(pooledStandardDeviation: log.pooledStandardDeviation(of: outcome.kind)),
      schedule)
    study.armDetails = details.details
    inferences += resolver.inferences
    return ReadLog(
      log: log, study: study,
      findings: table.notes + cells.findings(log) + resolver.findings + details.findings,
      inferences: inferences, settings: settings, schedule: schedule, rows: nights.map(\.row))
  }
}

extension PersonalLog {
  /// The log with its periods and cycles.
  static func assemble(
    _ nights: [RawNight], arms: [String], doses: [Double?] = []
  ) -> (log: PersonalLog, basis: CycleStructure.Basis) {
    let number = Dictionary(uniqueKeysWithValues: arms.enumerated().map { ($1, $0) })
    let armOfNight = nights.map { number[$0.arm] ?? 0 }
    func labels(_ values: [String?]) -> [String?]? {
      values.contains { $0 != nil } ? values : nil
    }
    let structure = CycleStructure(
      days: nights.map(\.day), arms: armOfNight, armCount: arms.count,
      periodLabels: labels(nights.map(\.period)), cycleLabels: labels(nights.map(\.cycle)))
    let first = nights.first?.day ?? 0
    let log = PersonalLog(
      arms: arms,
      nights: nights.indices.map { index in
        let night = nights[index]
        return Night(
          day: night.day - first, date: night.date, arm: armOfNight[index],
          outcome: night.outcome, taken: night.taken, period: structure.period[index],
          cycle: structure.cycle[index], covariates: night.covariates,
          dose: night.row.flatMap { doses.isEmpty ? nil : doses[$0] }, line: night.line)
      })
    return (log, structure.basis)
  }

  fileprivate func structureSentence(_ basis: CycleStructure.Basis) -> String {
    let periods = Set(nights.map(\.period)).count
    let cycles = Set(nights.compactMap(\.cycle)).count
    let found =
      "\(periods) \(periods == 1 ? "period" : "periods") and "
      + "\(cycles) complete \(cycles == 1 ? "cycle" : "cycles")"
    return switch basis {
    case .cycleColumn: "The column 'cycle' gives \(found)."
    case .periodColumn: "The column 'period' gives \(found)."
    case .equalPeriods(let nights):
      "Taken as periods of \(nights) nights each, the log has \(found)."
    case .runs: "Runs of nights on one arm give \(found)."
    }
  }
}

/// A night as its row says, before arms are numbered and periods are known.
struct RawNight: Sendable, Equatable {
  var day: Int
  var date: CalendarDate?
  var arm: String
  var outcome: Double?
  var taken: Bool?
  var period: String?
  var cycle: String?
  var covariates: [Double]
  var line: Int
  var row: Int?
}
