import Tables

extension Column {
  /// A column of text whose every label is a number, some of them infinite or too large: `Inf`.
  var hasInfiniteNumbers: Bool {
    guard case .text(_, let labels) = values, !labels.isEmpty else { return false }
    return labels.allSatisfy { Double($0).map { !$0.isNaN } ?? false }
  }
}
