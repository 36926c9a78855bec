/// The Philox4x32-10 block function: a bijection of 128-bit counters chosen by a 64-bit key.
///
/// Source: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3",
/// SC11, section 4.3. Ten rounds of two 32 x 32 -> 64 bit products, keys bumped by Weyl constants.
enum Philox {
  /// A counter or an output block: four 32-bit words, the least significant first.
  struct Block: Equatable, Sendable {
    var word0: UInt32
    var word1: UInt32
    var word2: UInt32
    var word3: UInt32

    init(_ word0: UInt32, _ word1: UInt32, _ word2: UInt32, _ word3: UInt32) {
      self.word0 = word0
      self.word1 = word1
      self.word2 = word2
      self.word3 = word3
    }

    /// The block whose lower and upper 64 bits are given.
    init(low: UInt64, high: UInt64) {
      self.init(
        UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32),
        UInt32(truncatingIfNeeded: high), UInt32(truncatingIfNeeded: high >> 32))
    }

    var low: UInt64 { UInt64(word1) << 32 | UInt64(word0) }
    var high: UInt64 { UInt64(word3) << 32 | UInt64(word2) }
  }

  /// The pseudo-random block of a counter under a key.
  @inline(__always)
  static func block(_ counter: Block, key: UInt64) -> Block {
    var key0 = UInt32(truncatingIfNeeded: key)
    var key1 = UInt32(truncatingIfNeeded: key >> 32)
    var state = counter
    for _ in 0..<10 {
      let product0 = UInt64(state.word0) &* 0xD251_1F53
      let product1 = UInt64(state.word2) &* 0xCD9E_8D57
      state = Block(
        UInt32(truncatingIfNeeded: product1 >> 32) ^ state.word1 ^ key0,
        UInt32(truncatingIfNeeded: product1),
        UInt32(truncatingIfNeeded: product0 >> 32) ^ state.word3 ^ key1,
        UInt32(truncatingIfNeeded: product0))
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return state
  }
}
