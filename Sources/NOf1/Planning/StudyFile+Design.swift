import Tables
import Yams

extension StudyFile {
  /// Reads `design: {cycles, period_nights, start, seed, generator}`; the arms and the rest of the
  /// design stand elsewhere in the file.
  mutating func setDesign(_ node: Node, _ reader: inout YAMLReader) {
    var (cycles, periodNights): (Int?, Int?)
    var start: CalendarDate?
    var copy = self
    let errorsBefore = reader.errorCount
    let keys = ["cycles", "period_nights", "start", "seed", "generator"]
    reader.readMapping(node, name: "design", keys: keys) { key, node, reader in
      let name = "design.\(key)"
      let what = "a whole number from 1 to \(PersonalLogReader.longestSpan)"
      switch key {
      case "cycles":
        cycles = reader.whole(node, name, what, in: 1...PersonalLogReader.longestSpan)
      case "period_nights":
        periodNights = reader.whole(node, name, what, in: 1...PersonalLogReader.longestSpan)
      case "start": start = reader.date(node, name)
      case "seed": copy.designSeed = reader.seed(node, name)
      default: copy.designGenerator = reader.text(node, name)
      }
    }
    self = copy
    if let cycles, let periodNights {
      design = StudyDesign(arms: [], cycles: cycles, periodNights: periodNights, start: start)
    } else if reader.errorCount == errorsBefore {
      reader.report(
        "N217", place: reader.place(of: node), "design needs cycles and period_nights",
        hint: "use the study file that the plan was written with")
    }
  }

  /// Fills in what of the design stands elsewhere in the file, and checks it; once all is read.
  mutating func completeDesign(_ reader: inout YAMLReader) {
    guard let partial = design else { return }
    design = nil
    guard let reference, let treatments, let randomisation, schedule != nil else {
      if reader.errorCount == 0 {
        reader.report(
          "N217", place: places["design"],
          "a design needs reference, treatments, randomisation and schedule beside it",
          hint: "use the study file that the plan was written with")
      }
      return
    }
    let complete = StudyDesign(
      arms: [reference] + treatments, cycles: partial.cycles, periodNights: partial.periodNights,
      washInNights: washInNights ?? 0, randomisation: randomisation,
      maximumPeriodRun: maximumPeriodRun, blinded: blinded ?? false,
      monitoring: monitoring ?? .atTheEnd, start: partial.start)
    for error in complete.errors {
      reader.report(error.code, place: places["design"], error.message, hint: error.hint)
    }
    design = complete
  }
}

extension YAMLReader {
  mutating func date(_ node: Node, _ name: String) -> CalendarDate? {
    let what = "a date such as 2025-02-28"
    guard let text = node.scalar?.string else { return wrongType(node, name, what) }
    return CalendarDate(iso: text) ?? impossible(node, name, what)
  }

  mutating func seed(_ node: Node, _ name: String) -> UInt64? {
    let what = "a whole number from 0 to \(UInt64.max)"
    guard let text = node.scalar?.string else { return wrongType(node, name, what) }
    return UInt64(text) ?? impossible(node, name, what)
  }

  /// A SHA-256, in lower case.
  mutating func sha256(_ node: Node, _ name: String) -> String? {
    let what = "a SHA-256: 64 digits 0 to 9 and a to f"
    guard let text = node.scalar?.string.lowercased() else { return wrongType(node, name, what) }
    let isHash =
      text.utf8.count == 64 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    return isHash ? text : impossible(node, name, what)
  }
}
