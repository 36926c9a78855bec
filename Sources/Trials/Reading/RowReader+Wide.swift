extension RowReader {
  /// The two arms and the reported comparison of a row of a wide table; what a row does not print
  /// is not there.
  mutating func wide(pair: Int) -> (arms: [ArmRecord], contrast: ContrastRecord) {
    var contrast = contrast()
    contrast.pair = pair
    contrast.isOnAnalysisScale = !has("ci_low") && table.column("yi") != nil
    let arms = [(1, ArmRecord.Role.treatment), (2, .comparator)].compactMap { index, role in
      wideArm(index, role, of: contrast)
    }
    return (arms, contrast)
  }

  private mutating func wideArm(
    _ index: Int, _ role: ArmRecord.Role, of contrast: ContrastRecord
  ) -> ArmRecord? {
    var arm = ArmRecord()
    arm.study = contrast.study
    arm.group = contrast.group
    arm.outcome = contrast.outcome
    arm.timepoint = contrast.timepoint
    arm.role = role
    arm.arm = role.rawValue
    arm.unit = contrast.unit
    arm.unitDays = contrast.unitDays
    arm.isControlled = contrast.isControlled
    arm.pair = contrast.pair
    arm.source = source.numbered(index)
    arm.n = count("n\(index)")
    arm.mean = number("mean\(index)")
    arm.sd = standardDeviation("sd\(index)")
    arm.se = standardError("se\(index)")
    arm.events = count("events\(index)")
    arm.percent = percentage("pct\(index)")
    arm.personTime = number("person_time\(index)") { $0 > 0 ? nil : .personTimeNotPositive($0) }
    if let events = arm.events?.wholeNumber, let others = count("others\(index)")?.wholeNumber {
      arm.total = PrintedNumber("\(events + others)")
    }
    requireEvents(arm, "events\(index)")
    let hasValue = arm.mean != nil || arm.events != nil || arm.percent != nil
    return hasValue ? arm : nil
  }
}

extension RowSource {
  /// The same row, with the columns of its first or second arm under their plain names.
  fileprivate func numbered(_ index: Int) -> RowSource {
    var columns = columns
    let names = ["n", "mean", "sd", "se", "events", "person_time"].map { ($0, "\($0)\(index)") }
    for (plain, numbered) in names + [("percent", "pct\(index)"), ("total", "others\(index)")] {
      columns[plain] = columns[numbered] ?? numbered
    }
    return RowSource(table: table, row: row, columns: columns)
  }
}
