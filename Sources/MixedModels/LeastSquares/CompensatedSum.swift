/// A sum carried in twice the working precision.
///
/// Every addition and product is split into its rounded value and its exact error; the errors are
/// summed beside the values. Ogita, Rump and Oishi (2005), "Accurate sum and dot product",
/// algorithms 3.1 (TwoSum) and 5.3 (Dot2).
struct CompensatedSum {
  private var high: Double
  private var low = 0.0

  init(_ start: Double = 0) { high = start }

  mutating func add(_ value: Double) {
    let sum = high + value
    let part = sum - high
    low += (high - (sum - part)) + (value - part)
    high = sum
  }

  mutating func addProduct(_ a: Double, _ b: Double) {
    let product = a * b
    add(product)
    low += (-product).addingProduct(a, b)
  }

  /// The sum, rounded once.
  var value: Double { high + low }
}
