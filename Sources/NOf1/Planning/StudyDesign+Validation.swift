import Tables

extension StudyDesign {
  /// The most arms of a plan.
  static let mostArms = 5
  /// The most counts that drawing a schedule may keep in memory.
  private static let mostCounts = 8_000_000.0

  /// Whether an arm is drawn for every night by itself, so that nights take the place of periods.
  var drawsNights: Bool { randomisation != .pairedCycles }

  /// - Throws: every error of the design: N211 arms; N212 cycles, nights and dates; N213 wash-in;
  ///   N214 a scheme that no schedule can follow; N215 looks that do not fit the cycles.
  public func validate() throws(InvalidInput) {
    let findings = errors
    if !findings.isEmpty { throw InvalidInput(findings) }
  }

  /// What is wrong with the design, without places.
  var errors: [Finding] {
    let size = sizeErrors
    // The other rules compute with numbers that these make possible.
    return armErrors + size + (size.isEmpty ? washInErrors + schemeErrors + lookErrors : [])
  }

  private func error(_ code: String, _ message: String, _ hint: String) -> Finding {
    Finding(code: code, severity: .error, message: message, hint: hint)
  }

  private var armErrors: [Finding] {
    var findings = [Finding]()
    if !(2...Self.mostArms).contains(arms.count) {
      findings.append(
        error(
          "N211", "a plan compares 2 to \(Self.mostArms) arms, not \(arms.count)",
          "name the comparator first, then the treatments: placebo,magnesium"))
    }
    for (index, arm) in arms.enumerated() {
      if let problem = ArmName.problem(in: arm) {
        findings.append(
          error("N211", "\(Finding.quoted(arm)) cannot name an arm: \(problem)", "rename the arm"))
      }
      let earlier = arms[..<index].first { Spelling.normalised($0) == Spelling.normalised(arm) }
      if let earlier {
        findings.append(
          error(
            "N211",
            "\(Finding.quoted(earlier)) and \(Finding.quoted(arm)) are the same name",
            "give every arm a name of its own"))
      }
    }
    return findings
  }

  private var sizeErrors: [Finding] {
    let most = PersonalLogReader.longestSpan
    guard (1...most).contains(cycles), (1...most).contains(periodNights) else {
      return [
        error(
          "N212", "\(cycles) cycles with periods of \(periodNights) nights cannot be planned",
          "both are whole numbers from 1")
      ]
    }
    guard arms.count <= most, nights <= most else {
      return [
        error(
          "N212", "the plan is longer than \(most) nights", "plan fewer cycles or shorter periods")
      ]
    }
    let lastDay = CalendarDate(year: 9999, month: 12, day: 31)
    if let start, let lastDay, Int(start.daysSinceEpoch) + nights - 1 > Int(lastDay.daysSinceEpoch)
    {
      return [
        error("N212", "the plan ends after the year 9999", "check the year of the first night")
      ]
    }
    return []
  }

  private var washInErrors: [Finding] {
    if washInNights < 0 || (!drawsNights && washInNights >= periodNights) {
      return [
        error(
          "N213", "a wash-in of \(washInNights) nights leaves nothing of \(periodNights)",
          "choose a wash-in shorter than a period, and not below 0")
      ]
    }
    if drawsNights, washInNights > 0 {
      return [
        error(
          "N213", "a wash-in needs periods, and here every night is drawn by itself",
          "leave the wash-in at 0, or choose paired-cycles")
      ]
    }
    return []
  }

  private var schemeErrors: [Finding] {
    func impossible(_ message: String, _ hint: String) -> [Finding] {
      [error("N214", message, hint)]
    }
    if let maximumPeriodRun, drawsNights || maximumPeriodRun < 1 {
      return drawsNights
        ? impossible(
          "a limit of periods in a row belongs to paired-cycles",
          "nights in a row are limited by nightly: {max_run: R}")
        : impossible("a limit of \(maximumPeriodRun) periods in a row admits none", "1 or more")
    }
    let longest = ScheduleComparison.longestRun
    switch randomisation {
    case .pairedCycles: return []
    case .nightly(let run) where run < 1:
      return impossible("a max_run of \(run) nights admits none", "1 or more")
    case .nightly(let run) where run > longest && run < nights:
      return impossible(
        "the analysis compares schedules for a max_run up to \(longest)",
        "choose a shorter run, or for no limit one as long as the plan, \(nights)")
    case .blocks(let size) where size < 1 || size % max(1, arms.count) != 0:
      return impossible(
        "blocks of \(size) nights cannot hold \(arms.count) arms equally often",
        "the size is a multiple of the number of arms")
    case .blocks(let size) where nights % size != 0:
      return impossible(
        "\(nights) nights are not a whole number of blocks of \(size)",
        "choose a size that divides the nights of the plan")
    case .nightly, .blocks: break
    }
    guard isDrawable else {
      return impossible("schedules of this size cannot be counted", "choose smaller blocks")
    }
    return []
  }

  /// Whether the test can compare the schedules and drawing one keeps few enough counts.
  private var isDrawable: Bool {
    guard case .blocks(let size) = randomisation else { return true }
    var states = 1.0
    for _ in arms { states *= Double(size / arms.count + 1) }
    return states <= ScheduleComparison.mostStates && states * Double(nights) <= Self.mostCounts
  }

  /// Whether every admissible schedule has every arm in every cycle.
  private var alwaysCompletesCycles: Bool {
    let nightsOfCycle = arms.count * periodNights
    switch randomisation {
    case .pairedCycles: return true
    case .nightly(let run): return arms.count == 2 && nightsOfCycle > run
    case .blocks(let size):
      // An arm can be missing from so many nights of a block.
      let without = size - size / arms.count
      return stride(from: 0, to: nights, by: nightsOfCycle).allSatisfy { start in
        let end = start + nightsOfCycle
        return stride(from: start / size * size, to: end, by: size).contains { block in
          min(end, block + size) - max(start, block) > without
        }
      }
    }
  }

  private var lookErrors: [Finding] {
    guard case .looks(let looks) = monitoring else { return [] }
    guard alwaysCompletesCycles else {
      return [
        error(
          "N215", "looks count complete cycles, and this draw may leave an arm out of one",
          "choose paired-cycles, or blocks that divide \(arms.count * periodNights) nights")
      ]
    }
    let increasing = zip(looks, looks.dropFirst()).allSatisfy { $0 < $1 }
    guard increasing, let first = looks.first, first >= 1, looks.last == cycles else {
      return [
        error(
          "N215", "looks after \(looks.map(String.init).joined(separator: ", ")) cycles do not fit",
          "they increase, and the last is the end of the plan, \(cycles)")
      ]
    }
    return []
  }
}

extension ArmName {
  /// Why a name could not be written into a log and read back; nil where it can.
  static func problem(in name: String) -> String? {
    if name.isEmpty || name == "NA" { return "it would be read as an empty cell" }
    if name.trimmed != name { return "it begins or ends with a blank" }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "it holds a control character"
    }
    if !name.contains(where: \.isLetter) || Double(name) != nil {
      return "it would be read as a number or a date"
    }
    if let first = name.first, "=+-@".contains(first) {
      return "a spreadsheet would take it for a formula"
    }
    return name.count > 60 ? "it has more than 60 characters" : nil
  }
}
