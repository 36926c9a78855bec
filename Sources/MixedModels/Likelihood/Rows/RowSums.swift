/// Sums of products over the rows of each level of one grouping factor.
struct RowSums {
  let rowCount: Int
  let codes: UnsafeBufferPointer<Int32>

  /// Adds left_i right_i to the target of each row's level.
  func add(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>, stride: Int
  ) {
    // Runs of one level, as in sorted data, are summed in a register.
    var i = 0
    while i < rowCount {
      let code = codes[i]
      var sum = 0.0
      while i < rowCount, codes[i] == code {
        sum += left[i] * right[i]
        i &+= 1
      }
      target[Int(code) &* stride] += sum
    }
  }
}
