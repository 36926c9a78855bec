import Numerics
import Testing

@testable import Trials

/// SDs of changes, correlations of pairs and their bounds.
@Suite("Changes and pairs")
struct ChangeTests {
  /// Cochrane Handbook 5.1, 16.4.6.4: SDs 2.38 and 2.21 of 10 people with a correlation of 0.68
  /// give a standard error of 0.583.
  @Test func handbookCrossover() throws {
    let deviation = try Derivation.changeStandardDeviation(
      baseline: bounded("2.38"), final: bounded("2.21"),
      correlation: BoundedValue(exactly: 0.68, "r"))
    #expect(
      PrintedNumber(rounding: deviation.value / 10.0.squareRoot(), decimals: 3).text == "0.583")
    #expect(deviation.quantity == .changeStandardDeviation)
  }

  /// SDs, r and back, over the whole range of correlations.
  @Test func deviationAndCorrelationInvertEachOther() throws {
    var stream = RandomStream(seed: 5)
    for _ in 0..<300 {
      let (first, second) = (0.5 + 4 * stream.uniform(), 0.5 + 4 * stream.uniform())
      let r = 1.98 * stream.uniform() - 0.99
      let texts = [first, second].map { PrintedNumber(rounding: $0, decimals: 3) }
      let deviation = try Derivation.changeStandardDeviation(
        baseline: BoundedValue(texts[0], "s1"), final: BoundedValue(texts[1], "s2"),
        correlation: BoundedValue(exactly: r, "r"))
      let truth = (first * first + second * second - 2 * r * first * second).squareRoot()
      #expect(deviation.bounds.widened(by: 1e-9).contains(truth))
      let change = PrintedNumber(rounding: deviation.value, decimals: 3)
      guard change.value > 0 else { continue }
      let back = try Derivation.correlation(
        baseline: BoundedValue(texts[0], "s1"), final: BoundedValue(texts[1], "s2"),
        change: BoundedValue(change, "d"))
      #expect(back.bounds.widened(by: 1e-9).contains(r))
      #expect(back.bounds.contains(back.value))
    }
  }

  @Test(arguments: [
    ["5.68", "5.66", "0.7"], ["5.7", "5.6", "0.98"], ["1", "9", "-0.5"], ["2", "2", "1.0"],
    ["3", "2", "0.6"], ["2.0", "3.0", "0.7"],
  ])
  func boundsOfTheDeviationAreThoseOfTheBox(texts: [String]) throws {
    let derived = try Derivation.changeStandardDeviation(
      baseline: bounded(texts[0]), final: bounded(texts[1]), correlation: bounded(texts[2]))
    let tried = RoundingBox(texts).grid(steps: 21) {
      let r = min($0[2], 1)
      return max(0, $0[0] * $0[0] + $0[1] * $0[1] - 2 * r * $0[0] * $0[1]).squareRoot()
    }
    #expect(isTight(derived.bounds, around: tried, within: 0.02))
  }

  @Test(arguments: [
    ["5.68", "5.66", "4.05"], ["5.20", "4.93", "4.53"], ["2", "2", "1"], ["9", "4", "8"],
    ["4", "9", "8"], ["3", "5", "4"], ["3", "5.0", "4.0"], ["1.0", "1.0", "3.0"], ["6", "7", "1"],
  ])
  func boundsOfTheCorrelationAreThoseOfTheBox(texts: [String]) throws {
    let derived = try Derivation.correlation(
      baseline: bounded(texts[0]), final: bounded(texts[1]), change: bounded(texts[2]))
    let tried = RoundingBox(texts).grid(steps: 21) {
      ($0[0] * $0[0] + $0[1] * $0[1] - $0[2] * $0[2]) / (2 * $0[0] * $0[1])
    }
    #expect(isTight(derived.bounds, around: tried, within: 0.02))
  }

  /// Where the lowest correlation lies inside the range of an SD, not at an end of it.
  @Test func theCorrelationTurnsInside() throws {
    let derived = try Derivation.correlation(
      baseline: bounded("3"), final: bounded("5.0"), change: bounded("4.0"))
    let corners = [2.5, 3.5].flatMap { first in
      [4.95, 5.05].map { PairedFormula.correlation(first, $0, 4.05) }
    }
    #expect(derived.bounds.low < (corners.min() ?? 0) - 1e-6)
  }

  @Test func whatCannotBeIsRefused() throws {
    #expect(throws: DerivationError.outOfRange(name: "correlation", text: "1.2")) {
      try Derivation.changeStandardDeviation(
        baseline: bounded("2"), final: bounded("2"), correlation: bounded("1.2"))
    }
    #expect(throws: DerivationError.outOfRange(name: "baseline SD", text: "0.0")) {
      try Derivation.correlation(
        baseline: bounded("0.0"), final: bounded("2"), change: bounded("1"))
    }
  }

}
