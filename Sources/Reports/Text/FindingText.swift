import Tables

/// How many findings there are, in words.
enum FindingText {
  /// "Checks of the log: 2 warnings, 1 note (N132, N133)."
  static func count(_ findings: [Finding]) -> String {
    let counts = Finding.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(noun(severity))\(count == 1 ? "" : "s")"
    }
    var codes: [String] = []
    for finding in findings where !codes.contains(finding.code) { codes.append(finding.code) }
    return
      "Checks of the log: \(counts.joined(separator: ", ")) (\(codes.joined(separator: ", ")))."
  }

  static func noun(_ severity: Finding.Severity) -> String {
    severity == .information ? "note" : severity.rawValue
  }
}
