/// Two independent groups with a mean each.
public struct TwoGroupMeans: Sendable, Equatable {
  public let treatment: GroupMean
  public let comparator: GroupMean

  public init(treatment: GroupMean, comparator: GroupMean) {
    self.treatment = treatment
    self.comparator = comparator
  }

  public var swapped: TwoGroupMeans {
    TwoGroupMeans(treatment: comparator, comparator: treatment)
  }
}
