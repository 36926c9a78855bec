import Tables
import Yams

extension StudyFile {
  /// Reads a study file.
  ///
  /// - Parameters:
  ///   - yaml: the text of the file.
  ///   - file: its name as the user gave it, for the places of errors.
  /// - Throws: every error with its line and column: N201 not YAML, or not a mapping; N202 unknown
  ///   key; N203 wrong type; N204 impossible value; N205 a key given twice; N207 a contradiction;
  ///   N211 to N215 and N217 a design that no schedule can have been drawn from; N340 a text that
  ///   says nothing.
  public static func read(yaml: String, file: String) throws(InvalidInput) -> StudyFile {
    var reader = YAMLReader(yaml: yaml, file: file)
    guard let root = try reader.root() else { return StudyFile() }
    var study = StudyFile()
    reader.readMapping(root, name: "", keys: keys) { key, node, reader in
      study.places[key] = reader.place(of: node)
      study.set(key, node, &reader)
    }
    if study.randomised == false, study.randomisation != nil {
      reader.report(
        "N207", place: study.places["randomisation"],
        "randomised: no contradicts randomisation, which says how the order was drawn",
        hint: "leave one of the two out")
    }
    study.completeDesign(&reader)
    if study.places["looks"] != nil, study.places["monitoring"] != nil {
      reader.report(
        "N207", place: study.places["monitoring"],
        "looks and monitoring both say when the log is analysed",
        hint: "leave one of the two out")
    }
    try reader.throwIfAny()
    return study
  }

  static let keys = [
    "reference", "treatments", "outcome", "mcid", "mcid_set_before", "randomised",
    "randomisation", "blinded", "wash_in_nights", "prior", "person_spread", "covariates",
    "schedule", "design", "sealed_key", "looks", "monitoring", "arms",
    "report",
  ]

  private mutating func set(_ key: String, _ node: Node, _ reader: inout YAMLReader) {
    switch key {
    case "reference": reference = reader.text(node, key)
    case "treatments": treatments = reader.names(node, key)
    case "outcome": setOutcome(node, &reader)
    case "mcid":
      minimalImportantDifference = reader.number(node, key, "a number above 0") { $0 > 0 }
    case "mcid_set_before": minimalImportantDifferenceSetBefore = reader.bool(node, key)
    case "randomised": randomised = reader.bool(node, key)
    case "randomisation":
      (randomisation, maximumPeriodRun) = reader.randomisation(node) ?? (nil, nil)
    case "blinded": blinded = reader.bool(node, key)
    case "wash_in_nights":
      washInNights = reader.whole(node, key, "a whole number from 0 to 60", in: 0...60)
    case "prior": prior = reader.prior(node)
    case "person_spread":
      personSpread = reader.number(node, key, "a number above 0, such as 0.28") { $0 >= 0 }
    case "covariates": covariates = reader.names(node, key, allowsEmpty: true)
    case "report": report = reader.reportTexts(node)
    case "design": setDesign(node, &reader)
    case "sealed_key": sealedKey = reader.sha256(node, key)
    case "looks": monitoring = reader.looks(node)
    case "monitoring": monitoring = reader.monitoring(node)
    case "arms": setArms(node, &reader)
    default: schedule = reader.text(node, key)
    }
  }

  private mutating func setOutcome(_ node: Node, _ reader: inout YAMLReader) {
    // The short form `outcome: cramps` names the column.
    if case .scalar = node {
      outcomeColumn = reader.text(node, "outcome")
      places["outcome.column"] = reader.place(of: node)
      return
    }
    var copy = self
    reader.readMapping(
      node, name: "outcome", keys: ["column", "kind", "better", "range", "levels"]
    ) { key, node, reader in
      copy.places["outcome.\(key)"] = reader.place(of: node)
      switch key {
      case "column": copy.outcomeColumn = reader.text(node, "outcome.column")
      case "kind": copy.outcomeKind = reader.kind(node)
      case "better":
        copy.better = reader.choice(node, "outcome.better", ["lower", "higher"])
          .flatMap(Outcome.Direction.init)
      case "levels": copy.outcomeLevels = reader.names(node, "outcome.levels")
      default: copy.outcomeRange = reader.range(node, "outcome.range")
      }
    }
    self = copy
  }
}
