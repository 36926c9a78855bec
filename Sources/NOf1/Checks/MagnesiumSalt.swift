/// A compound of magnesium, with how much of its mass is magnesium.
///
/// Molar masses in g/mol are sums of the standard atomic weights (IUPAC 2021: Mg 24.305, H 1.008,
/// C 12.011, N 14.007, O 15.999, S 32.06, Cl 35.45) over the formula. Where a salt is sold with
/// crystal water its name says how much; a product may still hold another hydrate, a basic salt
/// (most "carbonate"), or a mixture.
public struct MagnesiumSalt: Sendable, Codable, Equatable {
  public let name: String
  public let formula: String
  public let molarMass: Double
  /// Magnesium atoms in the formula that the molar mass is of.
  public let magnesiumAtoms: Int

  private init(_ name: String, _ formula: String, _ molarMass: Double, atoms: Int = 1) {
    self.name = name
    self.formula = formula
    self.molarMass = molarMass
    magnesiumAtoms = atoms
  }

  public static let magnesiumMolarMass = 24.305

  public static let all = [
    MagnesiumSalt("oxide", "MgO", 40.304),
    MagnesiumSalt("citrate", "Mg3(C6H5O7)2", 451.11, atoms: 3),
    MagnesiumSalt("bisglycinate", "Mg(C2H4NO2)2", 172.42),
    MagnesiumSalt("malate", "MgC4H4O5", 156.38),
    MagnesiumSalt("sulfate heptahydrate", "MgSO4(H2O)7", 246.47),
    MagnesiumSalt("chloride hexahydrate", "MgCl2(H2O)6", 203.30),
    MagnesiumSalt("hydroxide", "Mg(OH)2", 58.319),
    MagnesiumSalt("carbonate", "MgCO3", 84.313),
    MagnesiumSalt("lactate dihydrate", "Mg(C3H5O3)2(H2O)2", 238.475),
    MagnesiumSalt("gluconate dihydrate", "Mg(C6H11O7)2(H2O)2", 450.629),
    MagnesiumSalt("threonate", "Mg(C4H7O5)2", 294.495),
    MagnesiumSalt("taurate", "Mg(C2H6NO3S)2", 272.573),
    MagnesiumSalt("aspartate", "Mg(C4H6NO4)2", 288.495),
    MagnesiumSalt("orotate dihydrate", "Mg(C5H3N2O4)2(H2O)2", 370.513),
  ]

  /// Mass of magnesium per mass of the salt.
  public var elementalFraction: Double {
    Double(magnesiumAtoms) * Self.magnesiumMolarMass / molarMass
  }

  /// The salt that a name means: `oxide`, `magnesium citrate`, `Mg glycinate`, `L-threonate`; nil
  /// where none, or a salt sold with and without water, is meant.
  public static func named(_ text: String) -> MagnesiumSalt? {
    let words = Spelling.normalised(text).split(separator: " ").map(String.init)
      .filter { !["magnesium", "mg", "trimagnesium", "l"].contains($0) }
    let wanted = words.joined(separator: " ").replacing("sulphate", with: "sulfate")
    let name = otherNames[wanted] ?? wanted
    return all.first { $0.name == name }
  }

  private static let otherNames = [
    "glycinate": "bisglycinate", "diglycinate": "bisglycinate", "dicitrate": "citrate",
    "epsom salt": "sulfate heptahydrate", "epsom salts": "sulfate heptahydrate",
  ]
}
