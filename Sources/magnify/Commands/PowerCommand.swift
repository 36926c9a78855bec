import ArgumentParser
import Figures
import NOf1
import Reports

/// `magnify nof1 power`: how often a design gives which verdict, before the first night.
struct PowerCommand: ResultCommand {
  static let verb = "nof1 power"
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Before the first night: how often would a design give a firm answer?",
    discussion: """
      Example:
        magnify nof1 power --cycles 3,6 --period 14 --effect 1,0.5

      Lists are separated by commas; every combination is simulated and analysed
      as a real log is. Effects are true ratios (0.5 halves the outcome), or
      differences for scores; 1, or 0 for scores, is no effect.
      """)

  @OptionGroup(title: "Plan") var plan: PowerPlanOptions
  @OptionGroup(title: "Study") var study: PowerStudyOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: "The wanted chance of a firm answer.") var target = 0.8
  @Option(help: "Threads (default: one a processor); results do not change.") var jobs: Int?
  @Option(help: "Write the plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?

  func validate() throws {
    try study.validate()
    if study.kind == .score, plan.sigma == nil {
      throw ValidationError("--kind score needs --sigma: how many points one night differs")
    }
    try output.validate(tables: PowerReport.tableNames, inputs: [])
    guard target > 0, target < 1 else { throw ValidationError("--target lies between 0 and 1") }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
  }

  var plotsFolder: OutputFolder? {
    plots.map { OutputFolder(path: $0, names: PersonalFigures.powerNames) }
  }

  func outcome() throws -> Outcome {
    let sigma = self.plan.sigma ?? PowerPlan().sigma
    let (study, inferences) = try PowerPlan.study(self.study.settings, sigma: sigma)
    let plan = self.plan.plan(for: study, sigma: sigma)
    let progress = ProgressLine(enabled: !output.quiet && !output.noProgress)
    defer { progress.finish() }
    let cells = try plan.run(study: study, jobs: jobs ?? Clock.processors()) { done, total in
      progress.show(done, of: total, what: "simulated logs")
    }
    let report = PowerReport(
      cells, plan: plan, study: study, target: target, notes: inferences, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, options: report.options,
      seed: Int(clamping: plan.seed), results: report.results, notes: report.notes)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done,
      figures: report.figures)
  }
}

/// The lists of the plan.
struct PowerPlanOptions: ParsableArguments {
  @Option(help: "Cycles of one period of each arm.")
  var cycles = CommaList(PowerPlan().cycles)
  @Option(help: "Nights in a period.") var period = CommaList(PowerPlan().periodNights)
  @Option(help: "Mean outcome of a night on the reference (default: 0.62 for counts).")
  var rate: CommaList<Double>?
  @Option(
    parsing: .unconditional,
    help: "True effects (default: none, the one that matters, and a halving).")
  var effect: CommaList<Double>?
  @Option(help: "Correlation from one night to the next.")
  var rho = CommaList(PowerPlan().correlations)
  @Option(help: "Share of nights without a record.") var missing = CommaList(PowerPlan().missing)
  @Option(help: "Standard deviation from night to night, on the log scale (default: 0.6).")
  var sigma: Double?
  @Option(help: "Simulated people in each combination.") var simulations = PowerPlan().simulations
  @Option(help: "Seed of the simulation.") var seed: UInt64 = 1

  func plan(for study: PersonalStudy, sigma: Double) -> PowerPlan {
    PowerPlan(
      cycles: cycles.values, periodNights: period.values,
      rates: rate?.values ?? [PowerPlan.usualRate(study.outcome.kind)],
      effects: effect?.values ?? PowerPlan.usualEffects(study), correlations: rho.values,
      missing: missing.values, sigma: sigma, simulations: simulations, seed: seed)
  }
}

/// What will be studied.
struct PowerStudyOptions: ParsableArguments {
  @Option(help: "Column of the outcome (default: cramps).") var outcome: String?
  @Option(help: "Kind of outcome (default: count).") var kind: NOf1.Outcome.Kind?
  @Option(help: "Which way is better (default: lower).") var better: NOf1.Outcome.Direction?
  @Option(help: "The comparator arm (default: placebo).") var reference: String?
  @Option(help: "The treatment arm (default: magnesium).") var treatment: String?
  @Option(help: "Smallest effect that matters: a ratio (0.75), or a difference for scores.")
  var mcid: Double?
  @Option(help: "Prior of the effect: trial, sceptical, wide, enthusiast, normal:MEAN,SD.")
  var prior: String?
  @Option(
    help: "How the order is drawn: paired-cycles (default), nightly:MAX_RUN, blocks:SIZE.")
  var randomisation: String?
  @Option(help: "First nights after every switch that are left out.") var washIn = 0

  func validate() throws {
    try PriorChoice.requireKnownBefore(prior)
    if let randomisation, Randomisation(text: randomisation) == nil {
      throw ValidationError(
        "'\(randomisation)' is not a scheme: paired-cycles, nightly:MAX_RUN, or blocks:SIZE")
    }
    if washIn < 0 { throw ValidationError("--wash-in is 0 or more") }
  }

  /// As a study file would say it.
  var settings: StudyFile {
    var result = StudyFile()
    result.outcomeColumn = outcome
    result.outcomeKind = kind
    result.better = better
    result.reference = reference
    result.treatments = treatment.map { [$0] }
    result.minimalImportantDifference = mcid
    result.prior = prior.flatMap { PriorChoice(text: $0) }
    result.randomisation = randomisation.flatMap { Randomisation(text: $0) }
    result.washInNights = washIn
    return result
  }
}
