import Foundation

/// A log made up in code: the same text every time.
struct SampleLog {
  /// Arms of the periods, in order.
  var periods: [String]
  var nightsPerPeriod = 7
  /// Outcomes of the nights on an arm, taken in turn; nil for a night without one.
  var outcomes: [String: [Double?]] = [
    "placebo": [2, 0, 1, 3, 1, 0, 2, 1, 4, 0, 1], "magnesium": [1, 0, 0, 1, 0, 2, 0, 1, 0],
  ]
  var outcome = "cramps"
  var firstDay = "2025-01-01"

  /// Paired cycles: placebo first, magnesium first, and so on.
  static func cycles(_ count: Int) -> SampleLog {
    let pair = ["placebo", "magnesium"]
    return SampleLog(periods: (0..<count).flatMap { $0 % 2 == 0 ? pair : pair.reversed() })
  }

  var nights: Int { periods.count * nightsPerPeriod }

  /// The header, then a line per night: the first night stands on line 2.
  var lines: [String] {
    var used: [String: Int] = [:]
    let rows = (0..<nights).map { night in
      let period = night / nightsPerPeriod
      let arm = periods[period]
      let values = outcomes[arm] ?? []
      let value = values[used[arm, default: 0] % values.count]
      used[arm, default: 0] += 1
      let text = value.map { $0 == $0.rounded() ? String(Int($0)) : String($0) } ?? ""
      return "\(SampleLog.date(firstDay, plus: night)),\(arm),\(text),\(period + 1)"
    }
    return ["date,treatment,\(outcome),period"] + rows
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// The log with one line replaced, counted from 1.
  func replacing(line: Int, by text: String) -> String {
    var lines = lines
    lines[line - 1] = text
    return lines.joined(separator: "\n") + "\n"
  }

  private static func date(_ first: String, plus days: Int) -> String {
    let format = ISO8601DateFormatter()
    format.formatOptions = .withFullDate
    let start = format.date(from: first) ?? .distantPast
    return format.string(from: start.addingTimeInterval(Double(days) * 86_400))
  }
}
