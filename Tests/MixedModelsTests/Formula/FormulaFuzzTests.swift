import Tables
import TestSupport
import Testing

@testable import MixedModels

/// Any bytes end in a formula or in an error with a place within the text.
@Suite struct FormulaFuzzTests {
  private func check(_ text: String) -> Bool {
    do {
      let formula = try Formula(text)
      return !formula.tree.description(of: formula.tree.root).isEmpty
    } catch {
      guard let finding = error.findings.first, let column = finding.place?.column else {
        return false
      }
      let explained = MixedModelsCatalogue.explanations.contains { $0.code == finding.code }
      return explained && column >= 1 && column <= text.unicodeScalars.count + 1
    }
  }

  @Test func randomBytes() {
    var generator = SplitMix(state: 1)
    var failures: [String] = []
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = String(decoding: bytes, as: UTF8.self)
      if !check(text) { failures.append(text) }
    }
    #expect(failures.isEmpty)
  }

  @Test func randomTokens() {
    let tokens = [
      "y", "x", "a", "b", "~", "+", "-", "*", ":", "^", "/", "%in%", "(", ")", "|", "||", "0", "1",
      "2", "log(", "I(", "factor(", "offset(", "ar1(", "pi", ".", "`c d`", " ", "é", "1e9",
    ]
    var generator = SplitMix(state: 2)
    var failures: [String] = []
    var accepted = 0
    for _ in 0..<40_000 {
      let count = Int.random(in: 1...14, using: &generator)
      let text = (0..<count).map { _ in tokens.randomElement(using: &generator) ?? "" }.joined()
      failures += ["y~" + text, text].filter { !check($0) }
      if (try? Formula("y~" + text)) != nil { accepted += 1 }
    }
    #expect(failures.isEmpty)
    #expect(accepted > 500)
  }

  @Test func mutatedFormulas() {
    let formula = Array("log(y) ~ (a + b:c)^2 - a + I(x^2)/2 + (1 + x || g/h) + offset(`o p`)".utf8)
    var generator = SplitMix(state: 3)
    var failures: [String] = []
    for _ in 0..<20_000 {
      var bytes = formula
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = formula.randomElement(using: &generator) ?? 0
        default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if !check(text) { failures.append(text) }
    }
    #expect(failures.isEmpty)
  }
}
