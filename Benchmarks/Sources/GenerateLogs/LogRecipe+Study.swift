extension LogRecipe {
  /// The study file that goes with the log, as its owner would have written it.
  var studyFile: String {
    var lines = [
      "# SIMULATED data: no real person. Made by scripts/generate-logs.sh.",
      "# \(title).",
      "reference: \(arms[0].name)",
      "treatments: [\(arms.dropFirst().map(\.name).joined(separator: ", "))]",
    ]
    if kind == .score {
      let range = Self.severityRange
      lines += [
        "outcome:", "  column: severity", "  kind: score", "  better: lower",
        "  range: [\(range.lowerBound), \(range.upperBound)]",
        "mcid: \(Int(minimalImportantDifference))                  # one point less is worth it to me",
      ]
    } else {
      lines += [
        "outcome:", "  column: cramps", "  kind: count", "  better: lower",
        "mcid: \(minimalImportantDifference)               # 25 % fewer cramps is worth it to me",
      ]
    }
    lines.append("mcid_set_before: yes")
    if randomised {
      lines += ["randomised: yes", "randomisation: paired-cycles", "blinded: yes"]
    } else {
      lines += ["randomised: no", "blinded: no"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
