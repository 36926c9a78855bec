import Tables

/// What the codes of plans mean, for `magnify explain CODE`.
public enum BatchCatalogue {
  public static let explanations: [CodeExplanation] = forms + jobs + results

  private static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }

  private static let forms = [
    entry(
      "B100", "This is not a plan",
      """
      A plan is YAML with the key jobs, or a CSV table whose name ends in .csv. Often a tab stands \
      where YAML wants blanks, or a key is given twice. magnify run --help shows a plan.
      """),
    entry(
      "B101", "An unknown key of a plan",
      """
      Most often it is misspelled, or an option of the verb stands beside the keys of the job: it \
      belongs under options.
      """),
    entry(
      "B102", "A key of a plan holds something else",
      """
      verb and output are one text, input and arguments one text or a list, options a mapping or a \
      line of options. Put quotes around a text with a colon or a brace.
      """),
    entry(
      "B103", "Something is missing in a plan",
      """
      A plan has at least one job, a job has a verb, and a job without an input has an output, \
      because its result cannot be named after a file.
      """),
  ]

  private static let jobs = [
    entry(
      "B104", "There is no such verb",
      "A verb is written as it is typed: nof1 analyze, trials pool, fit. The message lists them."),
    entry(
      "B105", "This verb cannot be a job",
      """
      A job reads files and gives one result. Verbs that draw, print, or write files for people are \
      run by themselves, on the results of the batch for instance.
      """),
    entry(
      "B106", "No file matches",
      """
      Paths and globs are relative to the folder of the plan, wherever the command is started. \
      Capital letters matter, and a star does not reach into folders: logs/*/*.csv does.
      """),
    entry(
      "B107", "A job cannot read standard input",
      "There is one standard input and there are many jobs: save it to a file and name that."),
    entry(
      "B108", "An option that belongs to the whole run",
      """
      Every result is JSON in the plan's folder of results, and every job has one thread. Where the \
      report of the run goes and how many jobs run at a time is said to magnify run.
      """),
    entry(
      "B109", "The verb does not take these options",
      """
      The message is that of the verb; its --help lists what it takes. Under options a key is the \
      option's name without hyphens, yes gives a flag, and a list repeats the option.
      """),
  ]

  private static let results = [
    entry(
      "B110", "Two jobs have one result",
      """
      Files of one name in two folders are the usual cause: {folder}-{stem} tells them apart. So \
      does {stem}-{index}, or a word for each entry that reads the same files.
      """),
    entry(
      "B111", "A result cannot have this name",
      """
      Results lie in the plan's folder of results or in folders below it. {stem}, {folder} and \
      {index} are filled in; no other word in braces is known.
      """),
    entry(
      "B112", "A quote is never closed",
      """
      Options in one line are taken apart as a shell does it: blanks separate, quotes hold \
      together. In a CSV cell with quotes every quote stands twice.
      """),
    entry(
      "B113", "A job writes one file",
      """
      Plots, saved models and tables of people would be written by every job to the same place. \
      Results keep the data of their plots: magnify plot draws them afterwards. Run what must \
      be saved by itself.
      """),
    entry(
      "B114", "The result would depend on the clock",
      """
      A batch that is resumed tomorrow must give what it gave today. The check for future dates of \
      nof1 check asks the clock: say the date with today. Times of the steps of a fit differ from \
      run to run: leave timings out.
      """),
  ]
}
