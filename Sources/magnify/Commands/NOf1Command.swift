import ArgumentParser

/// The verbs for one person's log.
struct NOf1Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nof1",
    abstract: "Personal trials: plan, check, analyse, and pool many people.",
    discussion: """
      Example:
        magnify nof1 design --arms placebo,magnesium --cycles 4 --period 14 \\
          --start 2027-01-04 --into my-trial
        magnify nof1 check log.csv --study study.yaml
        magnify nof1 analyze log.csv --study study.yaml --plots plots
      """,
    subcommands: [
      DesignCommand.self, PowerCommand.self, CheckCommand.self, AnalyzeCommand.self,
      PoolCommand.self, ChecklistCommand.self,
    ])
}
