import NOf1
import Tables

/// Small plans for tests, and their schedules by brute force.
enum Plans {
  static func design(
    arms: Int = 2, cycles: Int = 3, period: Int = 1, washIn: Int = 0,
    _ randomisation: Randomisation = .pairedCycles, run: Int? = nil, blinded: Bool = false,
    monitoring: Monitoring = .atTheEnd, start: CalendarDate? = nil
  ) -> StudyDesign {
    StudyDesign(
      arms: ["placebo", "magnesium", "potassium", "zinc", "sodium"].prefix(arms).map { $0 },
      cycles: cycles, periodNights: period, washInNights: washIn, randomisation: randomisation,
      maximumPeriodRun: run, blinded: blinded, monitoring: monitoring, start: start)
  }

  static let firstOfMarch = CalendarDate(year: 2025, month: 3, day: 1)

  /// Every schedule that a design admits: all sequences of arms, a period each, and of these the
  /// ones that keep the rules. Written without the library's way of counting.
  static func enumerate(_ design: StudyDesign) -> [[Int]] {
    let arms = design.arms.count
    let isPaired = design.randomisation == .pairedCycles
    let length = isPaired ? arms * design.cycles : design.nights
    var sequences: [[Int]] = [[]]
    for _ in 0..<length {
      sequences = sequences.flatMap { sequence in (0..<arms).map { sequence + [$0] } }
    }
    switch design.randomisation {
    case .pairedCycles:
      return sequences.filter {
        isBalanced($0, blocks: arms, arms: arms)
          && longestRun($0) <= design.maximumPeriodRun ?? length
      }
    case .nightly(let run): return sequences.filter { longestRun($0) <= run }
    case .blocks(let size):
      return sequences.filter { isBalanced($0, blocks: size, arms: arms) }
    }
  }

  private static func isBalanced(_ sequence: [Int], blocks size: Int, arms: Int) -> Bool {
    stride(from: 0, to: sequence.count, by: size).allSatisfy { start in
      let block = sequence[start..<start + size]
      return (0..<arms).allSatisfy { arm in block.count { $0 == arm } == size / arms }
    }
  }

  private static func longestRun(_ sequence: [Int]) -> Int {
    sequence.indices.map { start in
      sequence[start...].prefix { $0 == sequence[start] }.count
    }.max() ?? 0
  }

  /// The arm of every period of a drawn schedule.
  static func armOfPeriod(_ schedule: DrawnSchedule) -> [Int] {
    var arms = [Int: Int]()
    for night in schedule.nights { arms[night.period] = night.arm }
    return arms.keys.sorted().compactMap { arms[$0] }
  }

  /// A blank log with outcomes 0, 1, 2, ... below `values` in the rows that are `recorded`.
  static func filled(
    _ blankLog: String, values: Int = 3, recorded: (Int) -> Bool = { _ in true }
  ) -> [String] {
    blankLog.split(separator: "\n").enumerated().map { row, line in
      guard row > 0, recorded(row), let end = line.firstRange(of: ",,") else { return String(line) }
      return "\(line[..<end.lowerBound]),\(row % values),yes\(line[end.upperBound...])"
    }
  }

  static let hash = String(repeating: "0123456789abcdef", count: 4)
  static let otherHash = String(repeating: "fedcba9876543210", count: 4)

  static func errors(_ body: () throws -> Void) -> [Finding] {
    do {
      try body()
      return []
    } catch let error as InvalidInput {
      return error.findings
    } catch {
      return []
    }
  }
}
