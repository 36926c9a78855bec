import Tables

extension StudyFile {
  /// The file as YAML: `read` gives the same values back, for every key of a planned study.
  ///
  /// Forms and doses of arms, spreads between persons and words for a report are not written.
  public var yaml: String {
    var lines = [String]()
    func line(_ key: String, _ value: String?) {
      if let value { lines.append("\(key): \(value)") }
    }
    func yesNo(_ value: Bool?) -> String? { value.map { $0 ? "yes" : "no" } }
    line("reference", reference.map(YAMLText.scalar))
    line("treatments", treatments.map(YAMLText.list))
    lines += YAMLText.mapping("outcome", outcomeMembers)
    line("mcid", minimalImportantDifference.map(NumberText.shortest))
    line("mcid_set_before", yesNo(minimalImportantDifferenceSetBefore))
    line("randomised", yesNo(randomised))
    line("randomisation", randomisation.map { $0.yaml(maximumPeriodRun: maximumPeriodRun) })
    line("blinded", yesNo(blinded))
    line("wash_in_nights", washInNights.map(String.init))
    line("prior", prior.flatMap(\.yaml))
    line("covariates", covariates.map(YAMLText.list))
    switch monitoring {
    case .looks(let cycles): line("looks", YAMLText.list(cycles.map(String.init)))
    case .continuous: line("monitoring", "continuous")
    case .atTheEnd, nil: break
    }
    line("schedule", schedule.map(YAMLText.scalar))
    lines += YAMLText.mapping("design", designMembers)
    line("sealed_key", sealedKey)
    return lines.map { $0 + "\n" }.joined()
  }

  private var outcomeMembers: [(String, String?)] {
    [
      ("column", outcomeColumn.map(YAMLText.scalar)), ("kind", outcomeKind?.rawValue),
      ("better", better?.rawValue),
      (
        "range",
        outcomeRange.map {
          "[\(NumberText.shortest($0.lowerBound)), \(NumberText.shortest($0.upperBound))]"
        }
      ),
    ]
  }

  private var designMembers: [(String, String?)] {
    guard let design else { return [] }
    return [
      ("cycles", String(design.cycles)), ("period_nights", String(design.periodNights)),
      ("start", design.start?.description), ("seed", designSeed.map { String($0) }),
      ("generator", designGenerator.map(YAMLText.scalar)),
    ]
  }
}

extension Randomisation {
  fileprivate func yaml(maximumPeriodRun: Int?) -> String {
    switch self {
    case .pairedCycles:
      maximumPeriodRun.map { "{paired-cycles: {max_run: \($0)}}" } ?? "paired-cycles"
    case .nightly(let maximumRun): "{nightly: {max_run: \(maximumRun)}}"
    case .blocks(let size): "{blocks: {size: \(size)}}"
    }
  }
}

extension PriorChoice {
  /// Nil for a prior that is not known by its name or its numbers.
  fileprivate var yaml: String? {
    if case .named(let name) = self { return name }
    if case .normal(let mean, let deviation) = self {
      return "{mean: \(NumberText.shortest(mean)), sd: \(NumberText.shortest(deviation))}"
    }
    return nil
  }
}

/// Texts as YAML.
enum YAMLText {
  private static let reserved: Set<String> = [
    "yes", "no", "on", "off", "true", "false", "null", "y", "n",
  ]

  /// A text, in double quotes unless it is an ordinary name.
  static func scalar(_ text: String) -> String {
    let ordinary = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || " _-./".utf8.contains($0)
    }
    let begins = text.first.map { $0.isASCII && $0.isLetter } ?? false
    if ordinary, begins, text.last != " ", !reserved.contains(text.lowercased()) { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
    let visible = scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value < 0x80
    if visible || scalar.properties.isAlphabetic { return String(scalar) }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map { Int($0) == nil ? scalar($0) : $0 }.joined(separator: ", ") + "]"
  }

  /// The lines of a mapping, without the members that have no value; none for an empty one.
  static func mapping(_ key: String, _ members: [(String, String?)]) -> [String] {
    let lines = members.compactMap { name, value in value.map { "  \(name): \($0)" } }
    return lines.isEmpty ? [] : ["\(key):"] + lines
  }
}
