/// Amounts of magnesium in millimoles, as the element and as the mass of a salt.
///
/// Molar masses in g/mol per magnesium: standard atomic weights (IUPAC 2021).
enum ClaimConversion {
  /// What a mass may be of.
  struct Substance: Equatable {
    let name: String
    /// Grams that hold a mole of magnesium.
    let gramsPerMole: Double
  }

  static let element = Substance(name: "elemental magnesium", gramsPerMole: 24.305)
  static let salts = [
    Substance(name: "magnesium oxide", gramsPerMole: 40.304),
    Substance(name: "magnesium citrate", gramsPerMole: 451.11 / 3),
    Substance(name: "magnesium bisglycinate", gramsPerMole: 172.42),
    Substance(name: "magnesium malate", gramsPerMole: 156.38),
    Substance(name: "magnesium sulfate heptahydrate", gramsPerMole: 246.47),
    Substance(name: "magnesium chloride hexahydrate", gramsPerMole: 203.30),
  ]

  /// Milligrams of a substance that hold so many millimoles of magnesium.
  static func milligrams(millimoles: Double, of substance: Substance = element) -> Double {
    millimoles * substance.gramsPerMole
  }

  static func millimoles(milligrams: Double, of substance: Substance = element) -> Double {
    milligrams / substance.gramsPerMole
  }

  /// The salts whose mass is stated for the millimoles, each pair within a relative tolerance.
  static func salts(
    fitting pairs: [(millimoles: Double, milligrams: Double)], within tolerance: Double
  ) -> [Substance] {
    salts.filter { salt in
      pairs.allSatisfy {
        let mass = milligrams(millimoles: $0.millimoles, of: salt)
        return abs(mass - $0.milligrams) <= tolerance * mass
      }
    }
  }
}
