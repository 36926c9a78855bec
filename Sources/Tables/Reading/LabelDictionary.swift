/// Gives every distinct text of a column a code, in order of first appearance.
///
/// An open-addressing hash table with linear probing over the bytes of the labels, which are kept
/// one after another in one array.
struct LabelDictionary {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var starts: [Int] = [0]
  private var text: [UInt8] = []
  private var mask: Int

  init() {
    slots = Array(repeating: -1, count: 64)
    mask = 63
  }

  var count: Int { hashes.count }

  /// The code of `label`, a new one if it was not seen before.
  mutating func code(of label: Bytes) -> Int32 {
    let hash = LabelDictionary.hash(label)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let code = Int(slots[slot])
      if hashes[code] == hash, isEqual(code, label) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let code = Int32(hashes.count)
    slots[slot] = code
    hashes.append(hash)
    text.append(contentsOf: label)
    starts.append(text.count)
    if hashes.count * 2 > slots.count { grow() }
    return code
  }

  /// The labels by code, each made a string by `unescape`.
  func labels(_ unescape: (Bytes) -> String) -> [String] {
    text.withUnsafeBufferPointer { text in
      hashes.indices.map { unescape(Bytes(rebasing: text[starts[$0]..<starts[$0 + 1]])) }
    }
  }

  private func isEqual(_ code: Int, _ label: Bytes) -> Bool {
    let start = starts[code]
    guard starts[code + 1] - start == label.count else { return false }
    return text.withUnsafeBufferPointer { text in
      var index = 0
      while index < label.count {
        if text[start + index] != label[index] { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }

  /// Multiply and fold, eight bytes at a time.
  private static func hash(_ label: Bytes) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: label.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < label.count {
      var word: UInt64 = 0
      if index + 8 <= label.count {
        word = UnsafeRawPointer(label.baseAddress! + index).loadUnaligned(as: UInt64.self)
      } else {
        for byte in label[index...] { word = word << 8 | UInt64(byte) }
      }
      let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      state = product.high ^ product.low
      index += 8
    }
    return state ^ state >> 32
  }
}
