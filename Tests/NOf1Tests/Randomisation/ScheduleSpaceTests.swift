import Numerics
import Testing

@testable import NOf1

/// Schedules are told apart by the sums of nights worth 1, 2, 4, ...
@Suite struct ScheduleSpaceTests {
  private func sampler(_ space: ScheduleSpace, nights: Int) -> ScheduleSampler {
    let values = (0..<nights).map { Optional(Double(1 << $0)) }
    return ScheduleSampler(space: space, values: values, treatment: 1)
  }

  private func code(_ sums: ScheduleSampler.Sums) -> [Double] {
    [sums.treatment.total, sums.reference.total]
  }

  private func allSequences(nights: Int, arms: Int) -> [[Int]] {
    (0..<nights).reduce([[]]) { sequences, _ in
      sequences.flatMap { sequence in (0..<arms).map { sequence + [$0] } }
    }
  }

  private func code(_ schedule: [Int]) -> [Double] {
    [1, 0].map { arm in
      schedule.indices.reduce(0) { $0 + (schedule[$1] == arm ? Double(1 << $1) : 0) }
    }
  }

  private static func keepsRunLimit(_ schedule: [Int], _ limit: Int) -> Bool {
    var run = 0
    for night in schedule.indices {
      run = night > 0 && schedule[night] == schedule[night - 1] ? run + 1 : 1
      if run > limit { return false }
    }
    return true
  }

  @Test(arguments: [(1, 2, 1), (5, 2, 1), (6, 2, 2), (12, 2, 3), (5, 3, 2), (4, 2, 9), (7, 3, 1)])
  func theNightlySpaceIsEverySequenceWithinTheLimit(_ nights: Int, _ arms: Int, _ run: Int) {
    let space = ScheduleSpace.nightly(nights: nights, arms: arms, maximumRun: run)
    let all = allSequences(nights: nights, arms: arms)
    let admissible = all.filter { Self.keepsRunLimit($0, run) }
    #expect(all.filter(space.admits) == admissible)
    let sampler = sampler(space, nights: nights)
    #expect(sampler.count == Double(admissible.count))
    var enumerated = [[Double]]()
    sampler.forEach { enumerated.append(code($0)) }
    #expect(enumerated.count == admissible.count)
    #expect(Set(enumerated) == Set(admissible.map { code($0) }))
  }

  @Test(arguments: [
    (8, 2, 4, 36), (6, 3, 6, 90), (12, 2, 12, 924), (10, 2, 4, 216), (9, 3, 3, 216),
  ])
  func theBlockSpaceIsEveryOrderWithinBlocks(_ nights: Int, _ arms: Int, _ size: Int, _ count: Int)
  {
    let space = ScheduleSpace.blocks(nights: nights, arms: arms, size: size)
    func balanced(_ schedule: [Int]) -> Bool {
      stride(from: 0, to: nights, by: size).allSatisfy { start in
        let block = schedule[start..<min(start + size, nights)]
        return (0..<arms).allSatisfy { arm in block.count { $0 == arm } <= size / arms }
      }
    }
    let admissible = allSequences(nights: nights, arms: arms).filter(balanced)
    #expect(allSequences(nights: nights, arms: arms).filter(space.admits) == admissible)
    let sampler = sampler(space, nights: nights)
    #expect(sampler.count == Double(count))
    var times = [[Double]: Int]()
    sampler.forEach { times[code($0), default: 0] += 1 }
    #expect(times.values.reduce(0, +) == count)
    // A last block that is cut short occurs as often as it can be completed.
    #expect(Set(times.keys) == Set(admissible.map { code($0) }))
    if nights % size == 0 { #expect(times.values.allSatisfy { $0 == 1 }) }
  }

  @Test(arguments: [
    ScheduleSpace.nightly(nights: 6, arms: 2, maximumRun: 2),
    .nightly(nights: 12, arms: 2, maximumRun: 2), .nightly(nights: 5, arms: 3, maximumRun: 2),
    .blocks(nights: 8, arms: 2, size: 4),
  ])
  func drawsAreUniform(_ space: ScheduleSpace) {
    let sampler = sampler(space, nights: space.nights)
    var stream = RandomStream(seed: 20_250_301, task: 0)
    var counts = [[Double]: Int]()
    let draws = 200_000
    for _ in 0..<draws { counts[code(sampler.draw(using: &stream)), default: 0] += 1 }
    #expect(Double(counts.count) == sampler.count)
    let expected = Double(draws) / sampler.count
    let chiSquared =
      counts.values.map { (Double($0) - expected) * (Double($0) - expected) }
      .sorted().reduce(0, +) / expected
    let upper = ChiSquaredDistribution(degreesOfFreedom: sampler.count - 1)
      .cumulative(chiSquared, tail: .upper)
    #expect(upper > 0.001)
  }

  @Test func longLogsStayFinite() {
    let space = ScheduleSpace.nightly(nights: 3000, arms: 2, maximumRun: 3)
    let values = [Double?](repeating: 1, count: 3000)
    let sampler = ScheduleSampler(space: space, values: values, treatment: 1)
    var stream = RandomStream(seed: 1, task: 0)
    let sums = sampler.draw(using: &stream)
    #expect(sums.treatment.nights + sums.reference.nights == 3000)
    #expect((1300...1700).contains(sums.treatment.nights))
    #expect(sampler.count == .infinity)
  }
}
