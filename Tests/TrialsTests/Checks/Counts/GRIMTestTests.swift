import Testing

@testable import Trials

@Suite("GRIM: means of whole numbers")
struct GRIMTestTests {
  private func isConsistent(_ mean: String, _ n: Int, isPercentage: Bool = false) -> Bool {
    GRIMTest(n: n, isPercentage: isPercentage).verdict(of: PrintedNumber(mean)!) == .consistent
  }

  @Test("the published examples of the R package scrutiny")
  func publishedMeans() {
    let means: [(String, Int, Bool)] = [
      ("7.22", 32, true), ("4.74", 25, false), ("5.23", 29, false), ("2.57", 24, false),
      ("6.77", 27, false), ("2.68", 28, true), ("7.01", 29, false), ("7.38", 26, true),
      ("3.14", 27, false), ("6.89", 31, false), ("5.00", 25, true), ("0.24", 28, false),
      ("5.27", 43, false),
    ]
    for (mean, n, expected) in means {
      #expect(isConsistent(mean, n) == expected, "\(mean) of \(n)")
    }
    let shares: [(String, Bool)] = [
      ("67.4", false), ("54.2", false), ("54.0", true), ("69.8", false), ("68.1", false),
      ("55.4", false),
    ]
    for (share, expected) in shares {
      #expect(isConsistent(share, 150, isPercentage: true) == expected, "\(share) % of 150")
    }
  }

  @Test("the example of Brown and Heathers: 5.19 of 28 people")
  func originalExample() {
    let test = GRIMTest(n: 28)
    let mean = PrintedNumber("5.19")!
    #expect(test.verdict(of: mean) != .consistent)
    #expect(test.neighbours(of: mean).contains(5.19))
    #expect(abs(test.neighbours(of: mean).low - 145.0 / 28) < 1e-12)
    #expect(abs(test.neighbours(of: mean).high - 146.0 / 28) < 1e-12)
  }

  /// Every printed number is compared with the list of all that sums over n can print.
  @Test("a twin that prints every possible mean", arguments: [(7, 1), (18, 1), (40, 1), (9, 3)])
  func twin(n: Int, items: Int) {
    let values = n * items
    for decimals in 1...2 {
      let scale = decimals == 1 ? 10 : 100
      var rounded = Set<String>()
      var cut = Set<String>()
      for total in -values...(6 * values) {
        for mode in [PrintedFraction.Mode.halfUp, .halfDown, .halfEven] {
          rounded.insert(PrintedFraction.text(total, values, decimals: decimals, mode))
        }
        cut.insert(PrintedFraction.text(total, values, decimals: decimals, .cutOff))
      }
      let test = GRIMTest(n: n, items: items)
      for digits in 0...(5 * scale) {
        let text = PrintedFraction.point(digits, decimals: decimals)
        let verdict = test.verdict(of: PrintedNumber(text)!)
        if values >= scale {
          #expect(verdict == .notCheckable)
        } else {
          #expect((verdict == .consistent) == rounded.contains(text), "\(text) of \(values)")
          if cut.contains(text) { #expect(verdict != .inconsistent, "\(text) of \(values)") }
        }
      }
    }
  }

  @Test("ties count in both directions, below 0 too")
  func ties() {
    for mean in ["0.12", "0.13", "-0.12", "-0.13"] {
      #expect(isConsistent(mean, 8), "1 of 8 is 0.125, not only one of its roundings: \(mean)")
    }
    #expect(!isConsistent("0.14", 8))
  }

  @Test("n at the number of printed values is not checkable")
  func largeSamples() {
    #expect(GRIMTest(n: 100).verdict(of: PrintedNumber("3.47")!) == .notCheckable)
    #expect(GRIMTest(n: 99).verdict(of: PrintedNumber("3.47")!) != .notCheckable)
    #expect(GRIMTest(n: 50, items: 2).verdict(of: PrintedNumber("3.47")!) == .notCheckable)
    let share = GRIMTest(n: 100, isPercentage: true)
    #expect(share.verdict(of: PrintedNumber("47")!) == .notCheckable)
    #expect(share.verdict(of: PrintedNumber("47.3")!) == .inconsistent)
  }
}
