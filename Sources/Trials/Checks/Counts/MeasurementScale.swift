/// What the unit, definition and timepoint of a row say about the value of one person: whether it
/// is a whole number, and between which limits it lies. Only what is plain is read.
struct MeasurementScale {
  /// Such words count things, or are points of a rating.
  private static let countedThings: Set<String> = [
    "attack", "attacks", "awakening", "awakenings", "cramp", "cramps", "day", "days", "episode",
    "episodes", "event", "events", "fall", "falls", "night", "nights", "point", "points", "tablet",
    "tablets",
  ]
  private static let lengths = ["day": 1, "week": 7, "month": 30]

  private let unit: [Substring]
  private let definition: [Substring]
  private let timepoint: [Substring]
  private let unitDays: PrintedNumber?
  private let isChange: Bool
  private let printedLimits: (min: PrintedNumber?, max: PrintedNumber?)

  init(_ arm: ArmRecord) {
    unit = Self.words(arm.unit)
    definition = Self.words(arm.definition)
    timepoint = Self.words(arm.timepoint)
    unitDays = arm.unitDays
    isChange = arm.phase == .change
    printedLimits = (arm.min, arm.max)
  }

  /// Words, numbers and dashes, in lower case.
  private static func words(_ text: String) -> [Substring] {
    let spaced = text.lowercased().map { character -> String in
      if "-\u{2013}".contains(character) { return " - " }
      return character.isLetter || character.isNumber || character == "." || character == "%"
        ? String(character) : " "
    }
    return spaced.joined().split(separator: " ").map { Substring($0) }
  }

  /// One person's value is counted: cramps, episodes, points of a rating.
  var isCounted: Bool {
    guard let first = unit.first.map(String.init), Self.countedThings.contains(first) else {
      return false
    }
    let notWhole: Set<Substring> = ["vas", "visual", "average", "mean", "averaged"]
    return notWhole.isDisjoint(with: definition + unit)
  }

  /// One person's value is of 0 and 1.
  var isBinary: Bool {
    unit == ["proportion"] || definition.starts(with: ["0", "or", "1"])
      || definition.starts(with: ["yes", "or", "no"])
  }

  /// Why one counted value a person is not certain; nil if it is. A number per week, measured for
  /// four, may be an average of four.
  var reasonAgainstOneItem: String? {
    guard unit.contains("per") || unitDays != nil else { return nil }
    guard let unitDays = unitDays?.wholeNumber else { return "the unit names no number of days" }
    let spans = zip(timepoint, timepoint.dropFirst()).compactMap { number, unit -> Int? in
      let name = unit.hasSuffix("s") ? unit.dropLast() : unit
      guard let count = Int(number), let length = Self.lengths[String(name)] else { return nil }
      return count * length
    }
    if spans == [unitDays] { return nil }
    return "a number per \(unitDays) days may be an average over another time"
  }

  /// The limits of a person's value that are certain, with their source; nil if there are none.
  var limits: (lowest: Double, highest: Double?, name: String)? {
    if let low = printedLimits.min, let high = printedLimits.max,
      low.range.low <= high.range.high
    {
      return (low.range.low, high.range.high, "the printed minimum and maximum")
    }
    if let (low, high) = rating, !unit.contains("per") {
      let reach = high - low
      return isChange
        ? (-reach, reach, "a change on a scale of \(Int(low)) to \(Int(high))")
        : (low, high, "a scale of \(Int(low)) to \(Int(high))")
    }
    if isChange { return nil }
    if ["percent", "%"].contains(unit.first), let first = definition.first,
      ["share", "proportion"].contains(first)
    {
      return (0, 100, "a share of 0 to 100")
    }
    return isCounted || unit.first == "per" ? (0, nil, "numbers that are not below 0") : nil
  }

  /// A rating whose ends are named: "scale from 1 to 10", "0-4 scale"; not one whose points are
  /// added up.
  private var rating: (Double, Double)? {
    let sums: Set<Substring> = ["sum", "total", "sums", "added"]
    guard sums.isDisjoint(with: definition), let place = definition.firstIndex(of: "scale") else {
      return nil
    }
    let after = definition[(place + 1)...]
    let joins: Set<Substring> = ["to", "-"]
    if after.count >= 4, after[place + 1] == "from", joins.contains(after[place + 3]) {
      return Self.ordered(after[place + 2], after[place + 4])
    }
    guard place >= 3, joins.contains(definition[place - 2]) else { return nil }
    return Self.ordered(definition[place - 3], definition[place - 1])
  }

  private static func ordered(_ low: Substring, _ high: Substring) -> (Double, Double)? {
    guard let low = Int(low), let high = Int(high), low < high else { return nil }
    return (Double(low), Double(high))
  }
}
