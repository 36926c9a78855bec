@testable import Trials

/// Rows of `Datasets/magnesium-trials`, as they are printed there.
enum ShippedRows {
  /// A row, with numbers by the names of their columns.
  static func arm(
    _ study: String, _ outcome: String, _ arm: String, _ role: ArmRecord.Role,
    timepoint: String = "4 weeks", phase: ArmRecord.Phase = .treatment, unit: String = "people",
    days: String = "", definition: String = "", _ numbers: [String: String]
  ) -> ArmRecord {
    var row = ArmRecord()
    (row.study, row.outcome, row.arm, row.role) = (study, outcome, arm, role)
    (row.timepoint, row.phase, row.unit, row.definition) = (timepoint, phase, unit, definition)
    row.unitDays = PrintedNumber(days)
    let columns: [String: WritableKeyPath<ArmRecord, PrintedNumber?>] = [
      "n": \.n, "mean": \.mean, "sd": \.sd, "se": \.se, "events": \.events, "total": \.total,
      "percent": \.percent, "ci_low": \.ciLow, "ci_high": \.ciHigh, "ci_level": \.ciLevel,
      "min": \.min, "max": \.max,
    ]
    for (name, text) in numbers { row[keyPath: columns[name]!] = PrintedNumber(text)! }
    if let low = row.ciLow {
      row.intervalOf = low.value > 0 && row.percent != nil ? "percent" : "mean"
    }
    return row
  }

  /// The same of the treatment arm.
  static func arm(
    _ study: String, _ outcome: String, _ arm: String, timepoint: String = "4 weeks",
    phase: ArmRecord.Phase = .treatment, unit: String = "people", days: String = "",
    definition: String = "", _ numbers: [String: String]
  ) -> ArmRecord {
    Self.arm(
      study, outcome, arm, .treatment, timepoint: timepoint, phase: phase, unit: unit, days: days,
      definition: definition, numbers)
  }

  static func trial(
    _ study: String, _ design: ComparisonDesign, dose: String = "", elemental: String = "",
    comparator: String = "placebo", _ numbers: [String: String]
  ) -> TrialRecord {
    var trial = TrialRecord()
    (trial.study, trial.design, trial.dose, trial.comparator) = (study, design, dose, comparator)
    trial.elementalMilligrams = PrintedNumber(elemental)
    let columns: [String: WritableKeyPath<TrialRecord, PrintedNumber?>] = [
      "screened": \.screened, "randomised": \.randomised, "analysed": \.analysed,
      "treatment": \.randomisedTreatment, "comparator": \.randomisedComparator,
      "analysed treatment": \.analysedTreatment, "analysed comparator": \.analysedComparator,
    ]
    for (name, text) in numbers { trial[keyPath: columns[name]!] = PrintedNumber(text)! }
    return trial
  }

  static func count(_ events: String, _ total: String, _ percent: String = "") -> [String: String] {
    var numbers = ["n": total, "events": events, "total": total]
    if !percent.isEmpty { numbers["percent"] = percent }
    return numbers
  }

  static func share(
    _ events: String, _ total: String, _ percent: String, _ low: String, _ high: String
  ) -> [String: String] {
    count(events, total, percent)
      .merging(["ci_low": low, "ci_high": high, "ci_level": "95"]) { $1 }
  }

  static let trials = [
    trial(
      "frusso1999", .crossover, dose: "900 mg of salt, twice a day",
      ["screened": "93", "randomised": "45", "analysed": "42"]),
    trial(
      "roffe2002", .crossover, dose: "300 mg of magnesium", elemental: "300",
      ["analysed": "46"]),
    trial(
      "roguinmaor2017", .parallel, dose: "one capsule at bedtime; amount not read",
      [
        "screened": "166", "randomised": "94", "analysed": "94", "treatment": "48",
        "comparator": "46", "analysed treatment": "48", "analysed comparator": "46",
      ]),
    trial(
      "barna2021", .parallel,
      dose: "226 mg at bedtime; elemental or compound not stated",
      ["screened": "216", "analysed": "175"]),
    trial(
      "dahle1995", .parallel,
      dose: "122 mg elemental tablets: 1 in the morning, 2 in the evening", elemental: "366",
      ["randomised": "73", "analysed": "69"]),
    trial(
      "nygaard2008", .parallel,
      dose: "360 mg = 15 mmol a day; Cochrane: 3 x 122 mg elemental", elemental: "360",
      [
        "randomised": "45", "analysed": "38", "treatment": "23", "comparator": "22",
        "analysed treatment": "21", "analysed comparator": "17",
      ]),
    trial(
      "supakatisant2015", .parallel, dose: "100 mg of magnesium 3 times a day",
      elemental: "300",
      ["randomised": "86", "analysed": "86", "treatment": "43", "comparator": "43"]),
    trial(
      "araujo2020", .parallel, dose: "300 mg a day; elemental or salt not stated",
      ["randomised": "132", "analysed": "130", "treatment": "66", "comparator": "66"]),
    trial(
      "lahore2022", .parallel,
      ["randomised": "200", "analysed": "200", "treatment": "100", "comparator": "100"]),
    trial(
      "cohenhagai2018", .parallel, dose: "520 mg of magnesium oxide a day",
      [
        "randomised": "29", "analysed": "22", "analysed treatment": "8",
        "analysed comparator": "14",
      ]),
    trial(
      "gorantla2024", .beforeAfter, dose: "200 mg a day, elemental by the registry",
      elemental: "200", ["analysed": "12", "analysed treatment": "12"]),
    trial("hornyak1998", .beforeAfter, dose: "12.4 mmol in the evening", ["analysed": "10"]),
    trial(
      "lynch2014", .beforeAfter,
      dose: "first 0.375 mmol/L (0.75 meq/L), later 0.50 mmol/L (1.0 meq/L)",
      ["analysed": "62"]),
  ]

  static let araujo = [
    arm("araujo2020", "cramp-free", "magnesium", share("18", "66", "27.2", "17.0", "39.6")),
    arm(
      "araujo2020", "cramp-free", "placebo", .comparator,
      share("21", "66", "32.8", "21.6", "45.7")),
    arm(
      "araujo2020", "cramp-free", "all participants", .all,
      share("39", "132", "28.4", "20.9", "37.0")),
    baseline("2 episodes a week", "74", "56.3"), baseline("3 episodes a week", "28", "21.1"),
    baseline("4 episodes a week", "13", "9.8"),
    baseline("5 or more episodes a week", "9", "6.8"),
  ]

  private static func baseline(_ outcome: String, _ events: String, _ percent: String) -> ArmRecord
  {
    arm(
      "araujo2020", outcome, "all participants", .all, timepoint: "baseline", phase: .baseline,
      count(events, "132", percent))
  }

  static let others = [
    arm(
      "frusso1999", "cramp frequency", "magnesium", timepoint: "treatment periods",
      unit: "cramps per 28 days", days: "28", ["n": "42", "mean": "11.8", "sd": "7.6"]),
    arm(
      "roffe2002", "judged helpful", "magnesium", timepoint: "end of each period",
      count("36", "46", "78")),
    arm(
      "roffe2002", "judged helpful", "placebo", .comparator, timepoint: "end of each period",
      count("25", "46", "54")),
    arm(
      "roguinmaor2017", "cramp frequency", "magnesium", timepoint: "2 weeks of screening",
      phase: .baseline, unit: "cramps per week", days: "7",
      ["n": "48", "mean": "7.84", "sd": "5.68"]),
    arm(
      "roguinmaor2017", "cramp frequency", "magnesium", timepoint: "screening to 4 weeks",
      phase: .change, unit: "cramps per week", days: "7",
      ["n": "48", "mean": "-3.41", "sd": "4.05"]),
    arm(
      "barna2021", "cramp frequency", "magnesium", timepoint: "baseline to 60 days",
      phase: .change, unit: "episodes, time not stated", ["mean": "-3.4"]),
    arm(
      "nygaard2008", "cramp frequency", "magnesium", timepoint: "2 weeks",
      unit: "cramps per 2 weeks", days: "14", ["n": "21", "mean": "9.5", "sd": "5.1"]),
    arm(
      "nygaard2008", "cramp intensity", "placebo", .comparator, timepoint: "2 weeks",
      unit: "points per 2 weeks", days: "14", definition: "sum of points on a 0-4 scale",
      ["n": "17", "mean": "11.4", "sd": "8.5"]),
    arm("supakatisant2015", "cramp frequency halved", "magnesium", count("37", "43", "86.0")),
    arm(
      "supakatisant2015", "cramp frequency halved", "placebo", .comparator,
      count("26", "43", "60.5")),
    arm("supakatisant2015", "cramp intensity halved", "magnesium", count("30", "43", "69.8")),
    arm(
      "supakatisant2015", "cramp intensity halved", "placebo", .comparator,
      count("21", "43", "48.8")),
    arm("lahore2022", "cramp-free", "magnesium", count("45", "100", "45")),
    arm("lahore2022", "cramp-free", "placebo", .comparator, count("26", "100", "26")),
    arm(
      "hornyak1998", "sleep efficiency", "magnesium", unit: "percent",
      definition: "share of time in bed asleep", ["n": "10", "mean": "85", "sd": "8"]),
    arm(
      "hornyak1998", "PLMS", "magnesium", unit: "per hour of sleep",
      ["n": "10", "mean": "21", "sd": "23"]),
    arm(
      "lynch2014", "cramp severity", "dialysate 1.0 meq/L", timepoint: "survey 2",
      unit: "points", definition: "scale from 1 to 10",
      ["n": "62", "mean": "3.89", "sd": "3.94"]),
    arm(
      "lynch2014", "dialysis ended early", "dialysate 0.75 meq/L", .comparator,
      timepoint: "survey 1", count("7", "31", "23")),
    arm(
      "lynch2014", "people with cramps", "dialysate 0.75 meq/L", .comparator,
      timepoint: "survey 1", ["n": "62", "percent": "77"]),
  ]

  static var tables: TrialTables {
    var tables = TrialTables()
    tables.trials = trials
    tables.arms = araujo + others
    return tables
  }
}
