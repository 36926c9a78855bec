import Figures

extension SchemaCatalogue {
  /// What `magnify run` gives, and with `--dry-run`.
  static var batch: String {
    document(
      "magnify.run/1", title: "Results of magnify run",
      [
        "oneOf": [
          object([("summary", string), ("counts", rows(batchCount)), ("jobs", rows(batchJob))]),
          object([("jobs", rows(previewedJob))]),
        ]
      ])
  }

  private static var batchCount: Fields {
    [("status", jobStatus), ("verb", string), ("verdict", maybeString), ("jobs", count)]
  }

  private static let jobStatus: JSONValue = ["enum": ["done", "failed", "not-run"]]

  private static var batchJob: Fields {
    [
      ("job", count), ("verb", string), ("input", maybeString), ("output", string),
      ("status", jobStatus), ("exit_code", maybeCount), ("verdict", maybeString),
      ("arm", maybeString), ("scale", ["enum": ["ratio", "difference", nil]]),
      ("estimate", maybeNumber), ("conf_low", maybeNumber), ("conf_high", maybeNumber),
      ("p_benefit", maybeProbability), ("p_mcid", maybeProbability), ("nights", maybeCount),
      ("code", maybeString), ("message", maybeString),
    ]
  }

  private static var previewedJob: Fields {
    [
      ("job", count), ("verb", string), ("input", maybeString), ("output", string),
      ("action", ["enum": ["run", "skip"]]), ("reason", string),
    ]
  }
}
