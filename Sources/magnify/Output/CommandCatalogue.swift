import Batch
import MixedModels
import NOf1
import Tables
import Trials

/// What the codes of the command itself mean.
enum CommandCatalogue {
  /// Every code that the command can show, in order.
  static let all =
    [
      TablesCatalogue.explanations, NOf1Catalogue.explanations, MixedModelsCatalogue.explanations,
      TrialsCatalogue.explanations, BatchCatalogue.explanations, models, trials, batches,
      explanations,
    ].joined().sorted { $0.code < $1.code }

  private static let explanations = [
    CodeExplanation(
      code: "F100", title: "Something went wrong inside magnify",
      text: """
        This is a fault of the program, not of your files, and no result was written. Please \
        report it with the command you ran and the version (magnify --version). The log itself \
        is seldom needed: say first what it looks like.
        """),
    CodeExplanation(
      code: "F101", title: "A file cannot be read",
      text: """
        Most often the name is misspelled, or the command runs in another folder than the file. \
        A folder was named where a file is needed, or the file belongs to someone else. A \
        schedule that a study file names is looked for beside that study file. Use - to read \
        standard input.
        """),
    CodeExplanation(
      code: "F102", title: "A file cannot be written",
      text: """
        The file exists already (choose another name, or replace it with --force), its folder \
        does not exist or may not be written to, or the disk is full. Results are written all \
        together or not at all: nothing was left behind, and files that existed are unchanged.
        """),
    CodeExplanation(
      code: "F103", title: "This is not the saved result that is needed",
      text: """
        A result is read back from the JSON that a verb writes with --json -o FILE, with names in \
        snake case. magnify report and magnify plot read the result of any verb, magnify nof1 \
        checklist that of nof1 analyze alone. A page, a CSV table or the result of a run that \
        failed does not hold it.
        """),
    CodeExplanation(
      code: "F120", title: "The result holds no plots",
      text: """
        Results keep the rows of their plots since magnify plot can draw them. A file that was \
        written before, or with --no-figures, has none: run the verb again with --json -o FILE. \
        The verbs that draw are nof1 analyze, nof1 power, nof1 pool, trials pool, trials stress \
        and fit.
        """),
    CodeExplanation(
      code: "F121", title: "The result does not hold this plot",
      text: """
        Each verb has plots of its own, and some need something to draw: cycles a complete cycle, \
        a funnel three studies, a caterpillar random effects, profiles intervals that come from \
        them (--ci profile). magnify plot RESULT.json --list names the plots that there are.
        """),
  ]
}
