/// A compound of magnesium, with how much of its mass is magnesium.
///
/// Molar masses in g/mol: magnesium 24.305; the salts as listed in `all`.
public struct MagnesiumSalt: Sendable, Codable, Equatable {
  public let name: String
  public let molarMass: Double
  /// Magnesium atoms in the formula that the molar mass is of.
  public let magnesiumAtoms: Int

  public static let magnesiumMolarMass = 24.305

  public static let all = [
    MagnesiumSalt(name: "oxide", molarMass: 40.304, magnesiumAtoms: 1),
    MagnesiumSalt(name: "citrate", molarMass: 451.11, magnesiumAtoms: 3),
    MagnesiumSalt(name: "bisglycinate", molarMass: 172.42, magnesiumAtoms: 1),
    MagnesiumSalt(name: "malate", molarMass: 156.38, magnesiumAtoms: 1),
    MagnesiumSalt(name: "sulfate heptahydrate", molarMass: 246.47, magnesiumAtoms: 1),
    MagnesiumSalt(name: "chloride hexahydrate", molarMass: 203.30, magnesiumAtoms: 1),
  ]

  /// Mass of magnesium per mass of the salt.
  public var elementalFraction: Double {
    Double(magnesiumAtoms) * Self.magnesiumMolarMass / molarMass
  }

  /// The salt that a name means: `oxide`, `magnesium citrate`, `Mg bisglycinate`, `glycinate`;
  /// nil where none or more than one is meant.
  public static func named(_ text: String) -> MagnesiumSalt? {
    let words = Spelling.normalised(text).split(separator: " ").map(String.init)
      .filter { $0 != "magnesium" && $0 != "mg" }
    let wanted = words.joined(separator: " ")
    if ["glycinate", "diglycinate"].contains(wanted) { return named("bisglycinate") }
    return all.first { $0.name == wanted }
  }
}
