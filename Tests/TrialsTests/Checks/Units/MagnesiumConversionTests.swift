import Testing

@testable import Trials

@Suite("Amounts of magnesium")
struct MagnesiumConversionTests {
  private static let atomicWeights: [Character: Double] = [
    "M": 24.305, "O": 15.999, "C": 12.011, "H": 1.008, "N": 14.007, "S": 32.06, "L": 35.45,
  ]

  /// The mass of a formula, with Mg written as M and Cl as L, and groups in brackets.
  private func mass(_ formula: String) -> (mass: Double, magnesium: Int) {
    var stack: [(Double, Int)] = [(0, 0)]
    var last = (0.0, 0)
    var digits = ""
    func close() {
      let count = Int(digits) ?? 1
      stack[stack.count - 1].0 += last.0 * Double(count)
      stack[stack.count - 1].1 += last.1 * count
      (last, digits) = ((0, 0), "")
    }
    for character in formula {
      if character.isNumber {
        digits.append(character)
      } else if character == "(" {
        close()
        stack.append((0, 0))
      } else if character == ")" {
        close()
        last = stack.removeLast()
      } else {
        close()
        last = (Self.atomicWeights[character]!, character == "M" ? 1 : 0)
      }
    }
    close()
    return (stack[0].0, stack[0].1)
  }

  @Test("molar masses are sums over their formulas")
  func molarMasses() {
    for substance in [.elemental] + MagnesiumSubstance.salts {
      let short = substance.formula.split(separator: "Mg", omittingEmptySubsequences: false)
        .joined(separator: "M").split(separator: "Cl", omittingEmptySubsequences: false)
        .joined(separator: "L")
      let sum = mass(short)
      #expect(abs(sum.mass - substance.molarMass) < 0.002, "\(substance.name) \(sum.mass)")
      #expect(sum.magnesium == substance.magnesiumAtoms)
    }
    #expect(abs(MagnesiumSubstance.citrate.milligramsPerMillimole - 150.37) < 0.01)
    #expect(
      MagnesiumSubstance.salts.map(\.milligramsPerMillimole)
        == MagnesiumSubstance.salts.map(\.milligramsPerMillimole).sorted())
  }

  private func amount(
    _ low: String, to high: String? = nil, _ unit: MagnesiumAmount.Unit,
    _ basis: MagnesiumAmount.Basis = .notStated
  ) -> MagnesiumAmount {
    MagnesiumAmount(
      low: PrintedNumber(low)!, high: high.flatMap { PrintedNumber($0) }, unit: unit, basis: basis)
  }

  @Test("12 to 24 mmol are 292 to 583 mg; 480 to 960 mg is a mass of the oxide")
  func claim() {
    let stated = MagnesiumConversion(
      amount("12", to: "24", .millimole), equals: amount("480", to: "960", .milligram, .elemental))
    #expect(stated.verdict == .inconsistent)
    #expect(stated.recomputed.map { abs($0.low - 291.66) < 1e-9 } == true)
    #expect(stated.recomputed.map { abs($0.high - 583.32) < 1e-9 } == true)
    #expect(stated.fits == [.oxide])
    #expect(stated.repair == "480 to 960 mg is a mass of magnesium oxide")
    let reversed = MagnesiumConversion(
      amount("480", to: "960", .milligram, .elemental), equals: amount("12", to: "24", .millimole))
    #expect(reversed.verdict == .inconsistent && reversed.fits == [.oxide])
  }

  @Test("every salt fits its own mass, and the element only if both print the same digits")
  func ownMass() {
    for salt in MagnesiumSubstance.salts {
      let milligrams = PrintedNumber(rounding: 10 * salt.milligramsPerMillimole, decimals: 1)
      let mass = MagnesiumAmount(low: milligrams, unit: .milligram, basis: .salt(salt))
      let moles = amount("10.00", .millimole)
      #expect(MagnesiumConversion(moles, equals: mass).verdict == .consistent)
      let unnamed = MagnesiumAmount(low: milligrams, unit: .milligram)
      let found = MagnesiumConversion(moles, equals: unnamed)
      #expect(found.verdict == .inconsistent && found.fits == [salt], "\(salt.name)")
      let some = MagnesiumAmount(low: milligrams, unit: .milligram, basis: .someSalt)
      #expect(MagnesiumConversion(moles, equals: some).verdict == .consistent)
    }
  }

  @Test("grams, milliequivalents and the element of a salt")
  func units() {
    #expect(
      MagnesiumConversion(amount("30", .milliequivalent), equals: amount("15", .millimole)).verdict
        == .consistent)
    #expect(
      MagnesiumConversion(amount("0.36", .gram), equals: amount("360", .milligram)).verdict
        == .consistent)
    #expect(
      MagnesiumConversion(
        amount("500", .milligram, .salt(.oxide)), equals: amount("302", .milligram, .elemental)
      ).verdict == .consistent)
    let same = MagnesiumConversion(
      amount("366", .milligram, .elemental), equals: amount("360", .milligram, .elemental))
    #expect(same.verdict == .inconsistent && same.fits.isEmpty)
  }

  @Test("texts about doses")
  func statements() {
    func texts(_ text: String) -> [String] { MagnesiumStatement(text).amounts.map(\.text) }
    #expect(
      texts("360 mg = 15 mmol a day; Cochrane: 3 x 122 mg elemental")
        == ["360 mg", "15 mmol", "3 x 122 mg"])
    #expect(
      texts("122 mg elemental tablets: 1 in the morning, 2 in the evening") == ["3 x 122 mg"])
    #expect(texts("100 mg of magnesium 3 times a day") == ["3 x 100 mg"])
    #expect(texts("168 mg twice a day") == ["2 x 168 mg"])
    #expect(texts("1.8 g of salt twice a day") == ["2 x 1.8 g"])
    #expect(texts("12 to 24 mmol = 480\u{2013}960 mg/day") == ["12 to 24 mmol", "480 to 960 mg"])
    #expect(texts("3\u{d7}122 mg") == ["3 x 122 mg"])
    #expect(texts("122 mg tablets").isEmpty)
    #expect(texts("0.375 mmol/L (0.75 meq/L)").isEmpty)
    #expect(texts("one capsule at bedtime; amount not read").isEmpty)
    #expect(texts("10 mg/kg").isEmpty)
    #expect(texts("").isEmpty)
    let bases = MagnesiumStatement(
      "300 mg of magnesium; 900 mg of salt; 250 mg of magnesium oxide; 300 mg a day"
    ).amounts.map(\.basis)
    #expect(bases == [.elemental, .someSalt, .salt(.oxide), .notStated])
    #expect(
      MagnesiumStatement("12 to 24 mmol = 480 to 960 mg elemental").equalities.map(\.fits)
        == [[.oxide]])
  }
}
