import Glibc

/// A number with so many decimals.
func decimals(_ value: Double, _ places: Int = 3) -> String {
  let scale = pow(10, Double(places))
  let units = Int((abs(value) * scale).rounded())
  let (whole, fraction) = units.quotientAndRemainder(dividingBy: Int(scale))
  let digits = String(fraction)
  let zeros = String(repeating: "0", count: places - digits.count)
  return "\(value < 0 && units > 0 ? "-" : "")\(whole).\(zeros)\(digits)"
}

/// A share in per cent with one decimal.
func percent(_ share: Double) -> String { "\(decimals(100 * share, 1)) %" }
