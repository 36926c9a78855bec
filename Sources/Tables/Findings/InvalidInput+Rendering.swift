extension InvalidInput: CustomStringConvertible {
  /// The first `limit` findings as a person reads them and, when there are more, the total.
  public func rendered(limit: Int = 20, redact: Bool = false) -> String {
    findings.rendered(limit: limit, redact: redact)
  }

  public var description: String { rendered() }
}

extension [Finding] {
  /// The first `limit` findings as a person reads them and, when there are more, the total;
  /// without a final newline.
  public func rendered(limit: Int = 20, redact: Bool = false) -> String {
    var blocks = prefix(limit).map { $0.rendered(redact: redact) }
    if count > limit {
      blocks.append("\(count) findings in all, the first \(limit) shown; all of them with --json")
    }
    return blocks.joined(separator: "\n")
  }
}
