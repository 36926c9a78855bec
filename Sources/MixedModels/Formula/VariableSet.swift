/// A term of a formula: which of up to 256 predictors it multiplies.
struct VariableSet: Sendable, Equatable {
  static let capacity = 256

  private var words = SIMD4<UInt64>()

  /// No predictor: the intercept.
  init() {}

  init(_ element: Int) {
    words[element >> 6] = 1 << UInt64(element & 63)
  }

  var isEmpty: Bool { words == SIMD4<UInt64>() }

  /// The degree of the term.
  var count: Int {
    words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount
      + words[3].nonzeroBitCount
  }

  /// The predictors, ascending.
  var elements: [Int] {
    var found: [Int] = []
    for index in 0..<4 {
      var word = words[index]
      while word != 0 {
        found.append(index << 6 | word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return found
  }

  func union(_ other: VariableSet) -> VariableSet {
    var result = self
    result.words |= other.words
    return result
  }

  func removing(_ element: Int) -> VariableSet {
    var result = self
    result.words[element >> 6] &= ~(1 << UInt64(element & 63))
    return result
  }

  func isSubset(of other: VariableSet) -> Bool { words & ~other.words == SIMD4<UInt64>() }
}
