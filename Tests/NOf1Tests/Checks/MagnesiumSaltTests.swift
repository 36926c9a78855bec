import Testing

@testable import NOf1

@Suite struct MagnesiumSaltTests {
  /// Standard atomic weights, IUPAC 2021 (abridged).
  private static let weights = [
    "Mg": 24.305, "H": 1.008, "C": 12.011, "N": 14.007, "O": 15.999, "S": 32.06, "Cl": 35.45,
  ]

  /// Atoms of a formula such as Mg3(C6H5O7)2.
  private func atoms(_ formula: String) -> [String: Int] {
    var stack: [[String: Int]] = [[:]]
    var rest = Substring(formula)
    func number() -> Int {
      let digits = rest.prefix(while: \.isNumber)
      rest = rest.dropFirst(digits.count)
      return Int(digits) ?? 1
    }
    while let next = rest.popFirst() {
      if next == "(" {
        stack.append([:])
      } else if next == ")" {
        let inner = stack.removeLast()
        let count = number()
        for (element, atoms) in inner {
          stack[stack.count - 1][element, default: 0] += atoms * count
        }
      } else {
        let tail = rest.prefix(while: \.isLowercase)
        rest = rest.dropFirst(tail.count)
        stack[stack.count - 1][String(next) + tail, default: 0] += number()
      }
    }
    return stack[0]
  }

  @Test(arguments: MagnesiumSalt.all)
  func molarMassesAreThoseOfTheFormulas(_ salt: MagnesiumSalt) throws {
    let atoms = atoms(salt.formula)
    var mass = 0.0
    for (element, count) in atoms { mass += try #require(Self.weights[element]) * Double(count) }
    #expect(abs(salt.molarMass - mass) < 0.006, "\(salt.name)")
    #expect(atoms["Mg"] == salt.magnesiumAtoms)
  }

  @Test(arguments: [
    ("Mg citrate", "citrate"), ("magnesium glycinate", "bisglycinate"),
    ("Magnesium Bisglycinate", "bisglycinate"), ("L-threonate", "threonate"),
    ("magnesium L-threonate", "threonate"), ("trimagnesium dicitrate", "citrate"),
    ("magnesium-oxide", "oxide"), ("Epsom salt", "sulfate heptahydrate"),
    ("magnesium sulphate heptahydrate", "sulfate heptahydrate"), ("Taurate", "taurate"),
    ("magnesium lactate dihydrate", "lactate dihydrate"),
  ])
  func namesResolve(_ name: String, _ salt: String) {
    #expect(MagnesiumSalt.named(name)?.name == salt)
    #expect(MagnesiumSalt.named(salt)?.name == salt)
  }

  /// Sold with and without water, or no salt of magnesium known here.
  @Test(arguments: [
    "sulfate", "chloride", "lactate", "magnesium", "", "pidolate", "calcium citrate",
  ])
  func namesThatDoNot(_ name: String) {
    #expect(MagnesiumSalt.named(name) == nil)
  }

  @Test(arguments: [
    ("Mg glycinate 300 mg", "glycinate"), ("oxide", "oxide"), ("Citrate (150)", "Citrate"),
  ])
  func formsInNamesOfArms(_ name: String, _ form: String) {
    #expect(ArmName.form(of: name) == form)
  }

  @Test(arguments: ["placebo", "magnesium", "high", "potassium citrate"])
  func namesOfArmsWithoutAForm(_ name: String) {
    #expect(ArmName.form(of: name) == nil)
  }
}
