/// What the name of an arm gives away.
enum ArmName {
  private static let comparators: Set<String> = [
    "placebo", "control", "comparator", "sham", "dummy", "none", "off", "no", "nothing", "usual",
    "baseline", "untreated", "without", "no treatment", "no magnesium", "usual care",
  ]
  private static let comparatorWords: Set<String> = ["placebo", "control", "comparator", "sham"]

  private static let magnesiumWords = [
    "magnesium", "citrate", "oxide", "glycinate", "bisglycinate", "malate", "taurate",
    "threonate", "orotate", "aspartate", "lactate", "gluconate",
  ]

  /// Placebo, control, none, off and the like, alone or as a word of the name.
  static func isComparator(_ name: String) -> Bool {
    let normalised = Spelling.normalised(name)
    return comparators.contains(normalised)
      || normalised.split(separator: " ").contains { comparatorWords.contains(String($0)) }
  }

  /// The salt of magnesium that an arm is named after, as the name has it: `glycinate` for
  /// "Mg glycinate 300 mg"; nil where it names none.
  static func form(of name: String) -> String? {
    let words = name.split { !$0.isLetter && $0 != "-" }.map(String.init).filter {
      !["magnesium", "mg"].contains($0.lowercased())
    }
    let form = words.joined(separator: " ")
    return MagnesiumSalt.named(form) == nil ? nil : form
  }

  private static let otherMinerals = ["potassium", "calcium", "sodium", "zinc", "iron"]

  /// Magnesium, Mg, or one of its salts by name; never the salt of another mineral.
  static func isMagnesium(_ name: String) -> Bool {
    let normalised = Spelling.normalised(name)
    if isComparator(name) || otherMinerals.contains(where: normalised.contains) { return false }
    return normalised.split { !$0.isLetter }.first == "mg"
      || magnesiumWords.contains(where: normalised.contains)
  }
}
