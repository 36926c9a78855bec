import Foundation
import TestSupport
import Testing

/// The example commands that the help of a verb shows.
struct HelpExample {
  /// Every verb that does something, as it is typed.
  static let leaves: [[String]] =
    [["fit"], ["predict"], ["plot"], ["report"], ["run"], ["explain"], ["schema"]]
    + ["design", "power", "check", "analyze", "pool", "checklist"].map { ["nof1", $0] }
    + [
      "list", "show", "check", "derive", "effects", "pool", "stress", "claims", "document",
    ].map { ["trials", $0] }
  /// The verbs that hold others.
  static let groups: [[String]] = [[], ["nof1"], ["trials"]]

  /// One command each, continued lines joined.
  let commands: [String]

  init(of verb: [String]) throws {
    let help = try Magnify.run(verb + ["--help"], in: try Scratch()).output
    let part = try #require(help.components(separatedBy: "Example:\n").dropFirst().first)
    let block = part.components(separatedBy: "\n\n")[0].replacing(" \\\n", with: " ")
    commands = block.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("magnify ") }
  }

  /// A folder with what the examples name: shipped data, a log with its study, folders of logs,
  /// saved results. Without `files` it is empty.
  static func folder(for commands: [String]) throws -> Scratch {
    let folder = try Scratch()
    let shipped = Reference.repository.appendingPathComponent("Datasets")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("Datasets"), withDestinationURL: shipped)
    func copy(_ name: String, _ target: String) throws {
      try FileManager.default.copyItem(
        at: shipped.appendingPathComponent(name), to: folder.url.appendingPathComponent(target))
    }
    let logs = "personal-logs"
    try copy("\(logs)/responder.csv", "log.csv")
    try copy("\(logs)/responder.study.yaml", "study.yaml")
    try copy("cramp-diaries/cramp-diaries.csv", "everybody.csv")
    try copy("crossover-trial/crossover-trial.csv", "new.csv")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("logs"), withIntermediateDirectories: false)
    for name in ["responder", "non-responder", "inconclusive"] {
      try copy("\(logs)/\(name).csv", "logs/\(name).csv")
    }
    try folder.write(plan, to: "plan.yaml")
    let text = commands.joined(separator: "\n")
    for (file, command) in makers where text.contains(file) {
      let made = try Magnify.shell("$MAGNIFY \(command)", in: folder)
      try #require(made.status == 0, "\(command): \(made.error)")
    }
    return folder
  }

  private static let plan = """
    jobs:
      - verb: nof1 analyze
        input: logs/*.csv
        options: {study: study.yaml, no-simulation: yes}

    """

  /// How the saved files that examples read are made.
  private static let makers = [
    (
      "result.json", "nof1 analyze log.csv --study study.yaml --no-simulation --json -o result.json"
    ),
    (
      "fit.json",
      """
      fit 'cramps_per_week ~ treatment + period + (1 | person)' new.csv --save fit.json -o fit.txt
      """
    ),
  ]

  /// Runs a command of the help in the folder, with more arguments.
  static func run(
    _ command: String, _ more: String = "", in folder: Scratch
  ) throws -> Magnify.Run {
    try Magnify.shell("$MAGNIFY \(command.dropFirst("magnify ".count)) \(more)", in: folder)
  }
}
