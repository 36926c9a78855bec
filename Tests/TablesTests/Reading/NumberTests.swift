import Foundation
import Tables
import TestSupport
import Testing

@Suite struct NumberTests {
  private func parsed(_ texts: [String]) throws -> [Double?] {
    let table = try read("x\n" + texts.joined(separator: "\n") + "\n")
    let column = try #require(table.column("x"))
    #expect(column.kind == .number || column.kind == .integer)
    return (0..<table.rowCount).map { column.double($0) }
  }

  @Test func shortestTextOfAnyDoubleReadsBackTheSame() throws {
    var generator = SplitMix(state: 7)
    var values: [Double] = [
      0.5, 0.1, 1e22, 1e23, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p-1022,
    ]
    while values.count < 20_000 {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { values.append(value) }
    }
    #expect(try parsed(values.map { NumberText.shortest($0) }) == values)
  }

  @Test func decimalsAgreeWithTheCLibrary() throws {
    var generator = SplitMix(state: 11)
    let texts = (0..<20_000).map { _ -> String in
      let digits = (0..<Int.random(in: 1...25, using: &generator)).map { _ in
        String(Int.random(in: 0...9, using: &generator))
      }.joined()
      let point = Int.random(in: 0...digits.count, using: &generator)
      let exponent = Int.random(in: -30...30, using: &generator)
      let sign = ["", "-", "+"].randomElement(using: &generator) ?? ""
      return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))e\(exponent)"
    }
    #expect(try parsed(texts) == texts.map { strtod($0, nil) })
  }

  @Test func halfwayCasesRoundToEven() throws {
    let texts = [
      "9007199254740993.0", "9007199254740992.0", "9007199254740995.0", "1.0000000000000002220446",
      "123456789012345678901234567890.5", "2.2250738585072011e-308", "1e-400",
    ]
    #expect(try parsed(texts) == texts.map { strtod($0, nil) })
  }

  @Test func shortestTexts() {
    #expect(NumberText.shortest(2) == "2")
    #expect(NumberText.shortest(-0.25) == "-0.25")
    #expect(NumberText.shortest(0.1) == "0.1")
    #expect(NumberText.shortest(1e300) == "1e+300")
    #expect(NumberText.shortest(.infinity) == "Inf")
  }
}
