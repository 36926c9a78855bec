/// An estimate, or a count, of a published review, as printed.
public struct ReviewRecord: Sendable {
  public var review = ""
  public var population = ""
  public var outcome = ""
  public var timepoint = ""
  public var measure = ""
  public var comparison = ""
  public var estimate: PrintedNumber?
  public var ciLow: PrintedNumber?
  public var ciHigh: PrintedNumber?
  public var intervalKind = ""
  public var p: PrintedNumber?
  public var unit = ""
  public var model = ""
  /// The study, where the estimate is of a single one.
  public var study = ""
  public var k: PrintedNumber?
  public var n: PrintedNumber?
  public var certainty = ""
  public var controlValue: PrintedNumber?
  public var controlUnit = ""
  public var correspondingValue: PrintedNumber?
  public var correspondingLow: PrintedNumber?
  public var correspondingHigh: PrintedNumber?
  public var note = ""
  public var source: RowSource?

  public init() {}
}
