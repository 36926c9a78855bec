import Tables

extension LogColumns {
  /// The planned arm of every row: what stands there or, where it is a code, what the key says.
  /// Codes that the key does not know are reported, each once.
  mutating func arms(_ key: SealedKey?) -> [String?] {
    guard let column = table.column("treatment") else { return [] }
    let texts = (0..<table.rowCount).map { column.string($0) }
    guard let key else { return texts }
    var unknown = Set<String>()
    return texts.enumerated().map { row, text in
      guard let text else { return nil }
      if let arm = key.arm(of: text) { return arm }
      if unknown.insert(text).inserted {
        let count = texts.count { $0 == text }
        report(
          "N153", row: row, column: "treatment",
          "the key does not know the code \(Finding.quoted(text))"
            + (count > 1 ? " (\(count) nights)" : ""),
          hint: "copy the code of this night from the schedule; codes are written as on the bottle")
      }
      return text
    }
  }
}

extension PlannedSchedule {
  /// The schedule with the arms in place of the codes.
  ///
  /// - Throws: N153 a code that the key does not know.
  func opened(with key: SealedKey) throws(InvalidInput) -> PlannedSchedule {
    if let night = nights.first(where: { key.arm(of: $0.arm) == nil }) {
      throw InvalidInput(
        Finding(
          code: "N153", severity: .error,
          message: "the key does not know the schedule's code \(Finding.quoted(night.arm))",
          hint: "is it the key of another plan?", place: Place(file: key.file, line: 1),
          value: night.arm))
    }
    return PlannedSchedule(
      dated: dated,
      nights: nights.map {
        Night(
          day: $0.day, arm: key.arm(of: $0.arm) ?? $0.arm, period: $0.period, cycle: $0.cycle)
      })
  }
}

extension StudyFile {
  /// - Throws: N224 treatments that are sealed, and no key.
  func requireKey(_ key: SealedKey?, header: Place?) throws(InvalidInput) {
    guard sealedKey != nil, key == nil else { return }
    throw InvalidInput(
      Finding(
        code: "N224", severity: .error,
        message: "the treatments are sealed, and no key was given",
        hint: "after the last night, give the key file with --key",
        place: places["sealed_key"] ?? header))
  }
}
