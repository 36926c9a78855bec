import Tables
import Yams

extension StudyFile {
  /// Reads `arms: {low: {form: citrate, dose_mg: 150}, high: {salt: oxide, salt_mg: 500}}`.
  ///
  /// `dose_mg` is elemental magnesium; without it the dose is computed from `salt_mg` of `salt` (or
  /// of `form`), and `salt` is the form where `form` is not given.
  mutating func setArms(_ node: Node, _ reader: inout YAMLReader) {
    guard let mapping = node.mapping else {
      reader.report(
        "N203", place: reader.place(of: node), "arms must hold a line for every arm",
        hint: "for instance  arms: {low: {form: citrate, dose_mg: 150}}", value: node.scalar?.string
      )
      return
    }
    var details: [ArmDetail] = []
    for (key, value) in mapping {
      let arm = key.scalar?.string ?? ""
      places["arms.\(arm)"] = reader.place(of: key)
      var cells: [String: Node] = [:]
      reader.readMapping(value, name: "arms.\(arm)", keys: ["form", "dose_mg", "salt", "salt_mg"]) {
        key, node, _ in cells[key] = node
      }
      details.append(armDetail(arm, cells, &reader))
    }
    armDetails = details
  }

  private mutating func armDetail(
    _ arm: String, _ cells: [String: Node], _ reader: inout YAMLReader
  ) -> ArmDetail {
    func mass(_ key: String) -> Double? {
      cells[key].flatMap {
        reader.number($0, "arms.\(arm).\(key)", "mg, from 0 to 10000") {
          ElementalDose.possible.contains($0)
        }
      }
    }
    let form = cells["form"].flatMap { reader.text($0, "arms.\(arm).form") }
    let salt = cells["salt"].flatMap { reader.text($0, "arms.\(arm).salt") }
    let stated = mass("dose_mg")
    var detail = ArmDetail(arm: arm, form: form ?? salt, dose: stated)
    guard let node = cells["salt_mg"], let saltMass = mass("salt_mg") else { return detail }
    let name = salt ?? form ?? ""
    guard let known = MagnesiumSalt.named(name) else {
      reader.report(
        "N204", place: reader.place(of: cells["salt"] ?? node),
        name.isEmpty
          ? "arms.\(arm).salt_mg needs a salt: which one?"
          : "the elemental dose of \(Finding.quoted(name)) is not known here",
        hint: "known: \(MagnesiumSalt.all.map(\.name).joined(separator: ", ")); or give dose_mg",
        value: name)
      return detail
    }
    let dose = ElementalDose(mass: saltMass, salt: known)
    if let stated, abs(stated - dose.elemental) > 0.1 * dose.elemental {
      reader.report(
        "N207", place: reader.place(of: node),
        "dose_mg says \(LogCheckContext.short(stated)) mg, but \(dose.words)",
        hint: "dose_mg is elemental magnesium: leave one of the two out")
    }
    if stated == nil {
      detail = ArmDetail(arm: arm, form: detail.form, dose: dose.elemental)
      armNotes.append("\(dose.words), computed with \(dose.rule).")
    }
    return detail
  }
}

/// The magnesium in a mass of a salt.
struct ElementalDose: Equatable {
  /// mg of the salt.
  let mass: Double
  let salt: MagnesiumSalt

  /// Masses a night that a person can take, in mg; anything else is a mistyped cell.
  static let possible = 0.0...10_000.0

  /// mg of magnesium.
  var elemental: Double { mass * salt.elementalFraction }

  var words: String {
    "\(LogCheckContext.short(mass)) mg of \(salt.name) hold "
      + "\(LogCheckContext.short(elemental.rounded())) mg of elemental magnesium"
  }

  var rule: String {
    "molar masses \(MagnesiumSalt.magnesiumMolarMass) x \(salt.magnesiumAtoms) / \(salt.molarMass)"
  }
}
