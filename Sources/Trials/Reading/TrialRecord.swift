/// A study: who, how many, what, and how it was done.
public struct TrialRecord: Sendable {
  public var study = ""
  public var group = ""
  public var isControlled = true
  public var isRandomised = true
  public var design: ComparisonDesign?
  public var citation = ""
  public var year = ""
  public var doi = ""
  public var population = ""
  public var screened: PrintedNumber?
  public var randomised: PrintedNumber?
  public var analysed: PrintedNumber?
  public var randomisedTreatment: PrintedNumber?
  public var randomisedComparator: PrintedNumber?
  public var analysedTreatment: PrintedNumber?
  public var analysedComparator: PrintedNumber?
  public var form = ""
  public var dose = ""
  public var elementalMilligrams: PrintedNumber?
  public var comparator = ""
  public var blinding = ""
  /// `low`, `some concerns`, `high`; empty where nobody judged it.
  public var riskOfBias = ""
  public var numbers = ""
  public var note = ""
  public var source: RowSource?

  public init() {}
}
