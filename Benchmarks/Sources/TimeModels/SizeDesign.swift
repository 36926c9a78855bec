import MixedModels
import Numerics
import Tables

/// A design whose fit is timed at several numbers of rows.
enum SizeDesign: String, CaseIterable {
  /// People with 20 rows each, an intercept and a slope.
  case slopes = "one factor"
  /// Wards with 5 people each, and 20 rows a person.
  case nested
  /// People with 20 rows each, and items drawn at random out of as many as the root of the rows.
  case crossed

  var specification: MixedModelSpecification {
    switch self {
    case .slopes: MixedModelSpecification("y ~ x + (x | a)")
    case .nested: MixedModelSpecification("y ~ x + (1 | a/b)")
    case .crossed: MixedModelSpecification("y ~ x + (1 | a) + (1 | b)")
    }
  }

  /// A simulated table; the variances of all effects are 1.
  func table(rows: Int) throws -> Table {
    var stream = RandomStream(seed: 505)
    let levels = self.levels(rows: rows)
    let first = (0..<levels.a).map { _ in (stream.normal(), stream.normal()) }
    let second = (0..<levels.b).map { _ in stream.normal() }
    var text = CSVText(header: "a,b,x,y")
    for row in 0..<rows {
      let x = row % 10
      let a = self == .nested ? row / 100 : row / 20
      let b = self == .nested ? row / 20 : Int(stream.uniform() * Double(levels.b))
      var y = 2 + 0.5 * Double(x) + first[a].0 + stream.normal()
      y += self == .slopes ? first[a].1 * Double(x) : second[b]
      text.append(a, b, x, y)
    }
    return try Table.read(TableSource(name: "simulated", bytes: text.bytes))
  }

  /// Random effects in all.
  func effects(rows: Int) -> Int {
    let levels = self.levels(rows: rows)
    return self == .slopes ? 2 * levels.a : levels.a + levels.b
  }

  private func levels(rows: Int) -> (a: Int, b: Int) {
    switch self {
    case .slopes: ((rows + 19) / 20, 1)
    case .nested: ((rows + 99) / 100, (rows + 19) / 20)
    case .crossed: ((rows + 19) / 20, max(2, Int(Double(rows).squareRoot())))
    }
  }
}
