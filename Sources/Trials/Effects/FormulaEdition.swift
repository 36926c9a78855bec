/// Whose formulas, where they changed.
public enum FormulaEdition: String, Sendable, Codable, CaseIterable {
  /// metafor up to 4.4: no bias correction of ROM, ROMC and CVRC, that of CVR of the standard
  /// deviations alone, and the variances of SMDH and SMCRH times J^2.
  case metafor3
  /// metafor from 5.0 on: bias corrections of ROM, ROMC, CVR and CVRC, and the variances of SMDH
  /// and SMCRH as in Bonett (2008).
  case metafor5
}
