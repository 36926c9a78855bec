import Numerics
import Tables
import Testing

@testable import MixedModels

/// Random factors of many levels.
@Suite struct ManyLevelsTests {
  /// Groups of rows `b` nested in larger ones `a`, and crossed with few `c` and many `d`.
  static func table(levels: Int, rowsPerLevel: Int) throws -> Table {
    var stream = RandomStream(seed: 5, task: 0)
    let effects = (0..<levels).map { _ in stream.normal() }
    let outer = (0..<(levels / 10)).map { _ in stream.normal() }
    var text = "y,x,a,b,c,d\n"
    for row in 0..<(levels * rowsPerLevel) {
      let b = row / rowsPerLevel
      let x = stream.normal()
      let c = Int(stream.uniform() * 50)
      let d = Int(stream.uniform() * Double(levels))
      let mean = 1 + 2 * x + effects[b] + 0.5 * outer[b / 10] + 0.1 * Double(c % 7)
      text += "\(mean + stream.normal()),\(x),\(b / 10),\(b),\(c),\(d)\n"
    }
    return try makeTable(text)
  }

  @Test(arguments: [
    ("y ~ x + (1 | b)", 100_000), ("y ~ x + (1 | a) + (1 | b)", 10_000),
    ("y ~ x + (1 | b) + (1 | c)", 10_000),
  ])
  func manyLevels(_ formula: String, _ levels: Int) throws {
    let table = try Self.table(levels: levels, rowsPerLevel: 2)
    let clock = ContinuousClock()
    let start = clock.now
    let model = try MixedModelSpecification(formula).fit(table)
    print("\(formula), \(levels) levels: \(clock.now - start)")
    #expect(abs(model.coefficients[1] - 2) < 5 * model.standardErrors[1])
    #expect(abs(model.sigma - 1) < 0.05)
    let factor = try #require(model.frame.random.firstIndex { $0.group == "b" })
    // Where `a` is not in the model, its variance is within that of `b`.
    let expected = formula.contains("| a") ? 1 : 1.25.squareRoot()
    #expect(abs(model.sigma * abs(model.parameters.theta[factor][0]) - expected) < 0.05)
  }

  /// Two large factors crossed at random would fill a matrix that no memory holds.
  @Test func crossedAtRandom() throws {
    let table = try Self.table(levels: 40_000, rowsPerLevel: 2)
    do {
      _ = try MixedModelSpecification("y ~ x + (1 | b) + (1 | d)").fit(table)
      Issue.record("a matrix of 40000 x 40000 was filled")
    } catch let error as MixedModelError {
      #expect(error.code == "M204")
    }
  }
}
