import Tables

/// What the codes of magnify run mean: why a batch ended before its end.
extension CommandCatalogue {
  static let batches = [
    CodeExplanation(
      code: "F110", title: "The folder holds results already",
      text: """
        A batch neither replaces results nor mixes new ones with old ones unprompted. With \
        --resume it goes on where it was, and with --force it begins afresh.
        """),
    CodeExplanation(
      code: "F111", title: "A result of a batch cannot be written",
      text: """
        The disk is full, or the folder may not be written to. The run stopped, every file that is \
        there is whole, and the journal knows which jobs are finished. Make room and run the same \
        command with --resume.
        """),
    CodeExplanation(
      code: "F112", title: "The batch was interrupted",
      text: """
        The jobs in flight were finished first. Run the same command with --resume: what is \
        finished is passed over, and in the end the folder is the same as if nothing had \
        happened.
        """),
    CodeExplanation(
      code: "F113", title: "Another run is writing to the folder",
      text: """
        Two runs of one plan, or of one shard of it, would write to one journal. Different shards \
        may run at the same time.
        """),
    CodeExplanation(
      code: "F114", title: "Jobs are missing",
      text: """
        No journal in the folder knows a finished result of these jobs: their shard has not run or \
        was interrupted, its files were not copied here, or a result was changed. The summary has \
        the rest; the missing ones are not-run in it.
        """),
  ]
}
