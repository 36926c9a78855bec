/// The kinds of comparison whose heterogeneity Rhodes, Turner and Higgins (2015) tell apart.
public enum RhodesComparison: Int, Sendable, Codable, CaseIterable {
  case pharmacologicalAgainstControl, pharmacologicalAgainstPharmacological
  /// A comparison with a non-pharmacological treatment on either side.
  case nonPharmacological
}
