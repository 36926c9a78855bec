/// A comparison that a study reports, as printed.
public struct ContrastRecord: Sendable {
  public var study = ""
  public var group = ""
  public var outcome = ""
  /// What is compared: `treatment`, `period`, `carry-over`, `change`; empty is `treatment`.
  public var effect = ""
  public var timepoint = ""
  /// As metafor names it: MD, RR, OR; empty where only a P was printed.
  public var measure = ""
  public var comparison = ""
  /// Ratios as printed, not their logarithms.
  public var estimate: PrintedNumber?
  public var se: PrintedNumber?
  /// A figure in brackets whose kind the source does not name.
  public var error: PrintedNumber?
  public var ciLow: PrintedNumber?
  public var ciHigh: PrintedNumber?
  /// In percent.
  public var ciLevel: PrintedNumber?
  /// `confidence`, `quantile`, `recovered`, `unlabelled`; empty is `confidence`.
  public var intervalKind = ""
  public var p: PrintedNumber?
  /// Between a person's two values.
  public var correlation: PrintedNumber?
  public var design: ComparisonDesign?
  public var unit = ""
  public var unitDays: PrintedNumber?
  /// Estimates are on the analysis scale (metafor's `yi`): logarithms of ratios.
  public var isOnAnalysisScale = false
  /// The sampling variance of such an estimate (metafor's `vi`).
  public var variance: PrintedNumber?
  public var isControlled = true
  /// The row of a wide table that it came from; nil in a long one.
  public var pair: Int?
  public var source: RowSource?

  public init() {}

  /// The comparison of the treatments, and not of periods or of carry-over.
  public var isOfTreatments: Bool { effect.isEmpty || effect == "treatment" || effect == "change" }
}
