/// Text that is not JSON: where, and why.
public struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Line, from 1.
  public let line: Int
  /// Column in characters (Unicode scalars), from 1.
  public let column: Int
  public let message: String

  public var description: String { "line \(line), column \(column): \(message)" }
}
