import Testing

@testable import Reports

@Suite("Text in a page")
struct MarkupTests {
  @Test(
    "is literal, whatever it is",
    arguments: [
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("\"><img src=x onerror='a'>", "&quot;&gt;&lt;img src=x onerror=&#39;a&#39;&gt;"),
      ("a & b &amp; c", "a &amp; b &amp;amp; c"),
      ("\u{202E}evil\u{7}\n", "\\u{202e}evil\\u{7}\\n"),
      ("=cmd()|'x'", "=cmd()|&#39;x&#39;"),
      ("שלום é 夜 🌙", "שלום é 夜 🌙"),
    ])
  func literal(text: String, html: String) {
    #expect(Markup(text).html == html)
  }

  @Test("a mark that combines with a quote or bracket does not hide it")
  func combining() {
    for mark in ["\u{301}", "\u{338}", "\u{FE0F}", "\u{200D}"] {
      for (special, escaped) in [("\"", "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")] {
        #expect(Array(Markup(special + mark).html.utf8) == Array((escaped + mark).utf8))
      }
    }
  }

  @Test(
    "numbers are found, digits of names, codes and dates are not",
    arguments: [
      ("0.58 (95 % interval -2.18 to 23.)", ["0.58", "95", "-2.18", "23"]),
      ("garrison2020, N132, 2025-02-03, P01, 1.2.3, x-5", []),
      ("18/66 is 27.27 %", ["18", "66", "27.27"]), ("hn:0.5^2", ["0.5", "2"]),
      ("5\u{301} and 6", ["6"]), ("", []), ("--", []), ("...", []), ("-", []),
    ])
  func numbers(text: String, numbers: [String]) {
    let parts = NumberText.parts(of: text)
    #expect(parts.filter(\.isNumber).map(\.text) == numbers)
    #expect(parts.map(\.text).joined() == text)
  }

  @Test("different names give different identifiers without blanks or quotes")
  func identifiers() {
    let names = ["a b", "a-b", "a_b", "a.b", "a\"b", "A_b", "a-20-b", "é", "e\u{301}"]
    let identifiers = names.map(ResultTable.identifier)
    #expect(Set(identifiers).count == names.count)
    for identifier in identifiers { #expect(identifier.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil) }
  }

  @Test(
    "numbers are rounded for reading",
    arguments: [
      (NumberStyle.significant(3), 0.58123, "0.581"), (.significant(3), 12345, "12345"),
      (.decimals(2), -0.001, "0.00"), (.probability, 0.999, ">0.99"), (.probability, 1, "1.00"),
      (.probability, 0.004, "<0.01"), (.probability, 0, "0.00"), (.pValue, 0.0004, "<0.001"),
      (.pValue, 0.0052, "0.005"), (.pValue, 0.375, "0.38"),
    ])
  func rounding(style: NumberStyle, number: Double, text: String) {
    #expect(style.text(number) == text)
  }
}
