extension InvalidInput: CustomStringConvertible {
  /// The first `limit` findings as a person reads them and, when there are more, the total.
  public func rendered(limit: Int = 20, redact: Bool = false) -> String {
    var blocks = findings.prefix(limit).map { $0.rendered(redact: redact) }
    if findings.count > limit {
      blocks.append("\(findings.count) findings in all, the first \(limit) shown")
    }
    return blocks.joined(separator: "\n")
  }

  public var description: String { rendered() }
}
