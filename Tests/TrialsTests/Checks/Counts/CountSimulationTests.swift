import Numerics
import Testing

@testable import Trials

@Suite("Correct counts raise no alarm")
struct CountSimulationTests {
  /// Tables computed from whole data and then rounded must not disagree, whatever way ties go;
  /// digits that are cut off may at most be odd.
  @Test("rounded tables never disagree", arguments: PrintedFraction.Mode.allCases)
  func rounded(mode: PrintedFraction.Mode) {
    var stream = RandomStream(seed: 20_261_122)
    var wrong: [String] = []
    var codes = Set<String>()
    for _ in 0..<150 {
      let checks = CountChecks.checks(of: table(&stream, mode))
      codes.formUnion(checks.filter { $0.verdict != .notCheckable }.map(\.code))
      let isWrong: (ConsistencyCheck) -> Bool =
        mode == .cutOff
        ? { $0.verdict == .inconsistent }
        : { $0.verdict == .inconsistent || $0.verdict == .rounding }
      wrong += checks.filter(isWrong).map { "\($0.code) \($0.message)" }
    }
    #expect(wrong == [])
    let expected: Set = ["A101", "A102", "A103", "A111", "A112", "A113", "A114", "A124", "A134"]
    #expect(codes.isSuperset(of: expected))
  }

  typealias Mode = PrintedFraction.Mode

  func table(_ stream: inout RandomStream, _ mode: Mode) -> TrialTables {
    let sizes = [5 + stream.uniform(below: 40), 5 + stream.uniform(below: 40)]
    let decimals = stream.uniform(below: 3)
    var tables = TrialTables()
    let whole = sizes[0] + sizes[1]
    tables.trials = [
      ShippedRows.trial(
        "a", .parallel, dose: "15.0 mmol = 364.6 mg",
        [
          "screened": "\(whole + stream.uniform(below: 9))", "randomised": "\(whole)",
          "analysed": "\(whole)", "treatment": "\(sizes[0])", "comparator": "\(sizes[1])",
        ])
    ]
    var events = [0, 0]
    for (index, n) in sizes.enumerated() {
      let role: ArmRecord.Role = index == 0 ? .treatment : .comparator
      events[index] = stream.uniform(below: n + 1)
      tables.arms += [
        share("free", "\(index)", role, events[index], n, decimals, mode),
        ratings(n, "\(index)", role, decimals, mode, &stream),
        binary(events[index], n, "\(index)", role, decimals, mode),
      ]
    }
    tables.arms.append(share("free", "all", .all, events[0] + events[1], whole, decimals, mode))
    tables.arms += categories(whole, decimals, mode, &stream)
    return tables
  }

  private func share(
    _ outcome: String, _ arm: String, _ role: ArmRecord.Role, _ events: Int, _ n: Int,
    _ decimals: Int, _ mode: Mode
  ) -> ArmRecord {
    let bounds = ProportionInterval.clopperPearson.bounds(events: events, of: n)
    var row = ShippedRows.arm(
      "a", outcome, arm, role,
      ShippedRows.count(
        "\(events)", "\(n)", PrintedFraction.text(100 * events, n, decimals: decimals, mode)))
    row.intervalOf = "percent"
    row.ciLow = printed(100 * bounds.low, decimals, mode)
    row.ciHigh = printed(100 * bounds.high, decimals, mode)
    return row
  }

  /// Ratings of 0 to 4, each of one person.
  private func ratings(
    _ n: Int, _ arm: String, _ role: ArmRecord.Role, _ decimals: Int, _ mode: Mode,
    _ stream: inout RandomStream
  ) -> ArmRecord {
    let values = (0..<n).map { _ in stream.uniform(below: 5) }
    let (total, squares) = (values.reduce(0, +), values.reduce(0) { $0 + $1 * $1 })
    return ShippedRows.arm(
      "a", "severity", arm, role, unit: "points", definition: "0-4 scale",
      moments(n, total, squares, decimals, mode))
  }

  private func binary(
    _ ones: Int, _ n: Int, _ arm: String, _ role: ArmRecord.Role, _ decimals: Int, _ mode: Mode
  ) -> ArmRecord {
    ShippedRows.arm(
      "a", "share", arm, role, unit: "proportion", moments(n, ones, ones, decimals, mode))
  }

  private func moments(
    _ n: Int, _ total: Int, _ squares: Int, _ decimals: Int, _ mode: Mode
  ) -> [String: String] {
    let variance = Double(n * squares - total * total) / Double(n * (n - 1))
    return [
      "n": "\(n)", "mean": PrintedFraction.text(total, n, decimals: decimals, mode),
      "sd": printed(variance.squareRoot(), decimals, mode).text,
      "se": printed((variance / Double(n)).squareRoot(), decimals + 1, mode).text,
    ]
  }

  /// Each person in one of the categories 0, 1, 2 or more.
  private func categories(
    _ n: Int, _ decimals: Int, _ mode: Mode, _ stream: inout RandomStream
  ) -> [ArmRecord] {
    var counts = [0, 0, 0]
    for _ in 0..<n { counts[stream.uniform(below: 3)] += 1 }
    return zip(["0 cramps", "1 cramp", "2 or more cramps"], counts).map { name, count in
      ShippedRows.arm(
        "a", name, "all", .all, timepoint: "baseline", phase: .baseline,
        ShippedRows.count(
          "\(count)", "\(n)", PrintedFraction.text(100 * count, n, decimals: decimals, mode)))
    }
  }

  /// A value that is no tie, rounded or cut off.
  private func printed(_ value: Double, _ decimals: Int, _ mode: Mode) -> PrintedNumber {
    PrintedFraction.number(Int((value * 1e10).rounded()), 10_000_000_000, decimals: decimals, mode)
  }
}
