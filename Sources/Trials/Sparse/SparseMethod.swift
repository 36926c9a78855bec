/// How sparse tables are pooled; none adds anything to an empty cell.
public enum SparseMethod: String, Sendable, Codable, CaseIterable {
  case mantelHaenszel = "Mantel-Haenszel"
  case peto = "Peto"
}
