import Figures
import Testing

@testable import Reports
@testable import Tables

@Suite("Text for people")
struct TextTests {
  @Test("numbers are rounded to significant digits")
  func decimals() {
    let cases: [(Double, String)] = [
      (0.58049, "0.580"), (9.996, "10.0"), (0.0999999, "0.100"), (123456, "123456"),
      (-1.5, "-1.50"),
      (0, "0"), (1.5e-9, "1.50e-9"), (9.999e-9, "1.00e-8"), (2.5e17, "2.50e+17"),
      (-0.0004, "-0.000400"),
    ]
    for (number, text) in cases {
      #expect(DecimalText.significant(number, digits: 3) == text)
    }
    #expect(DecimalText.fixed(-0.004, decimals: 2) == "0.00")
    #expect(DecimalText.fixed(12.345, decimals: 0) == "12")
    #expect(DecimalText.brief(25.0) == "25")
    #expect(DecimalText.brief(0.0625) == "0.0625")
    #expect(DecimalText.brief(100) == "100")
  }

  @Test("rounding to significant digits stays within half a unit of the last one")
  func rounding() throws {
    var state: UInt64 = 7
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = (Double(state >> 11) / 9_007_199_254_740_992 - 0.5) * 2000
      let shown = try #require(Double(DecimalText.significant(number, digits: 4)))
      #expect(abs(shown - number) <= 0.000501 * abs(number))
    }
  }

  @Test("columns are aligned on the right for numbers, on the left for text")
  func alignment() {
    let table = RowTable(
      name: "t", columns: ["arm", "n", "x"],
      rows: [["磁石", 1, 0.5], ["é", 100, nil], ["placebo", 20, -12.25]])
    #expect(
      table.text() == """
        arm        n      x
        磁石       1  0.500
        é        100      –
        placebo   20  -12.3

        """)
    #expect(
      table.markdown() == """
        | arm | n | x |
        | :--- | ---: | ---: |
        | 磁石 | 1 | 0.500 |
        | é | 100 | – |
        | placebo | 20 | -12.3 |

        """)
  }

  @Test("a wide or combining character takes the columns that a terminal gives it")
  func widths() {
    #expect(DisplayText.width("abc") == 3)
    #expect(DisplayText.width("e\u{301}") == 1)
    #expect(DisplayText.width("磁石") == 4)
    #expect(DisplayText.width("👩‍🚀") == 2)
  }

  @Test("text is wrapped at blanks without losing a word")
  func wrapping() {
    let text = "one two three four five six seven-hundred-and-seventy-seven eight"
    let lines = DisplayText.wrapped(text, width: 12)
    #expect(lines.allSatisfy { $0.count <= 12 || !$0.contains(" ") })
    #expect(lines.joined(separator: " ") == text)
  }
}
