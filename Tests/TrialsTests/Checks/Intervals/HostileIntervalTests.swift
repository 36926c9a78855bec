import Testing

@testable import Trials

@Suite("Impossible numbers end in verdicts")
struct HostileIntervalTests {
  typealias Records = IntervalRecords

  static let texts = [
    "0", "-5", "1", "2", "<3", ">3", "0.00", "1e3", "999999999999999", "0.000000000000001", "50",
  ]

  /// No combination of strange cells stops the program, and no verdict lacks a message.
  @Test(arguments: texts, ["MD", "RR", "OR", "RD", "SMD", ""])
  func strangeCells(_ text: String, _ measure: String) {
    for other in Self.texts {
      for design in ComparisonDesign.allCases {
        let arms = [
          Records.arm(.treatment, n: text, mean: other, sd: text, events: "3", percent: other),
          Records.arm(.comparator, n: other, mean: text, sd: other, percent: text),
          Records.arm(.all, mean: other, percent: text),
        ]
        let contrast = Records.contrast(
          measure: measure, estimate: text, se: other, error: text, low: other, high: text,
          p: other, design: design)
        let checks = Records.checks(arms, [contrast], design: design, randomised: other)
        #expect(checks.allSatisfy { !$0.message.isEmpty && !$0.message.contains("nan") })
      }
    }
  }
}
