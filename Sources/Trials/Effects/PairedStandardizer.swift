/// Which standard deviation SMCR and SMCRH are measured in.
public enum PairedStandardizer: String, Sendable, Codable, CaseIterable {
  /// Under the comparator, or before: the one that treatment has not changed.
  case comparator
  /// Under treatment, or after: what metafor does with `sd1i` of the first mean.
  case treatment
}
