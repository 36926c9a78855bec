import Tables

extension TableDerivation {
  /// Mean, SD and count of an arm, where they are not printed.
  static func arm(_ arm: ArmRecord) -> [TableDerivation] {
    var found: [TableDerivation] = []
    if arm.mean == nil, arm.median != nil {
      found.append(
        attempt(.mean, arm.subject, arm.source?.place(column: "median")) {
          () throws(DerivationError) in
          try summary(arm).mean()
        })
    }
    if arm.sd == nil, arm.mean != nil || arm.median != nil {
      found.append(
        attempt(.standardDeviation, arm.subject, arm.source?.place()) {
          () throws(DerivationError) in
          try standardDeviation(arm)
        })
    }
    if arm.events == nil, arm.percent != nil {
      found.append(
        attempt(.events, arm.subject, arm.source?.place(column: "percent")) {
          () throws(DerivationError) in
          guard let total = arm.people?.wholeNumber else { throw .missing(names: ["total"]) }
          return try CountCandidates(percent: arm.percent, total: total).derived
        })
    }
    return found
  }

  private static func summary(_ arm: ArmRecord) throws(DerivationError) -> FiveNumberSummary {
    try FiveNumberSummary(
      min: arm.min, q1: arm.q1, median: arm.median, q3: arm.q3, max: arm.max, count: count(arm))
  }

  /// From the SE, or the interval of the mean, or quartiles and extremes, whichever is printed.
  private static func standardDeviation(_ arm: ArmRecord) throws(DerivationError) -> DerivedValue {
    if let error = arm.se {
      return try Derivation.standardDeviation(
        standardError: BoundedValue(error, "SE"), count: count(arm))
    }
    if arm.mean != nil, arm.ciLow != nil, arm.intervalOf == "mean" {
      let interval = try PrintedInterval(
        estimate: arm.mean, low: arm.ciLow, high: arm.ciHigh,
        level: (arm.ciLevel?.value ?? 95) / 100)
      return try Derivation.standardDeviation(interval: interval, count: count(arm))
    }
    if arm.median != nil { return try summary(arm).standardDeviation() }
    throw .missing(names: ["SE", "interval of the mean"])
  }

  private static func count(_ arm: ArmRecord) throws(DerivationError) -> Int {
    guard let count = arm.n?.wholeNumber else { throw .missing(names: ["n"]) }
    return count
  }

  /// The correlation of baseline and end where all three SDs are printed; without that of the
  /// change, it would need the correlation.
  static func change(_ rows: ArmChange) -> [TableDerivation] {
    guard let first = rows.baseline?.sd, let second = rows.final?.sd, rows.isOfSamePeople
    else { return [] }
    guard let change = rows.change.sd else {
      return [
        TableDerivation(
          subject: rows.change.subject, quantity: .changeStandardDeviation,
          outcome: .impossible(.missing(names: ["correlation of start and end"])),
          place: rows.change.source?.place())
      ]
    }
    return [
      attempt(.correlation, rows.change.subject, rows.change.source?.place(column: "sd")) {
        () throws(DerivationError) in
        try Derivation.correlation(
          baseline: BoundedValue(first, "SD at baseline"),
          final: BoundedValue(second, "SD at the end"),
          change: BoundedValue(change, "SD of the change"))
      }
    ]
  }
}
