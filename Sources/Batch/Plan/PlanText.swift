import Tables

/// A text of a plan and where it stands.
public struct PlanText: Sendable, Equatable {
  public let text: String
  public let place: Place?

  public init(_ text: String, place: Place? = nil) {
    self.text = text
    self.place = place
  }
}
