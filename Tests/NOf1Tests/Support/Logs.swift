import NOf1
import Tables
import Testing

/// Small logs for tests.
enum Logs {
  static func table(_ text: String, name: String = "log.csv") throws -> Table {
    try Table.read(TableSource(name: name, text: text))
  }

  /// Reads a log given as text, for a study given as YAML.
  static func read(
    _ text: String, study: String? = nil, overrides: StudyOverrides = .init(),
    schedule: PlannedSchedule? = nil
  ) throws -> ReadLog {
    let file = try study.map { try StudyFile.read(yaml: $0, file: "study.yaml") }
    return try PersonalLogReader.read(
      table: try table(text), file: file, overrides: overrides, schedule: schedule)
  }

  /// A log of consecutive nights, `arms` one letter per night, outcomes nil where not recorded.
  static func personal(
    _ arms: String, _ outcomes: [Double?], names: [Character] = ["A", "B"], periodLength: Int? = nil
  ) -> PersonalLog {
    let letters = Array(arms)
    var period = 0
    return PersonalLog(
      arms: names.map(String.init),
      nights: letters.indices.map { index in
        if let periodLength {
          period = index / periodLength
        } else if index > 0, letters[index] != letters[index - 1] {
          period += 1
        }
        return .init(
          day: index, arm: names.firstIndex(of: letters[index]) ?? 0, outcome: outcomes[index],
          period: period, cycle: periodLength.map { index / ($0 * names.count) }, line: index + 2)
      })
  }

  static func study(
    _ kind: Outcome.Kind, better: Outcome.Direction = .lower, mcid: Double = 0.75,
    randomisation: Randomisation? = nil, treatments: [String] = ["B"], washIn: Int = 0
  ) -> PersonalStudy {
    PersonalStudy(
      outcome: Outcome(column: "y", kind: kind, better: better), reference: "A",
      treatments: treatments, minimalImportantDifference: mcid,
      randomised: randomisation != nil, randomisation: randomisation, washInNights: washIn,
      prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8))
  }

  /// The findings that reading a log throws.
  static func errors(
    _ text: String, study: String? = nil, overrides: StudyOverrides = .init()
  ) -> [Finding] {
    do {
      _ = try read(text, study: study, overrides: overrides)
      return []
    } catch let error as InvalidInput {
      return error.findings
    } catch {
      return []
    }
  }
}
