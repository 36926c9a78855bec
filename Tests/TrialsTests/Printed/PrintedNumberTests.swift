import Numerics
import Testing

@testable import Trials

/// What is read as a number, and the values that it may stand for.
@Suite("Printed numbers")
struct PrintedNumberTests {
  @Test(arguments: [
    ("-3.41", -3.41, 2, PrintedNumber.Relation.equal), ("\u{2212}3.41", -3.41, 2, .equal),
    (".59", 0.59, 2, .equal), ("-.5", -0.5, 1, .equal), ("+1.2", 1.2, 1, .equal),
    ("  7.0\t", 7, 1, .equal), ("<0.007", 0.007, 3, .below), ("< .05", 0.05, 2, .below),
    ("> 100", 100, 0, .above), ("=0.03", 0.03, 2, .equal), ("007", 7, 0, .equal),
    (".0010", 0.001, 4, .equal), ("0", 0, 0, .equal),
    ("123456789012345", 123_456_789_012_345, 0, .equal),
  ])
  func numbersAreRead(
    text: String, value: Double, decimals: Int, relation: PrintedNumber.Relation
  ) throws {
    let number = try #require(PrintedNumber(text))
    #expect(number.value == value)
    #expect(number.decimals == decimals)
    #expect(number.relation == relation)
  }

  @Test(arguments: [
    "", " ", "1e3", "12%", "1,5", "NS", "5.", ".", "-", "<", "--5", "+-5", "- 5", "1.2.3", "1 2",
    "0x10", "NaN", "inf", "1234567890123456", "0.1234567890123456", "\u{0663}", "\u{00BD}", "<<5",
    "5<", "1_000",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(PrintedNumber(text) == nil)
  }

  @Test func digitsSayHowFarItWasRounded() throws {
    let coarse = try #require(PrintedNumber("5.2"))
    let fine = try #require(PrintedNumber("5.20"))
    #expect(abs(coarse.range.low - 5.15) < 1e-12 && abs(coarse.range.high - 5.25) < 1e-12)
    #expect(abs(fine.range.low - 5.195) < 1e-12 && abs(fine.range.high - 5.205) < 1e-12)
    #expect(abs(coarse.generousRange.low - 5.1) < 1e-12)
    #expect(abs(coarse.generousRange.high - 5.3) < 1e-12)
    #expect(coarse.unit == 0.1 && fine.unit == 0.01)
  }

  @Test func limitsAreOpenToOneSide() throws {
    let below = try #require(PrintedNumber("<0.05"))
    let above = try #require(PrintedNumber(">0.10"))
    #expect(below.range == ValueRange(-.infinity, 0.05) && below.generousRange == below.range)
    #expect(above.range == ValueRange(0.1, .infinity))
    #expect(below.wholeNumber == nil)
  }

  @Test func wholeNumbers() throws {
    #expect(PrintedNumber("42")?.wholeNumber == 42)
    #expect(PrintedNumber("42.0")?.wholeNumber == 42)
    #expect(PrintedNumber("42.5")?.wholeNumber == nil)
    #expect(PrintedNumber("<42")?.wholeNumber == nil)
  }

  /// A value that is rounded lies in the range of what is printed, and reading the text back gives
  /// the same number.
  @Test func roundingAndReadingAgree() throws {
    var stream = RandomStream(seed: 31)
    for round in 0..<2_000 {
      let decimals = round % 6
      let value = (stream.uniform() - 0.5) * [0.01, 1, 300, 4e5][round % 4]
      let printed = PrintedNumber(rounding: value, decimals: decimals)
      #expect(printed.range.widened(by: 1e-9 * printed.unit).contains(value))
      #expect(printed.decimals == decimals)
      let again = try #require(PrintedNumber(printed.text))
      #expect(again == printed, "\(printed.text)")
    }
  }

  @Test func roundingIsHalfAwayFromZero() {
    #expect(PrintedNumber(rounding: 2.5, decimals: 0).text == "3")
    #expect(PrintedNumber(rounding: -2.5, decimals: 0).text == "-3")
    #expect(PrintedNumber(rounding: 0.125, decimals: 2).text == "0.13")
    #expect(PrintedNumber(rounding: -0.001, decimals: 2).text == "0.00")
    #expect(PrintedNumber(rounding: 0.05, decimals: 3).text == "0.050")
  }
}
