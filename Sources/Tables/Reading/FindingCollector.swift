/// Collects errors up to a number beyond which nobody reads them, and counts the rest.
struct FindingCollector {
  private(set) var findings: [Finding] = []
  private var left = 0
  private let limit: Int

  init(limit: Int = 10_000) {
    self.limit = limit
  }

  /// True while there is room: makes callers spare the cost of a finding that would be dropped.
  mutating func hasRoom() -> Bool {
    if findings.count < limit { return true }
    left += 1
    return false
  }

  mutating func append(_ finding: Finding) {
    findings.append(finding)
  }

  /// The findings and, if some were dropped, one that says how many.
  var all: [Finding] {
    guard left > 0, let last = findings.last else { return findings }
    let rest = Finding(
      code: last.code, severity: .error,
      message: "\(left) more errors are not listed: correct the first ones and read again")
    return findings + [rest]
  }

  func throwIfAny() throws(InvalidInput) {
    if !findings.isEmpty { throw InvalidInput(all) }
  }
}
