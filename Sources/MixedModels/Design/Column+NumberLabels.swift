import Tables

extension Column {
  /// A column of text whose every label is a number, some of them infinite or too large: `Inf`.
  var hasInfiniteNumbers: Bool {
    guard case .text(_, let labels) = values, !labels.isEmpty else { return false }
    return labels.allSatisfy { Double($0).map { !$0.isNaN } ?? false }
  }

  /// Of a column of text that is nearly all numbers, a label that is none: a slip, most likely.
  var strayLabel: String? {
    guard case .text(_, let labels) = values else { return nil }
    let stray = labels.filter { Double($0)?.isFinite != true }
    return stray.isEmpty || labels.count < 5 * stray.count ? nil : stray[0]
  }
}
