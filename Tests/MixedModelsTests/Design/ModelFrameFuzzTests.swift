import MixedModels
import Tables
import Testing

/// Random formulas over real columns: a frame that its own recipe makes again, or an error.
@Suite struct ModelFrameFuzzTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    /// Knuth's MMIX congruential generator, upper bits first.
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private let atoms = [
    "a", "b", "c", "x", "z", "factor(k)", "k", "I(x^2)", "log(z)", "g", "h", "1", "0", "exp(x)",
    "I(1 / (x - 10.33))", "sqrt(y)", "nothing", "factor(g)", "I(a)", "pi",
  ]

  private func sum(_ depth: Int, _ generator: inout Generator) -> String {
    guard depth > 0 else { return atoms.randomElement(using: &generator) ?? "x" }
    let left = sum(depth - 1, &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return "(\(left))^2"
    case 1: return "(\(left) + \(sum(depth - 1, &generator)))"
    default:
      let operation =
        ["+", "+", "*", ":", "/", "%in%", "-"].randomElement(using: &generator) ?? "+"
      return "\(left) \(operation) \(sum(depth - 1, &generator))"
    }
  }

  @Test func framesAndRecipesAgree() throws {
    let table = try makeTable(ModelMatrixFixture.read().columns)
    var generator = Generator(state: 11)
    var (frames, errors) = (0, 0)
    for _ in 0..<400 {
      var formula = "y ~ " + sum(Int.random(in: 0...2, using: &generator), &generator)
      if Bool.random(using: &generator) {
        let bar = Bool.random(using: &generator) ? "|" : "||"
        let group = ["g", "h", "h/b", "a:b", "k", "x"].randomElement(using: &generator) ?? "g"
        formula += " + (\(sum(1, &generator)) \(bar) \(group))"
      }
      let specification = MixedModelSpecification(formula)
      guard let frame = try? specification.frame(table) else {
        let found = findings(specification, table)
        #expect(!found.isEmpty && found.allSatisfy { $0.place != nil }, "\(formula)")
        errors += 1
        continue
      }
      frames += 1
      let rows = try frame.recipe.evaluate(table)
      let fixed = frame.fixed
      #expect(rows.fixed == fixed.matrix, "\(formula)")
      #expect(zip(rows.random, frame.random).allSatisfy { $0.columns == $1.columns })
      #expect(fixed.matrix.columns == fixed.names.count && fixed.names.count <= frame.rows.count)
      #expect(fixed.names == fixed.keptColumns.map { fixed.allNames[$0] })
      #expect(Set(fixed.allNames).count == fixed.allNames.count, "\(formula)")
      #expect(frame.random.allSatisfy { $0.columns.count == $0.width * frame.rows.count })
    }
    #expect(frames > 130 && errors > 30)
  }
}
