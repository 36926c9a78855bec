import Testing

@testable import Trials

@Suite("P and intervals of means over all roundings")
struct MeanContrastTests {
  struct Example: Sendable {
    let n: (Int, Int)
    let means: (String, String)
    let deviations: (String, String)

    func contrast() throws -> MeanContrast {
      func group(_ n: Int, _ mean: String, _ sd: String) throws -> GroupRange {
        GroupRange(
          count: n, mean: try #require(PrintedNumber(mean)).range,
          standardDeviation: try #require(PrintedNumber(sd)).range)
      }
      return MeanContrast(
        treatment: try group(n.0, means.0, deviations.0),
        comparator: try group(n.1, means.1, deviations.1))
    }
  }

  static let examples = [
    Example(n: (48, 46), means: ("-3.41", "-3.03"), deviations: ("4.05", "4.53")),
    Example(n: (42, 42), means: ("11.8", "11.1"), deviations: ("7.6", "7.3")),
    Example(n: (2, 30), means: ("5.0", "9.2"), deviations: ("0.4", "3.1")),
    Example(n: (5, 9), means: ("5", "9"), deviations: ("2", "3")),
    Example(n: (20, 11), means: ("5.0", "5.1"), deviations: ("0.4", "3.1")),
  ]

  /// The textbook's test at values within the rounding.
  static func textbook(_ contrast: MeanContrast, _ test: MeanTest, at corner: [Double])
    -> TextbookMeans
  {
    func value(_ range: ValueRange, _ share: Double) -> Double { range.low + share * range.width }
    func group(_ range: GroupRange, _ mean: Double, _ deviation: Double) -> GroupSummary {
      GroupSummary(
        count: range.count, mean: value(range.mean, mean),
        standardDeviation: value(range.standardDeviation, deviation))
    }
    let kinds: [MeanTest: TextbookMeans.Kind] = [
      .pooled: .student, .welch: .welch, .normal: .normal,
    ]
    return TextbookMeans(
      group(contrast.treatment, corner[0], corner[1]),
      group(contrast.comparator, corner[2], corner[3]), kind: kinds[test] ?? .normal)
  }

  /// Every point of a grid over the roundings gives a P and limits inside; and the grid fills the
  /// range, so that it is not needlessly wide.
  @Test(arguments: MeanTest.allCases, examples.indices)
  func holdsEveryRounding(_ test: MeanTest, _ example: Int) throws {
    let contrast = try Self.examples[example].contrast()
    let range = contrast.pValue(test).widened(by: 1e-7)
    let limits = contrast.interval(test, level: 0.95)
    let (low, high) = (limits.low.widened(by: 1e-6), limits.high.widened(by: 1e-6))
    var (least, most) = (1.0, 0.0)
    let steps = [0, 0.25, 0.5, 0.75, 1]
    for m1 in steps {
      for s1 in steps {
        for m2 in steps {
          for s2 in steps {
            let point = Self.textbook(contrast, test, at: [m1, s1, m2, s2])
            #expect(range.contains(point.pValue))
            #expect(low.contains(point.low) && high.contains(point.high))
            least = min(least, point.pValue)
            most = max(most, point.pValue)
          }
        }
      }
    }
    if !contrast.difference.contains(0) {
      #expect(range.width <= 1.3 * (most - least) + 0.001)
    } else {
      #expect(range.high > 0.999)
    }
  }

  @Test(arguments: MeanTest.allCases)
  func swappingArmsChangesNothing(_ test: MeanTest) throws {
    for example in Self.examples {
      let contrast = try example.contrast()
      let (one, other) = (contrast.pValue(test), contrast.swapped.pValue(test))
      #expect(abs(one.low - other.low) < 1e-12 && abs(one.high - other.high) < 1e-12)
      #expect(contrast.swapped.difference == -contrast.difference)
    }
  }

  /// Ten times the unit with one digit less after the point is the same measurement.
  @Test(arguments: MeanTest.allCases)
  func unitsDoNotMatter(_ test: MeanTest) throws {
    let one = try Self.examples[1].contrast()
    let other = try Example(n: (42, 42), means: ("118", "111"), deviations: ("76", "73")).contrast()
    #expect(abs(one.pValue(test).low - other.pValue(test).low) < 1e-12)
    #expect(abs(one.pValue(test).high - other.pValue(test).high) < 1e-12)
  }

  @Test func standardErrorsAndPeopleOfTheTrialStandIn() throws {
    var record = IntervalRecords.arm(.treatment, mean: "9.5")
    record.se = PrintedNumber("1.5")
    let group = try #require(GroupRange(record, count: 16))
    #expect(group.count == 16)
    #expect(abs(group.standardDeviation.low - 5.8) < 1e-12)
    #expect(abs(group.standardDeviation.high - 6.2) < 1e-12)
    #expect(GroupRange(record) == nil)
  }

  @Test func aSingleRepairIsNamed() throws {
    let arms = [
      IntervalRecords.arm(.treatment, n: "25", mean: "9.50", sd: "1.02"),
      IntervalRecords.arm(.comparator, n: "25", mean: "7.70", sd: "0.94"),
    ]
    // With these as standard errors: 1.8 / sqrt(1.02^2 + 0.94^2) = 1.298, P = 0.20.
    let checks = IntervalRecords.checks(arms, [IntervalRecords.contrast(p: "0.20")])
    let check = try #require(checks.first { $0.code == "A121" })
    #expect(check.verdict == .inconsistent)
    #expect(check.repair == "the printed SDs are standard errors")
    #expect(check.finding?.code == "A121")
  }
}
