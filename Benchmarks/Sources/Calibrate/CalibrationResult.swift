/// A cell of the calibration with its verdicts.
struct CalibrationResult: Sendable {
  let cell: CalibrationCell
  let tally: VerdictTally

  /// The share of responders with its interval, as "3.1 % (2.4 to 4.0 %)".
  var responderText: String {
    let interval = tally.responderInterval
    return "\(percent(tally.responderShare))"
      + " (\(percent(interval.lowerBound, unit: "")) to \(percent(interval.upperBound)))"
  }

  func share(_ count: KeyPath<VerdictTally, Int>) -> Double {
    Double(tally[keyPath: count]) / Double(tally.total)
  }

  /// The cell in words.
  var sentence: String {
    "\(cell.design.cycles) cycles of \(cell.design.nightsPerPeriod) nights per arm,"
      + " \(cell.rate) cramps a night, rho \(cell.rho), sigma \(cell.sigma)"
  }
}

extension CalibrationResult {
  /// A row of the table.
  var row: String {
    "| \(cell.design.cycles) x \(cell.design.nightsPerPeriod) | \(cell.rate) | \(cell.rho)"
      + " | \(responderText) | \(percent(share(\.nonResponder)))"
      + " | \(percent(share(\.inconclusive))) | \(percent(share(\.designCannotIdentify))) |"
  }
}

/// A share in per cent with one decimal.
func percent(_ share: Double, unit: String = " %") -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)\(unit)"
}
