import Numerics
import Testing

@testable import Trials

@Suite("Crossover cells against people")
struct CrossoverTwinTests {
  /// Generalised least squares of every person's values with a dense covariance matrix.
  private func dense(
    _ data: CrossoverData, _ model: CrossoverModel, _ table: CrossoverTable,
    _ covariances: [String: Matrix]
  ) throws -> (estimates: [Double], covariance: Matrix) {
    let terms = model.terms(table)
    let designs = Dictionary(
      uniqueKeysWithValues: zip(table.sequences.map(\.name), model.designs(table, terms)))
    let size = data.people.reduce(0) { $0 + $1.values.count }
    var v = Matrix(rows: size, columns: size)
    var (rows, values): ([[Double]], [Double]) = ([], [])
    for person in data.people {
      let own = try #require(covariances[person.sequence])
      let design = try #require(designs[person.sequence])
      let start = rows.count
      for j in person.values.indices {
        rows.append(design.row(j))
        values.append(person.values[j])
        for k in person.values.indices { v[start + j, start + k] = own[j, k] }
      }
    }
    let x = Matrix(rows: rows)
    let factor = try CholeskyFactor(v)
    let information = try CholeskyFactor(x.transposedProduct(factor.solve(x)))
    return (
      information.solve(x.transposedProduct(factor.solve(values))), information.inverse()
    )
  }

  @Test("Any design: the estimates and their covariance are those of all people's values")
  func people() throws {
    var stream = RandomStream(seed: 61)
    let designs: [[(order: String, count: Int)]] = [
      [("AB", 7), ("BA", 5)], [("ABB", 6), ("BAA", 9)], [("ABBA", 6), ("BAAB", 8)],
      [("ABC", 5), ("BCA", 6), ("CAB", 7)], [("AB", 6), ("BA", 4), ("AA", 5), ("BB", 7)],
    ]
    for sequences in designs {
      let data = CrossoverData.draw(&stream, sequences: sequences)
      let table = try CrossoverTable(data.cells())
      for hasSequenceEffects in [true, false] {
        for variances in CrossoverModel.Variances.allCases {
          let model = CrossoverModel(
            reference: "B", hasSequenceEffects: hasSequenceEffects, variances: variances)
          let correlation = WithinPersonCorrelation.common(0.6)
          let fit = try model.fit(table, correlation: correlation)[0]
          let matrices = try model.covariances(table, correlation)
          let twin = try dense(
            data, model, table,
            Dictionary(uniqueKeysWithValues: zip(table.sequences.map(\.name), matrices)))
          for (place, term) in fit.terms.enumerated() {
            #expect(abs(fit.estimates[place] - twin.estimates[place]) < 1e-9)
            let error = fit.contrast([term: 1], name: "").inference?.standardError ?? .nan
            #expect(abs(error - twin.covariance[place, place].squareRoot()) < 1e-9)
          }
        }
      }
    }
  }

  @Test("Without spread, estimates are least squares with a constant for each person")
  func withoutSpread() throws {
    var stream = RandomStream(seed: 62)
    let data = CrossoverData.draw(&stream, sequences: [("ABBA", 6), ("BAAB", 9), ("ABAB", 4)])
    let cells = data.cells().map {
      CrossoverCell(
        sequence: $0.sequence, period: $0.period, treatment: $0.treatment, count: $0.count,
        mean: $0.mean)
    }
    let fits = try CrossoverModel(reference: "B").fit(try CrossoverTable(cells))
    #expect(fits.count == 1)
    #expect(fits[0].hasNoStandardErrors && fits[0].correlation == nil)
    #expect(fits[0].treatment("A")?.inference == nil)
    // One column a person, three periods, one treatment.
    let count = data.people.count
    var (rows, values): ([[Double]], [Double]) = ([], [])
    for (place, person) in data.people.enumerated() {
      for period in 0..<4 {
        var row = [Double](repeating: 0, count: count + 4)
        row[place] = 1
        if period > 0 { row[count + period - 1] = 1 }
        row[count + 3] = person.treatments[period] == "A" ? 1 : 0
        rows.append(row)
        values.append(person.values[period])
      }
    }
    let solution = try PivotedQR(Matrix(rows: rows)).solve(values)
    let effect = try #require(fits[0].treatment("A")?.estimate)
    #expect(abs(effect - solution[count + 3]) < 1e-10)
  }
}
