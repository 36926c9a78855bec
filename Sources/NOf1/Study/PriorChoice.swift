/// Which prior of the effects the user asks for.
public enum PriorChoice: Sendable, Codable, Equatable {
  /// One of the catalogue: `trial`, `sceptical`, `wide`, `enthusiast`.
  case named(String)
  /// A normal distribution of the log ratio, or of the difference in outcome units.
  case normal(mean: Double, standardDeviation: Double)
  /// What pooled trials predict, from a file that `magnify trials pool --save-prior` wrote.
  case trials(file: String)

  static let names = ["trial", "sceptical", "wide", "enthusiast"]

  /// Reads a name of the catalogue, `normal:M,S` or `trials:FILE`; nil for anything else.
  public init?(text: String) {
    if Self.names.contains(text) {
      self = .named(text)
      return
    }
    if text.hasPrefix("trials:") {
      let file = text.dropFirst("trials:".count).trimmed
      guard !file.isEmpty else { return nil }
      self = .trials(file: String(file))
      return
    }
    guard text.hasPrefix("normal:") else { return nil }
    let parts = text.dropFirst("normal:".count).split(
      separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let mean = Double(parts[0].trimmed), let sd = Double(parts[1].trimmed),
      mean.isFinite, sd.isFinite, sd > 0
    else { return nil }
    self = .normal(mean: mean, standardDeviation: sd)
  }
}
