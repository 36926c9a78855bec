import Testing

@testable import Trials

@Suite("Standard deviations within limits")
struct SpreadTestTests {
  @Test("no sample on a scale exceeds the bound, and one reaches it", arguments: [2, 3, 4, 6])
  func scale(n: Int) {
    var largest: [Int: Double] = [:]
    func extend(_ sample: [Int]) {
      guard sample.count == n else {
        for value in (sample.last ?? 0)...4 { extend(sample + [value]) }
        return
      }
      let total = sample.reduce(0, +)
      let squares = sample.reduce(0) { $0 + $1 * $1 }
      let sd = (Double(n * squares - total * total) / Double(n * (n - 1))).squareRoot()
      largest[total] = max(largest[total] ?? 0, sd)
    }
    extend([])
    let test = SpreadTest(n: n, lowest: 0, highest: 4)
    for (total, sd) in largest {
      let mean = Double(total) / Double(n)
      let bound = test.largestStandardDeviation(mean: ValueRange(mean)) ?? -1
      #expect(sd <= bound + 1e-12)
      if total % 4 == 0 { #expect(abs(sd - bound) < 1e-12, "\(total) of \(n)") }
    }
  }

  @Test("without an upper limit one person has everything")
  func unbounded() {
    let test = SpreadTest(n: 9, lowest: 0)
    #expect(test.largestStandardDeviation(mean: ValueRange(2)) == 6)
    #expect(test.verdict(mean: PrintedNumber("2.0")!, sd: PrintedNumber("6.0")!) == .consistent)
    #expect(test.verdict(mean: PrintedNumber("2.0")!, sd: PrintedNumber("6.6")!) == .inconsistent)
    #expect(test.verdict(mean: PrintedNumber("-1.2")!, sd: PrintedNumber("1.0")!) == .inconsistent)
  }

  @Test("the rounding of the mean widens the bound")
  func rounding() {
    // On 0 to 10 with a mean of 0.4, up to 0.45: SD 2.15 of 10 values, 2.06 for 0.40 itself.
    let test = SpreadTest(n: 10, lowest: 0, highest: 10)
    #expect(test.verdict(mean: PrintedNumber("0.4")!, sd: PrintedNumber("2.18")!) == .consistent)
    #expect(test.verdict(mean: PrintedNumber("0.40")!, sd: PrintedNumber("2.18")!) == .inconsistent)
  }
}
