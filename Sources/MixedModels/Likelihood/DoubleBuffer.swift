import Numerics

/// A block of doubles with a fixed address, for loops that must not check bounds or copy.
///
/// Its owner fills it before it is shared, or keeps it to one task: scratch memory, not a value.
final class DoubleBuffer: @unchecked Sendable {
  let base: UnsafeMutablePointer<Double>
  let count: Int

  /// Zeros.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  convenience init(_ values: [Double]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { base[index] = value }
  }

  convenience init(copying other: DoubleBuffer) {
    self.init(count: other.count)
    base.update(from: other.base, count: count)
  }

  deinit { base.deallocate() }

  var values: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }

  func clear() { base.update(repeating: 0, count: count) }

  /// The elements as a matrix by columns.
  func view(rows: Int, columns: Int) -> MutableMatrixView {
    precondition(rows * columns <= count, "a view larger than its buffer")
    return MutableMatrixView(base: base, rows: rows, columns: columns, stride: max(rows, 1))
  }
}
