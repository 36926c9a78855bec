/// A stream of pseudo-random numbers that is a pure function of (seed, task, substream).
///
/// The same three numbers give the same draws on any thread, in any order, on any machine, so a
/// simulation split over tasks gives the same bytes as one that is not. Under one seed, streams of
/// different (task, substream) never share a block: the pair is sent through a bijection of 128-bit
/// numbers to the stream's own key and the upper half of its counter. Each stream has 2^65 draws.
///
///     var stream = RandomStream(seed: 20_260_301, task: 7)
///     let z = stream.normal()
///     let cramps = stream.poisson(mean: 1.2)
///
/// Source: Philox4x32-10 of Salmon et al. (2011), "Parallel random numbers: as easy as 1, 2, 3".
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: UInt64
  private let counterHigh: UInt64
  private var counterLow: UInt64 = 0
  private var spare: UInt64 = 0
  private var hasSpare = false

  /// The stream of a task and a substream under a seed.
  public init(seed: UInt64, task: UInt64 = 0, substream: UInt64 = 0) {
    let derived = Philox.block(Philox.Block(low: task, high: substream), key: seed)
    key = derived.low
    counterHigh = derived.high
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let block = Philox.block(Philox.Block(low: counterLow, high: counterHigh), key: key)
    counterLow &+= 1
    spare = block.high
    hasSpare = true
    return block.low
  }

  /// A number uniform on the open interval (0, 1): one of the 2^52 midpoints (i + 1/2) / 2^52.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// An integer uniform on 0..<bound, without bias.
  ///
  /// Source: Lemire (2019), "Fast random integer generation in an interval", algorithm 5.
  /// - Precondition: `bound` is positive.
  public mutating func uniform(below bound: Int) -> Int {
    precondition(bound > 0, "the bound of a uniform integer must be positive")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// Puts the elements in a uniformly random order (Fisher and Yates, from the end).
  ///
  /// Unlike the standard library's `shuffle(using:)`, the order is fixed by this code alone.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, uniform(below: last + 1))
    }
  }
}
