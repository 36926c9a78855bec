import Numerics
import Testing

@testable import NOf1

@Suite struct NightlySchedulesTests {
  @Test(arguments: [(1, 2, 1), (5, 2, 1), (6, 2, 2), (8, 2, 3), (5, 3, 2), (4, 2, 9), (6, 3, 1)])
  func theCountIsThatOfAllAdmissibleSequences(_ nights: Int, _ arms: Int, _ run: Int) {
    let schedules = NightlySchedules(nights: nights, arms: arms, maximumRun: run)
    var total = 1
    for _ in 0..<nights { total *= arms }
    var admissible = Set<[Int]>()
    for code in 0..<total {
      var (rest, sequence) = (code, [Int]())
      for _ in 0..<nights {
        sequence.append(rest % arms)
        rest /= arms
      }
      if schedules.admits(sequence) { admissible.insert(sequence) }
    }
    #expect(schedules.count == Double(admissible.count))
    var enumerated = [[Int]]()
    schedules.forEach { enumerated.append($0) }
    #expect(enumerated.count == admissible.count)
    #expect(Set(enumerated) == admissible)
  }

  @Test(arguments: [(6, 2, 2), (5, 3, 2)])
  func drawsAreUniform(_ nights: Int, _ arms: Int, _ run: Int) {
    let schedules = NightlySchedules(nights: nights, arms: arms, maximumRun: run)
    var stream = RandomStream(seed: 20_250_301, task: 0)
    var counts = [[Int]: Int]()
    var schedule = [Int](repeating: 0, count: nights)
    let draws = 200_000
    for _ in 0..<draws {
      schedules.draw(into: &schedule, using: &stream)
      counts[schedule, default: 0] += 1
    }
    #expect(Double(counts.count) == schedules.count)
    let expected = Double(draws) / schedules.count
    let chiSquared = counts.values.map {
      (Double($0) - expected) * (Double($0) - expected) / expected
    }
    .sorted().reduce(0, +)
    let upper = ChiSquaredDistribution(degreesOfFreedom: schedules.count - 1)
      .cumulative(chiSquared, tail: .upper)
    #expect(upper > 0.001)
  }

  @Test func longLogsStayFinite() {
    let schedules = NightlySchedules(nights: 3000, arms: 2, maximumRun: 3)
    var stream = RandomStream(seed: 1, task: 0)
    var schedule = [Int](repeating: 0, count: 3000)
    schedules.draw(into: &schedule, using: &stream)
    #expect(schedules.admits(schedule))
    let treated = schedule.reduce(0, +)
    #expect((1300...1700).contains(treated))
  }
}

@Suite struct BlockSchedulesTests {
  @Test func everyOrderWithinBlocksOccursOnce() {
    let schedules = BlockSchedules(nights: 8, arms: 2, size: 4)
    var enumerated = [[Int]]()
    schedules.forEach { enumerated.append($0) }
    #expect(enumerated.count == 36 && schedules.count == 36)
    #expect(Set(enumerated).count == 36)
    #expect(enumerated.allSatisfy(schedules.admits))
    #expect(BlockSchedules(nights: 6, arms: 3, size: 6).count == 90)
  }

  @Test func unequalBlocksAreNotAdmitted() {
    let schedules = BlockSchedules(nights: 6, arms: 2, size: 4)
    #expect(schedules.admits([0, 1, 1, 0, 1, 1]))
    #expect(!schedules.admits([0, 1, 1, 1, 0, 0]))
    #expect(!BlockSchedules(nights: 3, arms: 2, size: 2).admits([0, 0, 1]))
  }
}
