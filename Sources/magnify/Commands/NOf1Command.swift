import ArgumentParser

/// The verbs for one person's log.
struct NOf1Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nof1",
    abstract: "One person's log: check it, analyse it.",
    discussion: """
      Example:
        magnify nof1 check log.csv
        magnify nof1 analyze log.csv --study study.yaml --plots plots
      """,
    subcommands: [CheckCommand.self, AnalyzeCommand.self, PowerCommand.self])
}
