/// The derivative of a function of several variables in one of them, to the fourth order of `h`.
func centralDifference(
  at point: [Double], in variable: Int, step h: Double = 1e-4,
  of function: ([Double]) throws -> Double
) rethrows -> Double {
  func value(_ step: Double) throws -> Double {
    var moved = point
    moved[variable] += step
    return try function(moved)
  }
  let wide = try (value(2 * h) - value(-2 * h)) / (4 * h)
  let narrow = try (value(h) - value(-h)) / (2 * h)
  return (4 * narrow - wide) / 3
}
