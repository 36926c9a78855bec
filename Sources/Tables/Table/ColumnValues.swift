/// The values of a column. A missing value is `.nan`, `Int.min`, code -1 or `CalendarDate.missing`
/// inside the array; the accessors of `Column` turn it into `nil`.
public enum ColumnValues: Sendable {
  case integer([Int])
  case number([Double])
  /// Text as codes into `labels`, which are in order of first appearance.
  case text(codes: [Int32], labels: [String])
  case date([CalendarDate])
}
