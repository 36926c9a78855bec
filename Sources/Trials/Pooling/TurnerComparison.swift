/// The kinds of comparison whose heterogeneity Turner et al. (2015) tell apart.
public enum TurnerComparison: Int, Sendable, Codable, CaseIterable {
  case pharmacologicalAgainstControl, pharmacologicalAgainstPharmacological
  case otherAgainstControl, otherAgainstPharmacological, otherAgainstOther
}
