/// What a mass of magnesium is a mass of: the element or one of its salts.
///
/// Molar masses are sums of the standard atomic weights (IUPAC 2021) over the formula.
public struct MagnesiumSubstance: Sendable, Codable, Equatable {
  public let name: String
  public let formula: String
  /// Grams per mole of the formula.
  public let molarMass: Double
  /// Atoms of magnesium in the formula.
  public let magnesiumAtoms: Int
  /// A word by which a text names it.
  let word: String

  private init(_ name: String, _ formula: String, _ molarMass: Double, atoms: Int = 1) {
    self.name = name
    self.formula = formula
    self.molarMass = molarMass
    magnesiumAtoms = atoms
    word = String(name.split(separator: " ").dropFirst().first ?? "elemental")
  }

  /// The mass that holds one millimole of magnesium: 24.305 mg of the element, 150.37 mg of
  /// trimagnesium citrate.
  public var milligramsPerMillimole: Double { molarMass / Double(magnesiumAtoms) }

  public static let elemental = MagnesiumSubstance("magnesium", "Mg", 24.305)
  public static let oxide = MagnesiumSubstance("magnesium oxide", "MgO", 40.304)
  public static let hydroxide = MagnesiumSubstance("magnesium hydroxide", "Mg(OH)2", 58.319)
  public static let carbonate = MagnesiumSubstance("magnesium carbonate", "MgCO3", 84.313)
  /// Trimagnesium dicitrate, without water.
  public static let citrate = MagnesiumSubstance(
    "magnesium citrate", "Mg3(C6H5O7)2", 451.113, atoms: 3)
  public static let malate = MagnesiumSubstance("magnesium malate", "MgC4H4O5", 156.376)
  public static let bisglycinate = MagnesiumSubstance(
    "magnesium bisglycinate", "Mg(C2H4NO2)2", 172.423)
  public static let chlorideHexahydrate = MagnesiumSubstance(
    "magnesium chloride hexahydrate", "MgCl2(H2O)6", 203.295)
  public static let lactateDihydrate = MagnesiumSubstance(
    "magnesium lactate dihydrate", "Mg(C3H5O3)2(H2O)2", 238.475)
  public static let sulfateHeptahydrate = MagnesiumSubstance(
    "magnesium sulfate heptahydrate", "MgSO4(H2O)7", 246.466)
  public static let aspartate = MagnesiumSubstance(
    "magnesium aspartate", "Mg(C4H6NO4)2", 288.495)

  /// Light salts first.
  public static let salts = [
    oxide, hydroxide, carbonate, citrate, malate, bisglycinate, chlorideHexahydrate,
    lactateDihydrate, sulfateHeptahydrate, aspartate,
  ]
}
