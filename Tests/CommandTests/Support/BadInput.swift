import Testing

/// An input that must be refused, and how.
struct BadInput: Sendable, CustomTestStringConvertible {
  let name: String
  /// The bytes of `log.csv`, nil where there is no such file.
  var log: [UInt8]? = Array(SampleLog.cycles(4).text.utf8)
  /// Further files, by name; a name that ends with a slash is a folder.
  var files: [String: String] = [:]
  var arguments: [String] = []
  let status: Int32
  /// What standard error begins with: the place, the code and the message.
  let start: String
  /// Part of what the message advises to do.
  let hint: String
  /// A value of the input that `--redact` must hide.
  var secret: String?

  var testDescription: String { name }

  /// A sound log of four cycles with one line replaced, counted from 1.
  static func line(_ number: Int, _ text: String) -> [UInt8] {
    Array(SampleLog.cycles(4).replacing(line: number, by: text).utf8)
  }

  static func study(_ text: String) -> [String: String] { ["study.yaml": text] }

  static let withStudy = ["--study", "study.yaml"]

  static let tables: [BadInput] = [
    BadInput(
      name: "a ragged row", log: line(4, "2025-01-03,placebo,1"), status: 2,
      start: "log.csv:4:21: error D105: the row has 3 cells, but there are 4 columns\n",
      hint: "write ',' for every missing cell"),
    BadInput(
      name: "text in a count", log: line(4, "2025-01-03,placebo,twofold,1"), status: 2,
      start: "log.csv:4:20: error D104: 'twofold' is not a count\n",
      hint: "leave the cell empty if that night was not recorded", secret: "twofold"),
    BadInput(
      name: "a date twice", log: line(6, "2025-01-02,placebo,1,1"), status: 2,
      start: "log.csv:6:1: error N103: two rows for '2025-01-02': lines 3 and 6\n",
      hint: "keep one row for every night", secret: "2025-01-02"),
    BadInput(
      name: "a negative count", log: line(4, "2025-01-03,placebo,-987,1"), status: 2,
      start: "log.csv:4:20: error N107: a count cannot be negative\n",
      hint: "leave the cell empty", secret: "-987"),
    BadInput(
      name: "a fractional count", log: line(4, "2025-01-03,placebo,1.987,1"), status: 2,
      start: "log.csv:4:20: error N108: a count cannot have a fraction\n",
      hint: "leave the cell empty", secret: "1.987"),
    BadInput(
      name: "an empty file", log: [], status: 2,
      start: "log.csv:1: error D101: the file is empty\n", hint: "column names"),
    BadInput(
      name: "a header alone", log: Array("date,treatment,cramps\n".utf8), status: 2,
      start: "log.csv:1: error N104: the log has no rows\n", hint: "one row for every night"),
    BadInput(
      name: "a missing column", arguments: ["--outcome", "cramp"], status: 2,
      start: "log.csv:1: error N101: there is no column 'cramp' (the outcome)\n",
      hint: "did you mean 'cramps'?"),
    BadInput(
      name: "a NUL byte", log: line(2, "2025-01-01,placebo,\0,1"), status: 2,
      start: "log.csv:2:20: error D103: there is a NUL byte", hint: "export it again"),
    BadInput(
      name: "invalid UTF-8",
      log: Array("date,treatment,cramps,note\n2025-01-01,placebo,1,caf".utf8) + [0xE9, 0x0A],
      status: 2, start: "log.csv:2:25: error D102: the byte 0xE9", hint: "save the file as UTF-8"),
    BadInput(
      name: "dates 200 years apart", log: line(2, "1825-01-01,placebo,1,1"), status: 2,
      start: "log.csv:2:1: error N111: the log spans more than 3660 days\n",
      hint: "check the year", secret: "1825"),
  ]

  static let tooLittle: [BadInput] = [
    BadInput(
      name: "an arm without a recorded night",
      log: Array(
        SampleLog(
          periods: ["placebo", "magnesium"], outcomes: ["placebo": [1, 2], "magnesium": [nil]]
        ).text.utf8), status: 4,
      start: "log.csv:1: error N172: there is no recorded night on 'magnesium'\n",
      hint: "record 'cramps' on that arm"),
    BadInput(
      name: "a constant score",
      log: Array(
        SampleLog(
          periods: ["placebo", "magnesium"], outcomes: ["placebo": [3], "magnesium": [3]],
          outcome: "severity"
        ).text.utf8),
      arguments: ["--outcome", "severity", "--mcid", "1"], status: 4,
      start: "log.csv:1: error N174: 'severity' is the same on every night of an arm",
      hint: "was the right column named?"),
    BadInput(
      name: "one night", log: Array("date,treatment,cramps\n2025-01-01,placebo,1\n".utf8),
      status: 4, start: "log.csv:1: error N171: every night is on 'placebo'",
      hint: "nights on another arm"),
    BadInput(
      name: "one recorded night",
      log: Array(
        "date,treatment,cramps\n2025-01-01,placebo,1\n2025-01-02,magnesium,\n".utf8),
      status: 4, start: "log.csv:1: error N173: the log has one recorded night\n",
      hint: "on more nights"),
  ]

  static let studies: [BadInput] = [
    BadInput(
      name: "a study that is not YAML",
      files: study("reference: placebo\ntreatments: [magnesium\nmcid: 0.75\n"),
      arguments: withStudy, status: 2, start: "study.yaml:3:5: error N201: this is not valid YAML",
      hint: "write 'key: value' lines"),
    BadInput(
      name: "an unknown key of a study",
      files: study("reference: placebo\nrandomized: yes\n"), arguments: withStudy, status: 2,
      start: "study.yaml:2:1: error N202: 'randomized' is not a key of a study file\n",
      hint: "did you mean 'randomised'?"),
    BadInput(
      name: "an impossible value in a study", files: study("mcid: -0.75\n"),
      arguments: withStudy, status: 2,
      start: "study.yaml:1:7: error N204: '-0.75' is not possible for mcid\n",
      hint: "a number above 0", secret: "-0.75"),
    BadInput(
      name: "a prior that no ratio can have", files: study("prior: normal:0,1000000\n"),
      arguments: withStudy, status: 2,
      start: "study.yaml:1:8: error N204: a prior of a log ratio lies within -10 and 10",
      hint: "is wide already"),
    BadInput(
      name: "an unknown arm in a study", files: study("treatments: [magnesum]\n"),
      arguments: withStudy, status: 2,
      start: "study.yaml:1:13: error N113: the study names the arm 'magnesum'",
      hint: "did you mean 'magnesium'?"),
    BadInput(
      name: "a schedule that is not there", files: study("schedule: plan.csv\n"),
      arguments: withStudy, status: 66,
      start: "error F101: there is no file 'plan.csv'", hint: "check the name and the folder"),
  ]

  static let files: [BadInput] = [
    BadInput(
      name: "no such file", log: nil, status: 66,
      start: "error F101: there is no file 'log.csv'", hint: "check the name and the folder"),
    BadInput(
      name: "a folder for a file", log: nil, files: ["log.csv/": ""], status: 66,
      start: "error F101: 'log.csv' is a folder", hint: "name a file in it"),
    BadInput(
      name: "an output folder that is not there",
      arguments: ["-o", "nowhere/result.json"], status: 73,
      start: "error F102: 'nowhere/result.json' cannot be written", hint: "no folder 'nowhere'"),
    BadInput(
      name: "an output that exists", files: ["result.json": "old"],
      arguments: ["-o", "result.json"], status: 73,
      start: "error F102: 'result.json' exists already", hint: "--force"),
    BadInput(
      name: "a plot that exists", files: ["plots/": "", "plots/series.svg": "old"],
      arguments: ["--plots", "plots", "-o", "result.json"], status: 73,
      start: "error F102: 'plots/series.svg' exists already", hint: "--force"),
    BadInput(
      name: "a file for the folder of plots", files: ["plots": "old"],
      arguments: ["--plots", "plots", "-o", "result.json"], status: 73,
      start: "error F102: 'plots' cannot be written", hint: "it is not a folder"),
    BadInput(
      name: "one file for two outputs", files: ["plots/": ""],
      arguments: ["--plots", "plots", "-o", "plots/series.csv"], status: 73,
      start: "error F102: 'plots/series.csv' is named for two outputs", hint: "its own file"),
  ]

  static let usage: [BadInput] = [
    BadInput(
      name: "an unknown flag", arguments: ["--frobnicate"], status: 64,
      start: "Error: Unknown option '--frobnicate'", hint: "Usage: magnify nof1 analyze"),
    BadInput(
      name: "a value that is none of the choices", arguments: ["--kind", "sort"], status: 64,
      start: "Error: The value 'sort' is invalid for '--kind <kind>'", hint: "'binary'"),
    BadInput(
      name: "a level of 2", arguments: ["--level", "2"], status: 64,
      start: "Error: --level lies between 0 and 1", hint: "Usage: magnify nof1 analyze"),
    BadInput(
      name: "a table that is not in the result", arguments: ["--format", "csv", "--table", "x"],
      status: 64, start: "Error: there is no table 'x'", hint: "choose one of effects"),
    BadInput(
      name: "the log itself as output", arguments: ["-o", "log.csv", "--force"], status: 64,
      start: "Error: -o names 'log.csv', which is read", hint: "Usage: magnify nof1 analyze"),
  ]
}
