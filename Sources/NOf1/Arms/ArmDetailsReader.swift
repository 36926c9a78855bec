import Tables

/// Forms and doses: what the study file says of an arm, what the columns `form`, `dose_mg`, `salt`
/// and `salt_mg` of the log say, and what the names of the arms give away.
///
/// The study file wins over the log for the form of an arm; the log's doses of single nights win
/// over the arm's dose on those nights. The dose of an arm that only the log gives is its most
/// frequent one.
struct ArmDetailsReader {
  private(set) var details: [ArmDetail] = []
  /// Elemental mg of every row of the table, nil where it is not said.
  private(set) var doses: [Double?]
  private(set) var findings: [Finding] = []
  /// What was inferred or computed.
  private(set) var notes: [String] = []
  private let table: Table
  private let settings: StudyFile

  /// - Parameter key: the arms of the codes in `treatment`, where treatments are sealed.
  /// - Throws: N260, an arm of the study file that the log does not have.
  init(
    table: Table, settings: StudyFile, arms: [String], key: SealedKey? = nil
  ) throws(InvalidInput) {
    self.table = table
    self.settings = settings
    doses = [Double?](repeating: nil, count: table.rowCount)
    try Self.checkNames(settings, arms)
    readDoses()
    let rows = Dictionary(grouping: 0..<table.rowCount) { row in
      let cell = table.column("treatment")?.string(row) ?? ""
      return key?.arm(of: cell) ?? cell
    }
    var named: [String] = []
    for (index, arm) in arms.enumerated() {
      let own = rows[arm] ?? []
      let stated = settings.armDetails?.first { $0.arm == arm }
      var form = index == 0 ? nil : stated?.form ?? formInLog(arm, own)
      if form == nil, index > 0, arms.count > 2, let name = ArmName.form(of: arm) {
        form = name
        named.append(Finding.quoted(arm))
      }
      let dose = stated?.dose ?? Self.mostFrequent(own.compactMap { doses[$0] })
      compare(stated?.dose, own, arm)
      if form != nil || dose != nil {
        details.append(ArmDetail(arm: arm, form: form, dose: dose))
      }
    }
    notes = settings.armNotes + notes
    if !named.isEmpty {
      notes.append(
        "The forms are taken from the names of the arms: \(named.joined(separator: ", ")).")
    }
  }

  private static func checkNames(_ settings: StudyFile, _ arms: [String]) throws(InvalidInput) {
    let unknown = (settings.armDetails ?? []).map(\.arm).filter { !arms.contains($0) }
    guard !unknown.isEmpty else { return }
    throw InvalidInput(
      unknown.map { arm in
        let near = Spelling.nearest(to: arm, in: arms).map {
          "did you mean \(Finding.quoted($0))? "
        }
        return Finding(
          code: "N260", severity: .error,
          message: "'arms' describes \(Finding.quoted(arm)), which is not an arm of the log",
          hint: (near ?? "")
            + "the log has \(arms.map { Finding.quoted($0) }.joined(separator: ", "))",
          place: settings.places["arms.\(arm)"], value: arm)
      })
  }

  /// Nightly doses: `dose_mg`, or computed from the mass of a salt.
  private mutating func readDoses() {
    let stated = masses("dose_mg")
    let salts = masses("salt_mg")
    var computed: [ElementalDose] = []
    for row in 0..<table.rowCount {
      if let dose = stated[row] {
        doses[row] = dose
      } else if let mass = salts[row],
        let salt = table.column("salt")?.string(row).flatMap(MagnesiumSalt.named)
      {
        let dose = ElementalDose(mass: mass, salt: salt)
        doses[row] = dose.elemental
        if !computed.contains(where: { $0.salt == salt }) { computed.append(dose) }
      }
    }
    notes += computed.map { "\($0.words), computed with \($0.rule)." }
  }

  /// A column of masses in mg; what cannot be one is left out, with one finding.
  private mutating func masses(_ name: String) -> [Double?] {
    guard let column = table.column(name) else {
      return [Double?](repeating: nil, count: table.rowCount)
    }
    var wrong: [Int] = []
    let values = (0..<table.rowCount).map { row -> Double? in
      if column.isMissing(row) { return nil }
      let value = column.double(row) ?? column.string(row).flatMap { Double($0.trimmed) }
      if let value, ElementalDose.possible.contains(value) { return value }
      wrong.append(row)
      return nil
    }
    if let first = wrong.first {
      findings.append(
        table.finding(
          "N261", .warning, row: first, column: name,
          message: "\(wrong.count) of \(table.rowCount) cells of '\(name)' are not a mass in mg, "
            + "from 0 to 10000",
          hint: "they count as not said: write a number without its unit"))
    }
    return values
  }

  /// The form of an arm as the columns `form` or `salt` have it, the most frequent one.
  private mutating func formInLog(_ arm: String, _ rows: [Int]) -> String? {
    guard let column = table.column("form") ?? table.column("salt") else { return nil }
    let said = rows.compactMap { row in column.string(row).map { (row, $0) } }
    let keys = said.map { ArmDetail.formKey($0.1) }
    guard let key = Self.mostFrequent(keys), let first = keys.firstIndex(of: key) else {
      return nil
    }
    if let other = keys.firstIndex(where: { $0 != key }) {
      findings.append(
        table.finding(
          "N262", .warning, row: said[other].0, column: column.name,
          message: "\(Finding.quoted(arm)) has nights of several forms: "
            + "\(Finding.quoted(said[first].1)) and \(Finding.quoted(said[other].1))",
          hint: "an arm has one form, taken as the most frequent one; use an arm for each form"))
    }
    return said[first].1
  }

  /// Nightly doses that are not what the study file says of the arm.
  private mutating func compare(_ stated: Double?, _ rows: [Int], _ arm: String) {
    guard let stated else { return }
    let other = rows.filter { row in doses[row].map { abs($0 - stated) > 0.02 * stated } ?? false }
    guard let first = other.first, let dose = doses[first] else { return }
    findings.append(
      table.finding(
        "N263", .information, row: first,
        column: table.column("dose_mg") == nil ? "salt_mg" : "dose_mg",
        message: "\(other.count) of \(rows.count) nights on \(Finding.quoted(arm)) have another "
          + "dose than the \(LogCheckContext.short(stated)) mg of the study, the first "
          + "\(LogCheckContext.short(dose.rounded())) mg",
        hint: "the effect per dose uses the dose of the night"))
  }

  /// The first of the most frequent values.
  private static func mostFrequent<Value: Hashable>(_ values: [Value]) -> Value? {
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let most = counts.values.max()
    return values.first { counts[$0] == most }
  }
}
