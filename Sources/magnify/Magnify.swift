import ArgumentParser

/// The command: parse, call the libraries, print. Nothing is computed here.
@main
struct Magnify: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "magnify",
    abstract: "What does the evidence support: for one person with a log, and for trials?",
    discussion: """
      Example:
        magnify nof1 analyze log.csv --study study.yaml

      Exit status:
          0  done
          1  internal fault: please report it
          2  the input is not valid
          3  a gate failed (--fail-on)
          4  not estimable from these data
         64  usage
         66  no such file, or it cannot be read
         73  cannot write
        130  interrupted

      Magnify is a calculator, not medical advice.
      """,
    version: "magnify \(version)",
    subcommands: [
      NOf1Command.self, TrialsCommand.self, FitCommand.self, PredictCommand.self,
      ReportCommand.self,
      ExplainCommand.self, SchemaCommand.self,
    ])
}
