/// A161: amounts of magnesium in different units, in the text about the dose and beside it.
public enum DoseChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    tables.trials.flatMap { trial in
      findings(trial).map { trial.check($0, column: "dose") }
    }
  }

  private static func findings(_ trial: TrialRecord) -> [CountFinding] {
    let statement = MagnesiumStatement(trial.dose)
    guard let first = statement.amounts.first else { return [] }
    let conversions = statement.equalities + withColumn(statement, trial)
    if conversions.isEmpty {
      return [
        CountFinding(
          code: "A161", verdict: .notCheckable, printed: first.text,
          message: "\(first.text): no second amount of the same magnesium is stated with it")
      ]
    }
    return conversions.map { conversion in
      CountFinding(
        code: "A161", verdict: conversion.verdict, printed: conversion.second.text,
        recomputed: conversion.recomputed, message: conversion.message, repair: conversion.repair)
    }
  }

  /// The column of elemental milligrams a day against the amounts that count magnesium itself.
  private static func withColumn(
    _ statement: MagnesiumStatement, _ trial: TrialRecord
  ) -> [MagnesiumConversion] {
    guard let milligrams = trial.elementalMilligrams else { return [] }
    let daily = MagnesiumAmount(low: milligrams, unit: .milligram, basis: .elemental)
    return statement.amounts.compactMap { amount in
      guard amount.unit.isMolar || amount.basis == .elemental else { return nil }
      return MagnesiumConversion(amount, equals: daily)
    }
  }
}
