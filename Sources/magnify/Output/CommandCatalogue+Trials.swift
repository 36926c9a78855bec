import Tables

/// What the codes of the files that pooled trials leave mean.
extension CommandCatalogue {
  static let trials = [
    CodeExplanation(
      code: "A350", title: "Not a saved prior",
      text: """
        The file was not written by magnify trials pool --save-prior, was cut short, or was changed. \
        The result of magnify trials pool --json is another file: it has the tables, not the prior.
        """)
  ]
}
