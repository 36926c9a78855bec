/// Two independent groups with events over time.
public struct TwoGroupRates: Sendable, Equatable {
  public let treatment: GroupRate
  public let comparator: GroupRate

  public init(treatment: GroupRate, comparator: GroupRate) {
    self.treatment = treatment
    self.comparator = comparator
  }

  public var swapped: TwoGroupRates {
    TwoGroupRates(treatment: comparator, comparator: treatment)
  }

  public var isDoubleZero: Bool { treatment.events == 0 && comparator.events == 0 }
}
