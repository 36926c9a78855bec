import Testing

@testable import Trials

@Suite("DEBIT: zeros and ones")
struct DEBITTestTests {
  private func verdict(_ mean: String, _ sd: String, _ n: Int) -> ConsistencyCheck.Verdict {
    DEBITTest(n: n).verdict(mean: PrintedNumber(mean)!, sd: PrintedNumber(sd)!)
  }

  @Test("the published examples of the R package scrutiny")
  func publishedExamples() {
    let cases: [(String, String, Int, Bool)] = [
      ("0.53", "0.50", 1683, true), ("0.44", "0.50", 1683, true), ("0.77", "0.42", 1683, true),
      ("0.19", "0.35", 1683, false), ("0.34", "0.47", 1683, true), ("0.93", "0.25", 1683, true),
      ("0.12", "0.33", 1683, true), ("0.35", "0.18", 20, false), ("0.05", "0.21", 20, false),
      ("0.05", "0.22", 20, true), ("0.50", "0.503", 100, true), ("0.00", "0.00", 50, true),
      ("1.00", "0.00", 50, true), ("0.00", "0.50", 50, false),
    ]
    for (mean, sd, n, expected) in cases {
      #expect((verdict(mean, sd, n) == .consistent) == expected, "\(mean) (\(sd)) of \(n)")
    }
  }

  @Test("a twin that prints every number of ones", arguments: [2, 7, 20, 41])
  func twin(n: Int) {
    var printed = Set<[Int]>()
    for ones in 0...n {
      let mean = 100 * Double(ones) / Double(n)
      let sd = 100 * (Double(ones * (n - ones)) / Double(n * (n - 1))).squareRoot()
      for a in [(mean + 0.5 - 1e-9).rounded(.down), (mean + 0.5 + 1e-9).rounded(.down)] {
        for b in [(sd + 0.5 - 1e-9).rounded(.down), (sd + 0.5 + 1e-9).rounded(.down)] {
          printed.insert([Int(a), Int(b)])
        }
      }
    }
    let spreads = (0...80).map { PrintedNumber(PrintedFraction.point($0, decimals: 2))! }
    var wrong: [String] = []
    for digits in 0...100 {
      let mean = PrintedNumber(PrintedFraction.point(digits, decimals: 2))!
      for (spread, sd) in spreads.enumerated() {
        let isConsistent = DEBITTest(n: n).verdict(mean: mean, sd: sd) == .consistent
        if isConsistent != printed.contains([digits, spread]) {
          wrong.append("\(mean.text) (\(sd.text))")
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("a mean outside 0 to 1 is not one of zeros and ones")
  func otherData() {
    #expect(verdict("1.20", "0.40", 20) == .notCheckable)
  }
}
