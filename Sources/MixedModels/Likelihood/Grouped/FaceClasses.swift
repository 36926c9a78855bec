import Numerics

/// Levels put together by equality, to the last bit, of their k x k faces.
struct FaceClasses {
  let classOfLevel: [Int32]
  /// The first level of each class.
  let representatives: [Int]
  let sizes: [Double]

  /// Every level in a class of its own.
  init(distinct count: Int) {
    classOfLevel = (0..<Int32(count)).map { $0 }
    representatives = Array(0..<count)
    sizes = [Double](repeating: 1, count: count)
  }

  init(_ faces: DoubleBuffer, size: Int, count: Int) {
    var capacity = 16
    while capacity < 2 * count { capacity *= 2 }
    var table = [Int32](repeating: -1, count: capacity)
    var classOfLevel = [Int32](repeating: 0, count: count)
    var representatives: [Int] = []
    var sizes: [Double] = []
    for level in 0..<count {
      let face = faces.base + level * size
      var slot = Self.hash(face, size) & (capacity - 1)
      while table[slot] >= 0,
        !Self.areEqual(face, faces.base + representatives[Int(table[slot])] * size, size)
      {
        slot = (slot + 1) & (capacity - 1)
      }
      if table[slot] < 0 {
        table[slot] = Int32(representatives.count)
        representatives.append(level)
        sizes.append(0)
      }
      classOfLevel[level] = table[slot]
      sizes[Int(table[slot])] += 1
    }
    self.classOfLevel = classOfLevel
    self.representatives = representatives
    self.sizes = sizes
  }

  private static func hash(_ face: UnsafePointer<Double>, _ size: Int) -> Int {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in 0..<size {
      state = (state ^ face[index].bitPattern) &* 0xBF58_476D_1CE4_E5B9
      state ^= state >> 29
    }
    return Int(truncatingIfNeeded: state >> 2)
  }

  private static func areEqual(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ size: Int
  ) -> Bool {
    (0..<size).allSatisfy { a[$0] == b[$0] }
  }
}
