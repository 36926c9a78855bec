/// The cells of a two-by-two table, whole or with something added; a, b in the first row.
struct FourfoldCells: Equatable {
  var a: Double
  var b: Double
  var c: Double
  var d: Double

  var firstRow: Double { a + b }
  var secondRow: Double { c + d }
  var firstColumn: Double { a + c }
  var secondColumn: Double { b + d }
  var total: Double { a + b + c + d }
  var hasZero: Bool { a == 0 || b == 0 || c == 0 || d == 0 }

  func adding(_ amount: Double) -> FourfoldCells {
    FourfoldCells(a: a + amount, b: b + amount, c: c + amount, d: d + amount)
  }

  /// The sum of the reciprocals of the cells.
  var reciprocalSum: Double { 1 / a + 1 / b + 1 / c + 1 / d }

  /// ad / (bc).
  var oddsRatio: Double { (a / b) / (c / d) }

  /// The expected first cell and its variance with all margins fixed (hypergeometric).
  var conditional: (mean: Double, variance: Double) {
    let mean = firstRow * firstColumn / total
    let variance =
      firstColumn * secondColumn * (firstRow / total) * (secondRow / total) / (total - 1)
    return (mean, variance)
  }
}
