/// Two independent groups with events: a table of two by two.
public struct TwoGroupEvents: Sendable, Equatable {
  public let treatment: GroupEvents
  public let comparator: GroupEvents

  public init(treatment: GroupEvents, comparator: GroupEvents) {
    self.treatment = treatment
    self.comparator = comparator
  }

  public var swapped: TwoGroupEvents {
    TwoGroupEvents(treatment: comparator, comparator: treatment)
  }

  /// Nobody had the event, or everybody: the table says nothing about a ratio.
  public var isDoubleZero: Bool {
    let events = treatment.events + comparator.events
    return events == 0 || events == treatment.total + comparator.total
  }

  var cells: FourfoldCells {
    FourfoldCells(
      a: Double(treatment.events), b: Double(treatment.total - treatment.events),
      c: Double(comparator.events), d: Double(comparator.total - comparator.events))
  }
}
