import Tables

/// A list of jobs, as a file says it.
public struct BatchPlan: Sendable, Equatable {
  /// The folder of the results, `results` unless the plan says otherwise.
  public let output: String
  public let entries: [PlanEntry]

  /// Reads a plan: CSV where the name ends in `.csv`, otherwise YAML.
  /// - Throws: `InvalidInput` with every error found and its place: B100 to B108, or a D code for
  ///   a file that is not a table.
  public static func read(_ source: TableSource, verbs: PlanVerbs) throws(InvalidInput) -> BatchPlan
  {
    let plan =
      source.name.hasSuffix(".csv")
      ? try TablePlanReader.read(source) : try YAMLPlanReader.read(source)
    let findings = plan.entries.flatMap { verbs.findings(about: $0) }
    if !findings.isEmpty { throw InvalidInput(findings) }
    return plan
  }

  /// The same plan with options added to every job that does not have them, each an option and its
  /// value if it takes one.
  public func adding(options: [[String]]) -> BatchPlan {
    let more = options.map { PlanEntry.Option(words: $0, place: nil) }
    return BatchPlan(output: output, entries: entries.map { $0.adding(more) })
  }

  /// Every job, in the order of the plan and of the names of the files, numbered from 1.
  ///
  /// Paths are relative to the working folder of the process.
  /// - Throws: `InvalidInput`: B106 for a glob that matches nothing, B110 and B111 for names of
  ///   results that cannot be.
  public func jobs() throws(InvalidInput) -> [PlannedJob] {
    var jobs: [PlannedJob] = []
    var findings: [Finding] = []
    var first: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let (files, missing) = entry.files()
      findings += missing
      for file in files {
        let job = PlannedJob(
          number: jobs.count + 1, entryIndex: index, entry: entry, input: file.text)
        jobs.append(job)
        if let problem = ResultName.problem(of: job.name) {
          findings.append(entry.nameFinding(job, problem))
        } else if let other = first.updateValue(job.number, forKey: job.name) {
          findings.append(entry.repeatedName(job, jobs[other - 1]))
        }
      }
    }
    if !findings.isEmpty { throw InvalidInput(findings) }
    return jobs
  }
}

extension PlanEntry {
  /// The files of the inputs, those of a glob sorted by their bytes; one job without a file where
  /// there is no input.
  fileprivate func files() -> (files: [(text: String?, place: Place?)], findings: [Finding]) {
    if inputs.isEmpty { return ([(nil, nil)], []) }
    var files: [(text: String?, place: Place?)] = []
    var findings: [Finding] = []
    for input in inputs {
      let found = FileGlob.files(input.text)
      if found.isEmpty {
        findings.append(
          Finding(
            code: "B106", severity: .error,
            message: "no file matches \(Finding.quoted(input.text))",
            hint: "paths are relative to the folder of the plan", place: input.place,
            value: input.text))
      }
      files += found.map { ($0, input.place) }
    }
    return (files, findings)
  }

  fileprivate func nameFinding(_ job: PlannedJob, _ problem: String) -> Finding {
    Finding(
      code: "B111", severity: .error,
      message: "\(Finding.quoted(job.name)) cannot name a result: \(problem)",
      hint: "write a name inside the results folder; {stem}, {folder} and {index} are filled in",
      place: output.place ?? verb.place, value: output.text)
  }

  fileprivate func repeatedName(_ job: PlannedJob, _ other: PlannedJob) -> Finding {
    let files = [other.input, job.input].compactMap { $0 }.map { Finding.quoted($0) }
    let whose = files.isEmpty ? "" : ": \(files.joined(separator: " and "))"
    return Finding(
      code: "B110", severity: .error,
      message: "jobs \(other.number) and \(job.number) have one result, "
        + "\(Finding.quoted(job.output))\(whose)",
      hint: "give each its own output, such as {folder}-{stem} or {stem}-{index}",
      place: output.place ?? verb.place, value: output.text)
  }
}
