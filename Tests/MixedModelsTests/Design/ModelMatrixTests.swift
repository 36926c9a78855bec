import MixedModels
import Tables
import Testing

/// Fixed and random columns against R's `model.matrix` and lme4's `lFormula`.
@Suite struct ModelMatrixTests {
  @Test func fixedEffectsAreThoseOfR() throws {
    let fixture = try ModelMatrixFixture.read()
    let table = try makeTable(fixture.columns)
    #expect(fixture.matrices.count > 90)
    for expected in fixture.matrices {
      let contrasts = expected.contrasts.sorted { $0.key < $1.key }.map {
        MixedModelSpecification.ColumnContrasts(
          column: $0.key, coding: ContrastCoding(rawValue: $0.value) ?? .treatment)
      }
      let specification = MixedModelSpecification(expected.formula, contrasts: contrasts)
      let frame = try specification.frame(table)
      let label = "\(expected.formula) \(expected.contrasts)"
      #expect(frame.fixed.terms == expected.terms, "\(label)")
      #expect(frame.fixed.allNames.map(plain) == expected.names, "\(label)")
      #expect(frame.fixed.keptColumns == expected.kept, "\(label)")
      #expect(
        frame.fixed.termOfColumn == expected.kept.map { expected.assign[$0] - 1 }, "\(label)")
      for (column, position) in expected.kept.enumerated() {
        let worst =
          zip(frame.fixed.matrix.column(column), expected.columns[position])
          .map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
        #expect(worst <= 1e-12, "\(label) \(frame.fixed.names[column])")
      }
    }
  }

  @Test func randomEffectsAreThoseOfLme4() throws {
    let fixture = try ModelMatrixFixture.read()
    let table = try makeTable(fixture.columns)
    for expected in fixture.random {
      let frame = try MixedModelSpecification(expected.formula).frame(table)
      let terms = frame.random.flatMap { factor in factor.blocks.map { (factor, $0) } }
      #expect(terms.count == expected.terms.count, "\(expected.formula)")
      for (factor, block) in terms {
        let names = block.map { plain(factor.names[$0]) }
        let match = expected.terms.first {
          sameParts($0.group, factor.group) && $0.names == names
        }
        let term = try #require(match, "\(expected.formula): \(factor.group) \(names)")
        for row in frame.rows.indices {
          #expect(sameParts(factor.levels[Int(factor.codes[row])], term.labels[row]))
          let values = block.map { factor.columns[$0 * frame.rows.count + row] }
          #expect(
            zip(values, term.rows[row]).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
        }
      }
    }
  }

  /// R's name of a column: without the brackets around levels.
  private func plain(_ name: String) -> String {
    name.filter { $0 != "[" && $0 != "]" }
  }

  /// The order within an interaction of grouping factors is a matter of taste.
  private func sameParts(_ a: String, _ b: String) -> Bool {
    a.split(separator: ":").sorted() == b.split(separator: ":").sorted()
  }
}
