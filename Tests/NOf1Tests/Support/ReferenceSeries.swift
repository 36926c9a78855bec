import NOf1
import TestSupport

/// The reference series of one person: 8 pairs of periods, score `y`.
enum ReferenceSeries {
  static func log() throws -> PersonalLog {
    let rows = try Reference.rows("data/nof1-series.csv")
    return PersonalLog(
      arms: ["A", "B"],
      nights: rows.map { row in
        let pair = Int(row["pair"] ?? "") ?? 0
        let period = Int(row["period"] ?? "") ?? 0
        return .init(
          day: (Int(row["day"] ?? "") ?? 0) - 1, arm: row["treatment"] == "B" ? 1 : 0,
          outcome: Double(row["y"] ?? ""), period: period - 1, cycle: pair - 1)
      })
  }

  static func expected(_ name: String) throws -> [String: Any] {
    let results = try Reference.json("expected/nof1-series-simple.json")["results"]
    return (results as? [String: Any])?[name] as? [String: Any] ?? [:]
  }
}
