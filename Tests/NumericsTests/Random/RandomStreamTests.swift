import Glibc
import Testing

@testable import Numerics

@Suite struct RandomStreamTests {
  static let size = 80_000

  private func normalCumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.squareRoot()) }

  private func draws(_ seed: UInt64, _ draw: (inout RandomStream) -> Double) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<Self.size).map { _ in draw(&stream) }
  }

  @Test func sameKeySameNumbers() async {
    func numbers(_ task: UInt64) -> [UInt64] {
      var stream = RandomStream(seed: 5, task: task)
      return (0..<100).map { _ in stream.next() }
    }
    let serial = (0..<8).map { numbers(UInt64($0)) }
    let parallel = await withTaskGroup(of: (Int, [UInt64]).self) { group in
      for task in (0..<8).reversed() { group.addTask { (task, numbers(UInt64(task))) } }
      var results = [[UInt64]](repeating: [], count: 8)
      for await (task, result) in group { results[task] = result }
      return results
    }
    #expect(serial == parallel)
    #expect(Set(serial.joined()).count == 800)
  }

  @Test func neighbouringStreamsAreUncorrelated() {
    var keys: [RandomStream] = []
    for seed in 0..<4 as Range<UInt64> {
      for task in 0..<4 as Range<UInt64> {
        for substream in 0..<2 as Range<UInt64> {
          keys.append(RandomStream(seed: seed, task: task, substream: substream))
        }
      }
    }
    let n = 4_000
    let samples = keys.map { key in
      var stream = key
      return (0..<n).map { _ in stream.normal() }
    }
    for first in samples.indices {
      for second in samples.indices where second > first {
        let product = zip(samples[first], samples[second]).reduce(0) { $0 + $1.0 * $1.1 }
        // 496 pairs: the largest normal deviate is above 5 with probability 3e-4.
        #expect(abs(product) / Double(n).squareRoot() < 5)
      }
    }
  }

  @Test func uniformIsUniformAndOpen() {
    let sample = draws(11) { $0.uniform() }
    #expect(kolmogorovSmirnov(sample) { $0 } < 1.95)
    #expect(sample.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test(arguments: [1, 2, 3, 7, 100]) func boundedUniform(bound: Int) {
    var stream = RandomStream(seed: 12, task: UInt64(bound))
    let sample = (0..<100_000).map { _ in stream.uniform(below: bound) }
    #expect(sample.allSatisfy { $0 >= 0 && $0 < bound })
    if bound > 1 { #expect(abs(countDeviate(sample) { _ in 1 / Double(bound) }) < 3.5) }
  }

  /// With a bound of 3 * 2^61 and no rejection, residues modulo 3 have shares 3/8, 3/8 and 2/8.
  @Test func hugeBoundIsUnbiased() {
    var stream = RandomStream(seed: 13)
    let residues = (0..<Self.size).map { _ in stream.uniform(below: 3 << 61) % 3 }
    #expect(abs(countDeviate(residues) { $0 < 3 ? 1.0 / 3 : 0 }) < 3.5)
  }

  @Test func normalFollowsItsDistribution() {
    let sample = draws(14) { $0.normal() }
    #expect(kolmogorovSmirnov(sample, normalCumulative) < 1.95)
    let n = Double(Self.size)
    #expect(abs(mean(sample)) < 4 / n.squareRoot())
    #expect(abs(variance(sample) - 1) < 4 * (2 / n).squareRoot())
    let fourth = mean(sample.map { $0 * $0 * $0 * $0 })
    #expect(abs(fourth - 3) < 4 * (96 / n).squareRoot())
  }

  /// The tail beyond the ziggurat's base: how often it is reached, and its distribution there.
  @Test func normalTailIsExact() {
    let start = 3.654_152_885_361_009
    let share = erfc(start / 2.squareRoot())
    var stream = RandomStream(seed: 15)
    let trials = 2_000_000
    var reached = 0
    for _ in 0..<trials where abs(stream.normal()) > start { reached += 1 }
    let expected = Double(trials) * share
    #expect(abs(Double(reached) - expected) < 4 * expected.squareRoot())
    let tail = draws(26) { $0.normalTail(negative: false) }
    #expect(kolmogorovSmirnov(tail) { 1 - erfc($0 / 2.squareRoot()) / share } < 1.95)
    #expect(stream.normalTail(negative: true) < -start)
  }

  @Test func exponentialFollowsItsDistribution() {
    #expect(kolmogorovSmirnov(draws(16) { $0.exponential() }) { -expm1(-$0) } < 1.95)
  }

  /// Shapes whose distribution functions are elementary.
  @Test func gammaFollowsItsDistribution() {
    let half = draws(17) { $0.gamma(shape: 0.5) }
    #expect(kolmogorovSmirnov(half) { erf($0.squareRoot()) } < 1.95)
    let one = draws(18) { $0.gamma(shape: 1) }
    #expect(kolmogorovSmirnov(one) { -expm1(-$0) } < 1.95)
    let three = draws(19) { $0.gamma(shape: 3) }
    #expect(kolmogorovSmirnov(three) { 1 - exp(-$0) * (1 + $0 + $0 * $0 / 2) } < 1.95)
    let chiSquared = draws(20) { $0.chiSquared(degreesOfFreedom: 4) }
    #expect(kolmogorovSmirnov(chiSquared) { 1 - exp(-$0 / 2) * (1 + $0 / 2) } < 1.95)
  }

  @Test(arguments: [0.05, 0.4, 2.5, 80, 1e4]) func gammaMoments(shape: Double) {
    let sample = draws(21) { $0.gamma(shape: shape) }
    let n = Double(Self.size)
    #expect(abs(mean(sample) - shape) < 4 * (shape / n).squareRoot())
    // The fourth central moment is 3 shape^2 + 6 shape.
    let spread = ((2 * shape * shape + 6 * shape) / n).squareRoot()
    #expect(abs(variance(sample) - shape) < 4 * spread)
  }

  @Test func betaFollowsItsDistribution() {
    let arcsine = draws(22) { $0.beta(0.5, 0.5) }
    #expect(kolmogorovSmirnov(arcsine) { 2 / Double.pi * asin($0.squareRoot()) } < 1.95)
    let power = draws(23) { $0.beta(3, 1) }
    #expect(kolmogorovSmirnov(power) { $0 * $0 * $0 } < 1.95)
    let tiny = draws(24) { $0.beta(0.001, 0.002) }
    #expect(tiny.allSatisfy { $0 >= 0 && $0 <= 1 })
    let share = 2.0 / 9 / 1.003  // the variance a b / ((a + b)^2 (a + b + 1))
    #expect(abs(mean(tiny) - 1.0 / 3) < 4 * (share / Double(Self.size)).squareRoot())
  }

  @Test func shuffleReachesEveryOrderEqually() {
    var stream = RandomStream(seed: 25)
    let codes = (0..<60_000).map { _ in
      var order = [0, 1, 2]
      stream.shuffle(&order)
      return [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        .firstIndex(of: order) ?? 6
    }
    #expect(abs(countDeviate(codes) { $0 < 6 ? 1.0 / 6 : 0 }) < 3.5)
  }
}
