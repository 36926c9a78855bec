import Figures
import Testing

@Suite("JSON values")
struct JSONValueTests {
  @Test("objects keep the order in which they were written")
  func order() {
    let value: JSONValue = [
      "b": 1, "a": [true, nil], "c": ["z": 0.5, "y": "x"], "d": [], "e": [:],
    ]
    #expect(
      value.rendered(.compact) == #"{"b":1,"a":[true,null],"c":{"z":0.5,"y":"x"},"d":[],"e":{}}"#)
    #expect(
      value.rendered(.pretty) == """
        {
          "b": 1,
          "a": [true, null],
          "c": {
            "z": 0.5,
            "y": "x"
          },
          "d": [],
          "e": {}
        }
        """)
  }

  @Test("a row stays on one line; texts and nested values each have their own")
  func rows() {
    let value: JSONValue = ["rows": [["a", 1, nil], ["b", 2.5, true]], "names": ["a", "b"]]
    #expect(
      value.rendered(.pretty) == """
        {
          "rows": [
            ["a", 1, null],
            ["b", 2.5, true]
          ],
          "names": [
            "a",
            "b"
          ]
        }
        """)
    #expect(JSONValue.array([[1]]).rendered(.spread) == "[\n  [\n    1\n  ]\n]")
  }

  @Test("what was written is read back as the same value, number for number")
  func roundTrip() throws {
    var state: UInt64 = 42
    var numbers: [JSONValue] = [
      0.1, .number(.leastNonzeroMagnitude), 1.7976931348623157e308, 3.0, -0.0, 1e22, 1e-7,
    ]
    while numbers.count < 2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state)
      if number.isFinite { numbers.append(.number(number)) }
    }
    let value: JSONValue = [
      "numbers": .array(numbers), "integers": [.integer(.max), .integer(.min), 0],
      "a \"quoted\"\n\u{1}\u{1F}\u{7F}\u{2028}\\ name": "é 磁 👩‍🚀 \u{0}/",
    ]
    for layout in [JSONValue.Layout.compact, .pretty, .spread] {
      let text = value.rendered(layout)
      #expect(try JSONValue(parsing: text) == value)
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }
  }

  @Test("escapes and surrogate pairs are read")
  func escapes() throws {
    let text = #" ["\u0041\ud83d\ude00\/\b\f\n\r\t\"\\", -1.5E+2, 12345678901234567890] "#
    #expect(
      try JSONValue(parsing: text) == [
        "A😀/\u{8}\u{C}\n\r\t\"\\", -150.0, 12_345_678_901_234_567_890.0,
      ])
  }

  @Test(
    "errors name the line and the column",
    arguments: [
      ("{\n  \"a\": 1,\n  \"é\": tru\n}", 3, 8), ("", 1, 1), ("[1,]", 1, 4), ("[1 2]", 1, 4),
      ("01", 1, 2), ("1.", 1, 3), ("1e999", 1, 1), ("-", 1, 2), ("{\"a\":1,\n\"a\":2}", 2, 1),
      ("\"a\nb\"", 1, 3), ("\"\\x\"", 1, 2), ("\"\\ud83d\"", 1, 2), ("{a:1}", 1, 2), ("1 1", 1, 3),
      ("\"abc", 1, 5), ("\"\\u12\"", 1, 4),
    ])
  func errors(text: String, line: Int, column: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test("nesting is refused before the stack overflows")
  func depth() throws {
    let deep = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    _ = try JSONValue(parsing: deep)
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: "[\(deep)]") }
  }

  @Test("a number that is not finite is never written")
  func notFinite() async {
    await #expect(processExitsWith: .failure) { _ = JSONValue.number(.nan).rendered() }
    await #expect(processExitsWith: .failure) { _ = JSONValue.number(-.infinity).rendered() }
  }
}
