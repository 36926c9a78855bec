import Foundation
import Numerics
import Testing

@testable import Trials

/// Interval arithmetic against values drawn from the ranges: none may leave the result, and with
/// independent inputs the ends are reached.
@Suite("Ranges of values")
struct ValueRangeTests {
  private func random(_ stream: inout RandomStream) -> ValueRange {
    ValueRange(between: 8 * stream.uniform() - 4, and: 8 * stream.uniform() - 4)
  }

  /// Inside values, the ends among them.
  private func samples(_ range: ValueRange) -> [Double] {
    (0...8).map { range.low + range.width * Double($0) / 8 }
  }

  private func expectTight(
    _ range: ValueRange, _ values: [Double], _ comment: Comment
  ) {
    let slack = 1e-12 * (1 + range.magnitude.high)
    let (low, high) = (values.min() ?? .nan, values.max() ?? .nan)
    #expect(range.low <= low + slack && high <= range.high + slack, comment)
    #expect(abs(range.low - low) < slack && abs(range.high - high) < slack, comment)
  }

  @Test func arithmeticHoldsEveryValueAndNoMore() {
    var stream = RandomStream(seed: 7)
    for _ in 0..<200 {
      let (a, b) = (random(&stream), random(&stream))
      let pairs = samples(a).flatMap { x in samples(b).map { (x, $0) } }
      expectTight(a + b, pairs.map { $0.0 + $0.1 }, "sum")
      expectTight(a - b, pairs.map { $0.0 - $0.1 }, "difference")
      expectTight(a * b, pairs.map { $0.0 * $0.1 }, "product")
      expectTight(-a, samples(a).map { -$0 }, "negative")
      expectTight(2.5 * a, samples(a).map { 2.5 * $0 }, "multiple")
      expectTight(-2.5 * a, samples(a).map { -2.5 * $0 }, "negative multiple")
      if let quotient = a / b {
        #expect(!b.contains(0))
        expectTight(quotient, pairs.map { $0.0 / $0.1 }, "quotient")
      } else {
        #expect(b.contains(0))
      }
      let withZero = samples(a) + (a.contains(0) ? [0] : [])
      expectTight(a.squared, withZero.map { $0 * $0 }, "square")
      expectTight(a.magnitude, withZero.map { abs($0) }, "magnitude")
      let roots = withZero.filter { $0 >= 0 }.map { $0.squareRoot() }
      if let root = a.squareRoot { expectTight(root, roots, "root") } else { #expect(a.high < 0) }
      expectTight(a.mapped { -exp($0) }, samples(a).map { -exp($0) }, "falling function")
    }
  }

  @Test func setsOfValues() {
    let a = ValueRange(1, 3)
    #expect(a.intersection(ValueRange(2, 5)) == ValueRange(2, 3))
    #expect(a.intersection(ValueRange(3, 5)) == ValueRange(3))
    #expect(a.intersection(ValueRange(4, 5)) == nil)
    #expect(a.union(ValueRange(4, 5)) == ValueRange(1, 5))
    #expect(a.overlaps(ValueRange(-1, 1)) && !a.overlaps(ValueRange(-1, 0.9)))
    #expect(a.contains(1) && a.contains(3) && !a.contains(3.001))
    #expect(a.widened(by: 0.5) == ValueRange(0.5, 3.5))
    #expect(ValueRange(between: 3, and: 1) == a && a.width == 2)
  }

  @Test func infiniteEndsStay() {
    #expect(ValueRange.positive * ValueRange(0, 2) == ValueRange.positive)
    #expect(ValueRange.positive * ValueRange(-1, 2) == ValueRange(-.infinity, .infinity))
    #expect(ValueRange.positive + ValueRange(1, 2) == ValueRange(1, .infinity))
    #expect(ValueRange(1, 2) / ValueRange(1, .infinity) == ValueRange(0, 2))
    #expect(ValueRange(1, 2) / ValueRange.positive == nil)
    #expect(ValueRange.positive.squared == ValueRange.positive)
  }

  @Test func jsonKeepsInfiniteEnds() throws {
    for range in [ValueRange(1, 2), .positive, ValueRange(-.infinity, 0.25)] {
      let text = try JSONEncoder().encode(range)
      #expect(try JSONDecoder().decode(ValueRange.self, from: text) == range)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ValueRange.self, from: Data(#"{"low": 2, "high": 1}"#.utf8))
    }
  }
}
