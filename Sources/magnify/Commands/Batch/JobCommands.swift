import ArgumentParser
import Batch
import Reports
import Tables

/// The commands of a plan's jobs.
///
/// The options of an entry are parsed once and each job's files put in their place: parsing takes
/// about as long as a short analysis. Where the options themselves name the file, each job is
/// parsed.
struct JobCommands: Sendable {
  private let entries: [PlanEntry]
  /// By entry, the first of its jobs. Values that nobody changes.
  nonisolated(unsafe) private let parsed: [Int: (job: PlannedJob, command: any BatchableCommand)]

  /// - Throws: `InvalidInput` with the place of every entry whose options are refused.
  init(_ plan: BatchPlan, _ jobs: [PlannedJob]) throws(InvalidInput) {
    entries = plan.entries
    var parsed: [Int: (job: PlannedJob, command: any BatchableCommand)] = [:]
    var findings: [Finding] = []
    for job in jobs where parsed[job.entryIndex] == nil {
      do {
        parsed[job.entryIndex] = (job, try JobCommands.parse(job, plan.entries[job.entryIndex]))
      } catch {
        if !findings.contains(error) { findings.append(error) }
      }
    }
    if !findings.isEmpty { throw InvalidInput(findings) }
    self.parsed = parsed
  }

  /// Runs a job; a failure is an outcome too.
  func run(_ job: PlannedJob) -> (outcome: JobOutcome, findings: [Finding]) {
    var output = OutputOptions()
    do {
      let command = try command(of: job)
      output = command.output
      let outcome = try command.outcome()
      let bytes = Array(try output.rendered(outcome).utf8)
      let findings = outcome.status == .done ? [] : outcome.envelope.findings
      return (
        .init(status: outcome.status.rawValue, envelope: outcome.envelope, bytes: bytes), findings
      )
    } catch {
      let failure = Failure(error)
      let findings = output.hiding(failure.findings)
      let envelope = Envelope(version: Magnify.version, command: job.verb, findings: findings)
      let bytes = Array(envelope.rendered(names: output.names).utf8)
      return (.init(status: failure.status.rawValue, envelope: envelope, bytes: bytes), findings)
    }
  }

  private func command(of job: PlannedJob) throws -> any BatchableCommand {
    if let first = parsed[job.entryIndex], first.job.options == job.options,
      first.job.arguments.count == job.arguments.count
    {
      var command = first.command
      command.positionals = job.arguments
      return command
    }
    return try JobCommands.parse(job, entries[job.entryIndex])
  }

  private static func parse(
    _ job: PlannedJob, _ entry: PlanEntry
  ) throws(Finding) -> any BatchableCommand {
    func refusal(_ code: String, _ message: String, _ hint: String) -> Finding {
      Finding(
        code: code, severity: .error, message: "\(job.verb): \(message)", hint: hint,
        place: entry.place(ofOptionIn: message))
    }
    var command: any BatchableCommand
    do {
      guard let found = try Magnify.parseAsRoot(job.words) as? any BatchableCommand else {
        throw ValidationError("these are the words of another verb")
      }
      command = found
    } catch {
      throw refusal(
        "B109", Magnify.message(for: error), "magnify \(job.verb) --help lists what it takes")
    }
    if command.plotsFolder != nil || !command.writtenFiles.isEmpty {
      throw refusal(
        "B113", "a job writes its result and no other file",
        "leave the option out that names a file or folder to write")
    }
    if command.dependsOnClock {
      throw refusal(
        "B114", "the result would depend on the clock",
        "say the date with today: YYYY-MM-DD, and leave timings out")
    }
    command.useOneThread()
    command.output.json = true
    command.output.noProgress = true
    return command
  }
}

extension PlanVerbs {
  private static let runnableCommands: [any BatchableCommand.Type] = [
    CheckCommand.self, AnalyzeCommand.self, PowerCommand.self, PoolCommand.self,
    ChecklistCommand.self, TrialsListCommand.self, TrialsShowCommand.self, TrialsCheckCommand.self,
    TrialsDeriveCommand.self, TrialsEffectsCommand.self, TrialsPoolCommand.self,
    TrialsStressCommand.self, TrialsClaimsCommand.self, TrialsDocumentCommand.self,
    FitCommand.self, PredictCommand.self,
  ]

  /// All verbs of the command.
  static var all: PlanVerbs {
    let runnable = runnableCommands.map { $0.verb }
    return PlanVerbs(
      runnable: runnable, others: names(of: Magnify.self).filter { !runnable.contains($0) })
  }

  /// The names of the commands below one, as they are typed.
  private static func names(of command: any ParsableCommand.Type) -> [String] {
    command.configuration.subcommands.flatMap { child in
      let name = child._commandName
      return [name] + names(of: child).map { "\(name) \($0)" }
    }
  }
}
