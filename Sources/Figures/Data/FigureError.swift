/// A value that is not a figure: which part of it, and why.
public struct FigureError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Members and positions from 0, e.g. `rows.3.estimate`.
  public let path: String
  public let reason: String

  public var description: String { "\(path): \(reason)" }
}
