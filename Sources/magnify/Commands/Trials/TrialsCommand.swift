import ArgumentParser

/// The verbs for published trials.
struct TrialsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trials",
    abstract: "Published trials: list, show, check, effects, pool, stress.",
    discussion: """
      Example:
        magnify trials list Datasets/magnesium-trials
        magnify trials pool Datasets/magnesium-trials --group idiopathic

      The input is what papers print: a folder with trials.csv, arms.csv,
      contrasts.csv and reviews.csv (those that are there), or CSV files with an
      arm, a report or a whole comparison in each row; metafor's names are known.
      """,
    subcommands: [
      TrialsListCommand.self, TrialsShowCommand.self, TrialsCheckCommand.self,
      TrialsDeriveCommand.self, TrialsEffectsCommand.self, TrialsPoolCommand.self,
      TrialsStressCommand.self, TrialsClaimsCommand.self, TrialsDocumentCommand.self,
    ])
}
