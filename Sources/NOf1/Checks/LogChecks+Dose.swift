import Tables

extension LogCheckContext {
  /// The tolerable upper intake level of magnesium from supplements for adults, in mg of
  /// elemental magnesium per day.
  ///
  /// *Reference*: Institute of Medicine (US National Academies), "Dietary Reference Intakes for
  /// Calcium, Phosphorus, Magnesium, Vitamin D, and Fluoride" (1997), chapter 6.
  static let upperLevel = 350.0

  /// N140, N141 and N144.
  func doses() -> [Finding] {
    var derived = [Derived](), odd = [Finding](),
      high = [(row: Int, column: String, dose: Double)]()
    for (_, row) in rows {
      let stated = table.column("dose_mg")?.double(row)
      let fromSalt = derive(row, &odd)
      if let fromSalt { derived.append(fromSalt) }
      if let stated, let fromSalt,
        abs(stated - fromSalt.dose.elemental) > 0.1 * fromSalt.dose.elemental
      {
        odd.append(disagreement(stated, fromSalt.dose, row: row))
      }
      if let dose = stated ?? fromSalt?.dose.elemental, dose > Self.upperLevel {
        high.append((row, stated == nil ? "salt_mg" : "dose_mg", dose))
      }
    }
    return aboveUpperLevel(high) + summary(derived) + Self.firstOfEach(odd)
  }

  private struct Derived {
    let row: Int
    let dose: ElementalDose
  }

  private func derive(_ row: Int, _ odd: inout [Finding]) -> Derived? {
    guard let mass = table.column("salt_mg")?.double(row), mass > 0,
      let name = table.column("salt")?.string(row)
    else { return nil }
    guard let salt = MagnesiumSalt.named(name) else {
      odd.append(
        finding(
          "N144", .information, row: row, "salt",
          "the elemental dose of \(Finding.quoted(name)) is not known here",
          hint: "known: \(MagnesiumSalt.all.map(\.name).joined(separator: ", ")); or give dose_mg"))
      return nil
    }
    return Derived(row: row, dose: ElementalDose(mass: mass, salt: salt))
  }

  private func disagreement(_ stated: Double, _ derived: ElementalDose, row: Int) -> Finding {
    let massOfSalt = abs(stated - derived.mass) <= 0.02 * derived.mass
    return finding(
      "N144", .warning, row: row, "dose_mg",
      "dose_mg says '\(Self.short(stated))' mg, but \(derived.words)",
      hint: massOfSalt
        ? "dose_mg is elemental magnesium: is it the mass of the salt?"
        : "is another form, or another hydrate, meant?")
  }

  private func aboveUpperLevel(_ high: [(row: Int, column: String, dose: Double)]) -> [Finding] {
    guard let first = high.first, let largest = high.map(\.dose).max() else { return [] }
    return [
      finding(
        "N140", .information, row: first.row, first.column,
        "\(high.count) nights have more than \(Self.short(Self.upperLevel)) mg of elemental "
          + "magnesium, up to \(Self.short(largest.rounded())) mg",
        hint: "350 mg a day is the adult upper level for supplements (US National Academies, 1997)")
    ]
  }

  private func summary(_ derived: [Derived]) -> [Finding] {
    guard let first = derived.first else { return [] }
    let different = derived.contains { $0.dose != first.dose }
    return [
      finding(
        "N141", .information, row: first.row, "salt_mg",
        first.dose.words + (different ? " (other nights by the same rule)" : ""),
        hint: "computed with \(first.dose.rule)")
    ]
  }

  /// One finding for every message, the first.
  private static func firstOfEach(_ findings: [Finding]) -> [Finding] {
    var seen = Set<String>()
    return findings.filter { seen.insert($0.message).inserted }
  }
}
