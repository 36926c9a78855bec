import MixedModels
import Numerics
import Tables
import Testing

/// Random tables and specifications: a frame that fits its family, or errors.
@Suite struct GeneralizedFrameFuzzTests {
  private func table(_ generator: inout RandomStream) throws -> Table {
    let rows = generator.pick([0, 1, 5, 20, 60, 60])
    let kinds: [[String]] = [
      ["0", "1"], ["0", "1", "2", "7"], ["yes", "no"], ["yes", "no", "maybe"], ["0"], ["a"],
      ["0.5", "0.25", "1"], ["0", "1", "-1"], ["1e300", "0", "3"], ["1", "", "0"],
      ["2025-01-01", "2025-01-02"], ["4", "5", "8"], [""],
    ]
    let usual: [(String, [[String]])] = [
      (
        "y",
        [
          ["0", "1", "2"], ["0", "1"], ["0.5", "0.25"], ["0", "20"], ["0.3", "0.5"], ["yes", "no"],
          ["b", "a"], ["b", "a", "c"],
        ]
      ),
      ("n", [["8", "16"]]), ("x", [["1"]]), ("g", [["a", "b"]]), ("t", [["1", "2", "4"]]),
      ("w", [["1", "2"], ["0.5", "1"]]),
    ]
    var columns: [(name: String, cells: [String])] = []
    for (name, wanted) in usual {
      let cells = generator.pick(generator.uniform(below: 10) > 0 ? wanted : kinds)
      columns.append((name, (0..<rows).map { _ in generator.pick(cells) }))
    }
    columns[2].cells = (0..<rows).map { String($0) }
    return try makeTable(columns)
  }

  private func specification(_ generator: inout RandomStream) -> MixedModelSpecification {
    let response = generator.pick([
      "y", "y", "y", "cbind(y, n)", "cbind(y, n - y)", "factor(y)", "I(y + 1)", "log(y)", "x",
      "cbind(y, 1)", "g", "cbind(x - y, n * 2)",
    ])
    let right = generator.pick(["1", "x", "x + (1 | g)", "x + offset(w)", "0", "g * x", "nothing"])
    var asked = MixedModelSpecification("\(response) ~ \(right)")
    asked.family = generator.pick(ResponseFamily.allCases)
    asked.link = generator.pick([nil, nil, nil, nil, nil, .log, .logit])
    asked.trials = generator.pick([nil, nil, nil, "n", "t"])
    asked.zeroInflation = generator.pick([
      nil, nil, nil, nil, nil, nil, "~ 1", "~ g", "x + w", "~ (1 | g)", "~ 0", "~", "~ I(x / t)",
    ])
    asked.correlation = generator.pick([
      nil, nil, nil, "ar1(x | g)", "ar1(t)", "ar1(1 | g)", "ar1(t / 2)", "cs(1 | g)",
    ])
    asked.weights = generator.pick([nil, nil, "w", "x"])
    asked.integration = generator.pick([
      .laplace, .laplace, .fast, .gaussHermite(nodes: 5), .gaussHermite(nodes: 5),
      .gaussHermite(nodes: 0),
    ])
    asked.variance = generator.pick([nil, nil, nil, nil, nil, "ident(g)"])
    if generator.pick([true, false]) { return tamed(asked, &generator) }
    if generator.pick([true, false, false]) {
      asked.levels = [.init(column: "y", levels: generator.pick([["0", "1"], ["no", "yes"]]))]
    }
    return asked
  }

  /// Without most of what a family does not have.
  private func tamed(
    _ asked: MixedModelSpecification, _ generator: inout RandomStream
  ) -> MixedModelSpecification {
    var tame = MixedModelSpecification(
      "y ~ " + generator.pick(["1", "x", "x + (1 | g)", "g * x + offset(w)"]))
    tame.family = asked.family
    tame.weights = asked.weights
    if tame.family != .gaussian { tame.correlation = generator.pick([nil, "ar1(t)"]) }
    if tame.family.isCount { tame.zeroInflation = generator.pick([nil, "~ 1", "~ g"]) }
    if tame.family == .binomial { tame.trials = generator.pick([nil, "n", "n"]) }
    return tame
  }

  @Test func framesFitTheirFamilies() throws {
    var generator = RandomStream(seed: 20_261_122)
    var (frames, errors) = (0, 0)
    var reached = Set<String>()
    for _ in 0..<1500 {
      let asked = specification(&generator)
      guard let table = try? table(&generator) else { continue }
      guard let frame = try? asked.frame(table) else {
        let found = findings(asked, table)
        #expect(found.contains { $0.severity == .error }, "\(asked)")
        reached.formUnion(found.map(\.code))
        errors += 1
        continue
      }
      frames += 1
      reached.formUnion(frame.findings.map(\.code))
      let count = frame.rows.count
      #expect(frame.response.count == count && frame.fixed.matrix.rows == count)
      #expect(frame.findings.allSatisfy { $0.severity != .error })
      if asked.family == .gaussian {
        #expect(frame.trials.isEmpty && frame.latentSeries == nil && frame.zeroInflation == nil)
        continue
      }
      #expect(frame.response.allSatisfy { $0 >= 0 && $0 == $0.rounded() }, "\(asked)")
      let trials = frame.trials.isEmpty ? Array(repeating: 1, count: count) : frame.trials
      #expect(trials.count == count && trials.allSatisfy { $0 >= 1 && $0 == $0.rounded() })
      if asked.family == .binomial {
        #expect(zip(frame.response, trials).allSatisfy { $0 <= $1 }, "\(asked)")
      }
      #expect(frame.residual == nil && (frame.latentSeries == nil) == (asked.correlation == nil))
      #expect((frame.zeroInflation == nil) == (asked.zeroInflation == nil))
      #expect(frame.zeroInflation.map { $0.matrix.rows == count } ?? true)
      #expect(frame.latentSeries.map { $0.times.count == count } ?? true)
      if let recipe = frame.zeroRecipe { #expect(try !recipe.evaluate(table).rows.isEmpty) }
    }
    #expect(frames > 150 && errors > 300, "\(frames) \(errors)")
    let own = (150...167).map { "M\($0)" }
    #expect(Set(own).subtracting(reached).isEmpty, "\(Set(own).subtracting(reached))")
  }
}

extension RandomStream {
  fileprivate mutating func pick<Value>(_ values: [Value]) -> Value {
    values[uniform(below: values.count)]
  }
}
