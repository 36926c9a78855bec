import Testing

@testable import Trials

@Suite("Correct tables raise no alarm")
struct SimulatedTablesTests {
  /// The checks that object to a correct number, with all that is printed and with the contrasts
  /// alone.
  @Test func noFalseAlarms() {
    let simulation = SimulatedTables()
    var (alarms, seen) = ([String](), [String: Int]())
    for index in 0..<300 {
      let tables = simulation.table(index)
      var withoutArms = tables
      withoutArms.arms = []
      for check in IntervalRecords.checks(tables) + IntervalRecords.checks(withoutArms) {
        seen["\(check.code) \(check.verdict.rawValue)", default: 0] += 1
        if check.verdict == .inconsistent || check.verdict == .rounding {
          alarms.append("\(check.code) \(check.subject.study): \(check.message)")
        }
      }
    }
    #expect(alarms == [])
    for code in ["A121", "A122", "A123", "A125", "A141"] {
      #expect((seen["\(code) consistent"] ?? 0) >= 60, "\(code) judged few tables")
    }
  }

  /// A P moved by 0.3, and an estimate by its own size, are seen in most tables; in the others the
  /// roundings leave room for them.
  @Test func wrongNumbersAreSeen() {
    let simulation = SimulatedTables()
    var (changed, seen) = ([String: Int](), [String: Int]())
    for index in 0..<150 {
      var tables = simulation.table(index)
      for place in tables.contrasts.indices {
        guard let p = tables.contrasts[place].p, p.relation == .equal else { continue }
        let wrong = p.value > 0.5 ? p.value - 0.3 : p.value + 0.3
        tables.contrasts[place].p = PrintedNumber(rounding: wrong, decimals: p.decimals)
        tables.contrasts[place].estimate = tables.contrasts[place].estimate.map {
          PrintedNumber(rounding: 2 * $0.value + 20 * $0.unit, decimals: $0.decimals)
        }
        let isCount = tables.contrasts[place].outcome == "cramp-free"
        changed[isCount ? "A122" : "A121", default: 0] += 1
        if tables.contrasts[place].estimate != nil { changed["A125", default: 0] += 1 }
      }
      for check in IntervalRecords.checks(tables) where check.verdict == .inconsistent {
        seen[check.code, default: 0] += 1
      }
    }
    for code in ["A121", "A122", "A125"] {
      let (all, found) = (changed[code] ?? 0, seen[code] ?? 0)
      #expect(all >= 50 && 10 * found >= 9 * all, "\(code): \(found) of \(all)")
    }
  }

  /// The same seed and index, the same table; another index, another.
  @Test func tablesAreReproducible() {
    func texts(_ seed: UInt64, _ index: Int) -> [String] {
      let tables = SimulatedTables(seed: seed).table(index)
      return tables.arms.flatMap { [$0.mean, $0.sd, $0.events].map { $0?.text ?? "" } }
        + tables.contrasts.map { $0.p?.text ?? "" }
    }
    #expect(texts(1, 7) == texts(1, 7))
    #expect(texts(1, 7) != texts(1, 8))
    #expect(texts(1, 7) != texts(2, 7))
  }
}
