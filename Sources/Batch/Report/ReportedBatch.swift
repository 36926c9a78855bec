import Figures
import Reports

/// What is said of a batch.
public protocol ReportedBatch {
  /// The `results` of the envelope.
  var results: [JSONValue.Member] { get }
  var tables: [RowTable] { get }
  var page: Page { get }
}
