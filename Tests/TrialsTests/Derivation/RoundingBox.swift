import Numerics

@testable import Trials

/// The values that a set of printed numbers may stand for, to try a formula at many of them.
struct RoundingBox {
  let ranges: [ValueRange]

  init(_ texts: [String]) {
    ranges = texts.map { text in
      guard let number = PrintedNumber(text) else { preconditionFailure("\(text) is no number") }
      return number.range
    }
  }

  /// All combinations of `steps` values per number, the ends among them.
  func grid(steps: Int, _ formula: ([Double]) -> Double) -> ValueRange {
    var points: [[Double]] = [[]]
    for range in ranges {
      points = points.flatMap { point in
        (0..<steps).map { point + [range.low + range.width * Double($0) / Double(steps - 1)] }
      }
    }
    let values = points.map(formula)
    return ValueRange(values.min() ?? 0, values.max() ?? 0)
  }
}

/// A printed number that is known to be one.
func printed(_ text: String) -> PrintedNumber {
  guard let number = PrintedNumber(text) else { preconditionFailure("\(text) is no number") }
  return number
}

func bounded(_ text: String, _ name: String = "x") throws -> BoundedValue {
  try BoundedValue(printed(text), name)
}

/// The bounds hold all that was tried, and little more.
func isTight(_ bounds: ValueRange, around tried: ValueRange, within share: Double = 0.01) -> Bool {
  let slack = 1e-9 * (1 + tried.magnitude.high)
  return bounds.widened(by: slack).low <= tried.low && tried.high <= bounds.widened(by: slack).high
    && bounds.width <= (1 + share) * tried.width + slack
}

/// The bounds of a derivation that has no value; nil if it has one, or fails otherwise.
func onlyBounds(_ derive: () throws -> DerivedValue) -> ValueRange? {
  do {
    _ = try derive()
    return nil
  } catch {
    guard let reason = error as? DerivationError, case .onlyBounds(_, let bounds) = reason else {
      return nil
    }
    return bounds
  }
}
