/// A number that was not printed but follows from those that were, with the bounds that their
/// roundings leave.
public struct DerivedValue: Sendable, Codable, Equatable {
  public enum Quantity: String, Sendable, Codable, CaseIterable {
    case standardError = "standard error"
    case standardDeviation = "standard deviation"
    case changeStandardDeviation = "standard deviation of the change"
    case differenceStandardDeviation = "standard deviation of the differences"
    case mean, events
    case correlation
    case estimate
  }

  /// A printed number that went in.
  public struct Input: Sendable, Codable, Equatable {
    public let name: String
    public let printed: String

    public init(name: String, printed: String) {
      self.name = name
      self.printed = printed
    }
  }

  public let quantity: Quantity
  /// From the printed numbers as they stand.
  public let value: Double
  /// From all values that round to them.
  public let bounds: ValueRange
  /// The formula in words or symbols, with its source.
  public let method: String
  public let inputs: [Input]

  public init(
    quantity: Quantity, value: Double, bounds: ValueRange, method: String, inputs: [Input]
  ) {
    self.quantity = quantity
    self.value = value
    self.bounds = bounds
    self.method = method
    self.inputs = inputs
  }
}
