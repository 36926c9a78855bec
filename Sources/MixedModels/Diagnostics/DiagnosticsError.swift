/// Why a diagnostic does not exist.
public enum DiagnosticsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Leverages are of rows with independent residuals.
  case noLeverage(String)

  public var description: String {
    switch self {
    case .noLeverage(let text):
      "Leverages are not defined for residuals of the form \(text): use Pearson residuals."
    }
  }
}
