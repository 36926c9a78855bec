import ArgumentParser
import NOf1
import Reports
import Tables

/// `magnify nof1 design`: a randomised plan, drawn and written before the first night.
struct DesignCommand: ResultCommand {
  static let verb = "nof1 design"
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Draw a randomised plan and write its schedule, log and study file.",
    usage: "magnify nof1 design --arms A,B --cycles N --period NIGHTS [options]",
    discussion: """
      Example:
        magnify nof1 design --arms placebo,magnesium --cycles 4 --period 14 \\
          --start 2027-01-04 --into my-trial

      Every schedule that the design admits is equally likely. The seed is drawn
      by the system unless --seed gives it, and recorded; of a blinded plan only
      the sealed key holds it.
      """)

  @OptionGroup(title: "Plan") var plan: PlanOptions
  @Option(help: "Write schedule.csv, log.csv, study.yaml and the key into this folder.")
  var into: String?
  @Option(help: "With --blinded: where the sealed key goes (default: sealed-key.yaml there).")
  var key: String?
  @Option(help: "Seed of the draw (default: drawn by the system).") var seed: UInt64?
  @Option(help: "Assumed mean on the reference: events a night (default: 0.62).")
  var rate: Double?
  @Option(help: "Simulated people in each cell of what the plan can find.") var simulations = 300
  @Flag(help: "Leave out what the plan can find.") var noSimulation = false
  @Option(help: "Threads for the simulation; results do not change.") var jobs: Int?
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try plan.validate()
    try output.validate(tables: PlanReport.tableNames, inputs: [])
    guard simulations >= 1 else { throw ValidationError("--simulations is at least 1") }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
    if let rate, !(rate > 0) || !rate.isFinite { throw ValidationError("--rate is above 0") }
    if key != nil && !plan.blinded { throw ValidationError("--key goes with --blinded") }
    if plan.blinded && into == nil && key == nil {
      throw ValidationError("a blinded plan needs --into or --key: its key must not be lost")
    }
  }

  var plotsFolder: OutputFolder? { into.map { OutputFolder(path: $0, names: []) } }
  var writtenFiles: [String] { paths.map(\.path) }

  func outcome() throws -> Outcome {
    let chosen = seed ?? UInt64.random(in: 1...9_007_199_254_740_991)
    let trial = try PlannedTrial(plan.design.draw(seed: chosen), settings: plan.settings)
    let written = files(trial)
    let characteristics = try simulate(trial, seed: chosen)
    let report = PlanReport(
      schedule: trial.schedule, study: trial.study, characteristics: characteristics?.cells ?? [],
      referenceMean: characteristics?.referenceMean ?? 0,
      files: paths.map { (name: $0.path, purpose: $0.purpose) }, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, options: trial.study.options,
      seed: plan.blinded ? nil : Int(clamping: chosen), results: report.results)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done,
      files: written)
  }

  /// Where each file goes, and what it is for.
  private var paths: [(path: String, purpose: String)] {
    var list: [(String, String)] = []
    if let into {
      let base = into.hasSuffix("/") ? into : into + "/"
      list = [
        (base + "schedule.csv", "which arm on which night"),
        (base + "log.csv", "fill in one row every morning"),
        (base + "study.yaml", "what was decided before the first night"),
      ]
      if plan.blinded && key == nil { list.append((base + "sealed-key.yaml", keyPurpose)) }
    }
    if let key { list.append((key, keyPurpose)) }
    return list
  }

  private var keyPurpose: String { "which code is which arm: keep it closed" }

  /// The texts, in the order of `paths`.
  private func files(_ trial: PlannedTrial) -> [OutputFile] {
    let schedule = trial.schedule.csv
    let sealed = trial.sealedKey(scheduleSHA256: Checksum.sha256(Array(schedule.utf8)))
    let study = trial.studyFile(
      scheduleFile: "schedule.csv",
      keySHA256: sealed.map { Checksum.sha256(Array($0.text.utf8)) })
    let texts =
      (into == nil ? [] : [schedule, trial.blankLog, study]) + (sealed.map { [$0.text] } ?? [])
    return zip(paths, texts).map { OutputFile(path: $0.path, text: $1) }
  }

  private func simulate(
    _ trial: PlannedTrial, seed: UInt64
  ) throws -> (cells: [OperatingCharacteristic], referenceMean: Double)? {
    guard !noSimulation else { return nil }
    let assumed = rate ?? PowerPlan.usualRate(trial.study.outcome.kind)
    let progress = ProgressLine(enabled: !output.quiet && !output.noProgress)
    defer { progress.finish() }
    // The seed of a blinded plan stays in its key.
    let cells = try trial.characteristics(
      referenceMean: assumed, simulations: simulations, seed: plan.blinded ? 1 : seed,
      jobs: jobs ?? Clock.processors(),
      progress: { done, total in progress.show(done, of: total, what: "simulated people") })
    return (cells, assumed)
  }
}
