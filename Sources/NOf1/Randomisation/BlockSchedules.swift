import Numerics

/// The sequences of arms in blocks of `size` nights that hold each arm equally often.
///
/// Every order within a block is equally likely, independently of the other blocks. A last block
/// that was cut short shows the first nights of a whole one.
struct BlockSchedules: Sendable {
  let nights: Int
  let arms: Int
  let size: Int

  private var perArm: Int { size / arms }

  /// Number of sequences of whole blocks: the last block counts in full, so that a sequence of
  /// nights occurs as often as there are ways to complete it.
  var count: Double {
    var orders = 1.0
    for position in 0..<size {
      // The multinomial coefficient size! / (perArm!)^arms, factor by factor.
      orders *= Double(position + 1) / Double(position % perArm + 1)
    }
    var result = 1.0
    for _ in stride(from: 0, to: nights, by: size) { result *= orders.rounded() }
    return result
  }

  func admits(_ schedule: [Int]) -> Bool {
    guard schedule.count == nights, size % arms == 0 else { return false }
    for start in stride(from: 0, to: nights, by: size) {
      var seen = [Int](repeating: 0, count: arms)
      for night in start..<min(start + size, nights) { seen[schedule[night]] += 1 }
      if seen.contains(where: { $0 > perArm }) { return false }
    }
    return true
  }

  /// Draws one sequence.
  func draw(into schedule: inout [Int], using stream: inout RandomStream) {
    for start in stride(from: 0, to: nights, by: size) {
      var block = (0..<size).map { $0 / perArm }
      stream.shuffle(&block)
      for night in start..<min(start + size, nights) { schedule[night] = block[night - start] }
    }
  }

  /// Calls `body` with every sequence, as often as it can be completed to whole blocks.
  func forEach(_ body: ([Int]) -> Void) {
    let blocks = (nights + size - 1) / size
    var whole = [Int](repeating: 0, count: blocks * size)
    var left = [Int](repeating: perArm, count: arms)
    func extend(_ night: Int) {
      guard night < whole.count else { return body(Array(whole[..<nights])) }
      if night % size == 0 { left = [Int](repeating: perArm, count: arms) }
      let saved = left
      for arm in 0..<arms where saved[arm] > 0 {
        left = saved
        left[arm] -= 1
        whole[night] = arm
        extend(night + 1)
      }
      left = saved
    }
    extend(0)
  }
}
