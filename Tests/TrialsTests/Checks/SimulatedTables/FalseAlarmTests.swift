import Foundation
import Numerics
import Testing

@testable import Trials

/// Every rule at once on tables that are right.
@Suite("Right tables are not accused")
struct FalseAlarmTests {
  /// How many tables: a few hundred, or what the script asks for.
  static let count =
    ProcessInfo.processInfo.environment["MAGNIFY_FALSE_ALARMS"].flatMap { Int($0) } ?? 300

  /// Where the script wants the page.
  static let page = ProcessInfo.processInfo.environment["MAGNIFY_FALSE_ALARMS_PAGE"]

  /// Three kinds of trial in turn: counts and whole numbers; two arms with tests and intervals;
  /// people measured twice.
  static func table(_ index: Int) -> TrialTables {
    switch index % 3 {
    case 0:
      var stream = RandomStream(seed: 20_261_123, task: UInt64(index))
      let modes: [CountSimulationTests.Mode] = PrintedFraction.Mode.allCases.filter {
        $0 != .cutOff
      }
      return CountSimulationTests().table(&stream, modes[index / 3 % modes.count])
    case 1: return SimulatedTables().table(index)
    default:
      var pairs = SimulatedPairs(index: index)
      return pairs.tables()
    }
  }

  @Test func atMostFiveInTenThousand() throws {
    var counts: [String: [ConsistencyCheck.Verdict: Int]] = [:]
    var accused: [String] = []
    for index in 0..<Self.count {
      let checks = Self.table(index).checks()
      for check in checks { counts[check.code, default: [:]][check.verdict, default: 0] += 1 }
      let wrong = checks.filter { $0.verdict == .inconsistent }
      if let first = wrong.first {
        accused.append("table \(index): \(first.code) \(first.message)")
      }
    }
    #expect(Double(accused.count) <= 5e-4 * Double(Self.count), "\(accused)")
    for code in ["A101", "A111", "A121", "A122", "A123", "A124", "A125", "A131", "A132", "A133"] {
      #expect((counts[code]?[.consistent] ?? 0) >= Self.count / 20, "\(code) judged few tables")
    }
    if let page = Self.page { try write(counts, accused, to: page) }
  }

  private func write(
    _ counts: [String: [ConsistencyCheck.Verdict: Int]], _ accused: [String], to path: String
  ) throws {
    let verdicts = ConsistencyCheck.Verdict.allCases
    var lines = [
      "# How often a right table is accused", "",
      "\(Self.count) random tables whose numbers are all right, drawn from people and rounded as",
      "papers round (half up, half to even), through every rule of `magnify trials check`. Written by",
      "`make false-alarms`.", "",
      "**\(accused.count) tables with a finding \"inconsistent\".**", "",
      "| rule | " + verdicts.map(\.rawValue).joined(separator: " | ") + " |",
      "|:--|" + verdicts.map { _ in "--:|" }.joined(),
    ]
    for code in counts.keys.sorted() {
      let row = verdicts.map { "\(counts[code]?[$0] ?? 0)" }.joined(separator: " | ")
      lines.append("| \(code) | \(row) |")
    }
    lines += [
      "", "A third of the tables are counts and whole numbers, a third two arms with tests and",
    ]
    lines += ["intervals of many kinds, a third people measured twice (crossovers, changes)."]
    if !accused.isEmpty { lines += [""] + accused.map { "- \($0)" } }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
  }
}
