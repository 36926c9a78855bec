import Testing

@testable import Trials

@Suite("GRIMMER: standard deviations of whole numbers")
struct GRIMMERTestTests {
  private func verdict(
    _ mean: String, _ sd: String, _ n: Int, items: Int = 1
  ) -> ConsistencyCheck.Verdict {
    GRIMMERTest(n: n, items: items).verdict(mean: PrintedNumber(mean)!, sd: PrintedNumber(sd)!)
  }

  @Test("the examples of the R package rsprite2")
  func publishedExamples() {
    #expect(verdict("5.21", "1.60", 28) == .consistent)
    #expect([.inconsistent, .rounding].contains(verdict("3.44", "2.47", 18)))
  }

  /// Every sample of n whole numbers near the printed means, each of whose moments is printed in
  /// all ways; the test must accept these numbers and no others.
  @Test("a twin that prints every sample", arguments: [(2, 1), (3, 1), (4, 1), (5, 1), (3, 2)])
  func twin(n: Int, items: Int) {
    var printed = Set<[Int]>()
    // |x - mean| <= SD (n - 1) / sqrt(n) < 4 for an SD of up to 2.
    samples(n, from: -3 * items, through: 6 * items) { sample in
      let total = sample.reduce(0, +)
      let squares = sample.reduce(0) { $0 + $1 * $1 }
      let variance = Double(n * squares - total * total) / Double(n * (n - 1))
      let sd = variance.squareRoot() / Double(items)
      let mean = Double(total) / Double(n * items)
      for a in roundings(100 * mean) {
        for b in roundings(100 * sd) { printed.insert([a, b]) }
      }
    }
    let spreads = (0...200).map { PrintedNumber(PrintedFraction.point($0, decimals: 2))! }
    let test = GRIMMERTest(n: n, items: items)
    var wrong: [String] = []
    for digits in 100...200 {
      let mean = PrintedNumber(PrintedFraction.point(digits, decimals: 2))!
      for (spread, sd) in spreads.enumerated() {
        let isPossible = printed.contains([digits, spread])
        if (test.verdict(mean: mean, sd: sd) == .consistent) != isPossible {
          wrong.append("\(mean.text) (\(sd.text))")
        }
      }
    }
    #expect(wrong == [])
  }

  /// Both neighbours of a tie, else the nearest.
  private func roundings(_ value: Double) -> Set<Int> {
    [Int((value + 0.5 - 1e-9).rounded(.down)), Int((value + 0.5 + 1e-9).rounded(.down))]
  }

  /// Every multiset of n whole numbers.
  private func samples(
    _ n: Int, from low: Int, through high: Int, _ visit: ([Int]) -> Void
  ) {
    func extend(_ sample: [Int]) {
      if sample.count == n { return visit(sample) }
      for value in (sample.last ?? low)...high { extend(sample + [value]) }
    }
    extend([])
  }

  @Test("a spread less than that of the most equal values is not possible")
  func mostEqualValues() {
    // Ten whole numbers with total 5: at best five 0 and five 1, SD 0.527.
    #expect(verdict("0.5", "0.53", 10) == .consistent)
    #expect(verdict("0.50", "0.50", 10) == .inconsistent)
  }

  @Test("digits that were cut off are rounding, not more")
  func cutOff() {
    // 3 and 4: mean 3.5, SD 0.7071.
    #expect(verdict("3.5", "0.707", 2) == .consistent)
    #expect(verdict("3.5", "0.708", 2) == .rounding)
    #expect(verdict("3.5", "0.709", 2) == .inconsistent)
  }

  @Test("not checkable: an impossible mean, too large a sample, too many digits")
  func notCheckable() {
    #expect(verdict("3.45", "1.10", 6) == .notCheckable)
    #expect(verdict("11.1", "7.3", 42) == .notCheckable)
    #expect(verdict("5.34", "3.61", 62) == .notCheckable)
    #expect(verdict("5.5", "0.70710678", 2) == .notCheckable)
    #expect(verdict("5.0", "1.0", 1) == .notCheckable)
  }
}
