/// A block of small integers with a fixed address; see `DoubleBuffer`.
final class IndexBuffer: @unchecked Sendable {
  let base: UnsafeMutablePointer<Int32>
  let count: Int

  init(_ values: [Int32]) {
    count = values.count
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
    for (index, value) in values.enumerated() { base[index] = value }
  }

  deinit { base.deallocate() }
}
