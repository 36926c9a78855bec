import Tables

/// Which verbs a plan can name.
public struct PlanVerbs: Sendable {
  /// Those that can be jobs, and those that cannot.
  public let runnable: [String]
  public let others: [String]

  public init(runnable: [String], others: [String]) {
    self.runnable = runnable
    self.others = others
  }

  /// Options that say where and how results are written, which is the same for all jobs.
  private static let reserved: Set = [
    "-o", "--output", "--format", "--json", "--table", "--jobs", "--force", "-q", "--quiet",
    "--no-progress", "-h", "--help", "--version",
  ]

  func findings(about entry: PlanEntry) -> [Finding] {
    var findings: [Finding] = []
    func refuse(_ code: String, _ message: String, _ hint: String, _ place: Place?, _ value: String)
    {
      findings.append(
        Finding(
          code: code, severity: .error, message: message, hint: hint, place: place, value: value))
    }
    let verb = entry.verb
    if others.contains(verb.text) {
      refuse(
        "B105", "\(Finding.quoted(verb.text)) cannot be a job of a plan",
        "choose one of \(runnable.joined(separator: ", "))", verb.place, verb.text)
    } else if !runnable.contains(verb.text) {
      refuse(
        "B104", "there is no verb \(Finding.quoted(verb.text))",
        "choose one of \(runnable.joined(separator: ", "))", verb.place, verb.text)
    }
    for input in entry.inputs + entry.arguments where input.text == "-" {
      refuse(
        "B107", "a job cannot read standard input", "name a file", input.place, input.text)
    }
    for option in entry.options where PlanVerbs.reserved.contains(option.name) {
      refuse(
        "B108", "\(Finding.quoted(option.name)) is not an option of a job",
        "leave it out: results are JSON files in one folder, and magnify run has --jobs, --force",
        option.place, option.name)
    }
    return findings
  }
}
