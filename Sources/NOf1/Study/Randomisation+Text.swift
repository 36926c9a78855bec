extension Randomisation {
  /// Reads `paired-cycles`, `nightly:MAX_RUN` or `blocks:SIZE`; nil for anything else.
  public init?(text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts == ["paired-cycles"] {
      self = .pairedCycles
      return
    }
    guard parts.count == 2, let number = Int(parts[1].trimmed), number >= 1 else { return nil }
    switch parts[0] {
    case "nightly": self = .nightly(maximumRun: number)
    case "blocks" where number >= 2: self = .blocks(size: number)
    default: return nil
    }
  }
}
