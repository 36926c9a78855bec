import Glibc

/// A series built from a log, with what is needed to read the result back.
struct LogSeries: Sendable {
  let series: Series
  /// Row of the log behind every night of the series.
  let rows: [Int]
  /// Nights of the series on each arm.
  let nightsOnArm: [Int]
  /// Index of each treatment's coefficient is 1, 2, … in the order of the arms.
  let treatments: Int
  /// The levels of an ordinal outcome that occur; nil for other kinds.
  let levels: OrdinalLevels?
}

extension LogSeries {
  /// Builds the regression of one fit.
  ///
  /// Coefficients in order: level, one effect a treatment, trend (or its pieces), covariates. For
  /// ordinal outcomes the lowest threshold stands in the place of the level, the others at the end;
  /// levels that do not occur have none.
  /// - Parameter prior: of every effect.
  /// - Returns: nil when fewer than two nights, or none on some arm, are left.
  init?(
    _ log: PersonalLog, study: PersonalStudy, scale: OutcomeScale, prior: EffectPrior,
    variant: ModelVariant
  ) {
    let kind = study.outcome.kind
    let values = variant.outcomes(log, study: study)
    let starts = log.periodStarts
    var rows: [Int] = []
    for (row, night) in log.nights.enumerated() {
      guard values[row] != nil else { continue }
      if variant.perProtocol && night.taken == false { continue }
      let isAfterSwitch = night.period > 0
      if isAfterSwitch && night.day - starts[night.period] < variant.washInNights { continue }
      rows.append(row)
    }
    var nightsOnArm = [Int](repeating: 0, count: log.arms.count)
    for row in rows { nightsOnArm[log.nights[row].arm] += 1 }
    guard rows.count > 1, nightsOnArm.allSatisfy({ $0 > 0 }) else { return nil }

    let days = rows.map { log.nights[$0].day }
    let unit = kind == .score || kind == .duration ? scale.standardDeviation : 1
    let recorded = rows.compactMap { values[$0] }
    let levels = kind == .ordinal ? OrdinalLevels(recorded, outcome: study.outcome) : nil
    let names = levels?.thresholdNames(study.outcome) ?? []
    let constant = [Double](repeating: kind == .ordinal ? 0 : 1, count: rows.count)
    var columns = [constant]
    var coefficients = [kind.level(scale, name: names.first ?? "level")]
    for arm in 1..<log.arms.count {
      if let halfLife = variant.halfLife {
        columns.append(log.exposure(to: arm, halfLife: halfLife, rows: rows))
      } else {
        columns.append(rows.map { log.nights[$0].arm == arm ? 1 : 0 })
      }
      coefficients.append(
        .init(name: log.arms[arm], mean: prior.mean, standardDeviation: prior.standardDeviation))
    }
    for column in variant.trendColumns(days: days) {
      columns.append(column.values)
      coefficients.append(
        .init(name: column.name, mean: 0, standardDeviation: column.standardDeviation * unit))
    }
    for (index, name) in study.covariates.enumerated() {
      guard let column = standardised(rows.map { log.nights[$0].covariates[index] }) else {
        continue
      }
      columns.append(column)
      coefficients.append(.init(name: name, mean: 0, standardDeviation: 0.5 * unit))
    }
    var thresholds = names.isEmpty ? [] : [0]
    for name in names.dropFirst() {
      thresholds.append(coefficients.count)
      columns.append(constant)
      coefficients.append(kind.level(scale, name: name))
    }
    let family = kind.family
    series = Series(
      family: family, outcome: levels?.places(recorded) ?? recorded, days: days, columns: columns,
      coefficients: coefficients, thresholds: thresholds,
      sigmaScale: family == .gaussian ? 2 * unit : 0.75)
    self.rows = rows
    self.nightsOnArm = nightsOnArm
    treatments = log.arms.count - 1
    self.levels = levels
  }
}

/// The prior mean of the log rate: half an event a night.
private let logOfHalf = -0.6931471805599453

extension Outcome.Kind {
  fileprivate var family: Series.Family {
    switch self {
    case .count: .count
    case .binary: .binary
    case .ordinal: .ordinal
    case .score, .duration: .gaussian
    }
  }

  /// The level of the predictor, or one of the thresholds, under its prior.
  fileprivate func level(_ scale: OutcomeScale, name: String) -> Series.Coefficient {
    switch self {
    case .count: .init(name: name, mean: logOfHalf, standardDeviation: 2)
    case .binary, .ordinal: .init(name: name, mean: 0, standardDeviation: 2)
    case .score, .duration:
      .init(name: name, mean: scale.mean, standardDeviation: 2.5 * scale.standardDeviation)
    }
  }
}

/// Centred and divided by its standard deviation; nil for a constant, which says nothing.
private func standardised(_ values: [Double]) -> [Double]? {
  let mean = values.reduce(0, +) / Double(values.count)
  let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  guard variance > 0 else { return nil }
  return values.map { ($0 - mean) / variance.squareRoot() }
}

extension ModelVariant {
  /// The outcome of every row on the model's scale, nil where it is missing or not used.
  fileprivate func outcomes(_ log: PersonalLog, study: PersonalStudy) -> [Double?] {
    let kind = study.outcome.kind
    let recorded = log.nights.map { $0.outcome.flatMap { kind.analysisValue($0) } }
    // A missing duration may be a night without an event: there is nothing to fill in.
    guard filling != .none, kind != .duration else { return recorded }
    // Best and worst period mean of each arm, in the direction that is better.
    var sums: [Int: (arm: Int, sum: Double, count: Int)] = [:]
    for (row, night) in log.nights.enumerated() {
      guard let value = recorded[row] else { continue }
      let old = sums[night.period] ?? (night.arm, 0, 0)
      sums[night.period] = (night.arm, old.sum + value, old.count + 1)
    }
    let lowerIsBetter = study.outcome.better == .lower
    let levels = Set(recorded.compactMap { $0 }).sorted()
    func extreme(_ arm: Int, best: Bool) -> Double? {
      let means = sums.values.filter { $0.arm == arm }.map { $0.sum / Double($0.count) }
      let extreme = best == lowerIsBetter ? means.min() : means.max()
      guard kind == .ordinal, let extreme else { return extreme }
      // A night has a level, not a mean: the nearest one that occurs.
      return levels.min { abs($0 - extreme) < abs($1 - extreme) }
    }
    let favour = filling == .favouringTreatment
    return log.nights.enumerated().map { row, night in
      recorded[row] ?? extreme(night.arm, best: (night.arm > 0) == favour)
    }
  }

  fileprivate struct TrendColumn {
    let name: String
    let values: [Double]
    /// Of its coefficient's prior, in units of the outcome's standard deviation for scores.
    let standardDeviation: Double
  }

  fileprivate func trendColumns(days: [Int]) -> [TrendColumn] {
    guard let first = days.first, let last = days.last, last > first else { return [] }
    let span = Double(last - first)
    switch trend {
    case .none: return []
    case .linear:
      return [
        TrendColumn(
          name: "trend", values: days.map { 2 * Double($0 - first) / span - 1 },
          standardDeviation: 0.5)
      ]
    case .randomWalk:
      // Six pieces at most, a week or longer; the variance of a change grows with its length.
      let pieces = max(1, min(6, (last - first) / 7))
      let length = span / Double(pieces)
      return (0..<pieces).map { piece in
        let start = Double(piece) * length
        return TrendColumn(
          name: "trend\(piece + 1)",
          values: days.map { min(1, max(0, (Double($0 - first) - start) / length)) },
          standardDeviation: 0.25 * (length / 7).squareRoot())
      }
    }
  }
}

extension PersonalLog {
  /// First day of every period.
  var periodStarts: [Int] {
    var starts = [Int](repeating: .min, count: (nights.map(\.period).max() ?? -1) + 1)
    for night in nights where starts[night.period] == .min { starts[night.period] = night.day }
    return starts
  }

  /// Exposure that builds up and fades with a half-life in nights, on the daily grid:
  /// `e_d = e_(d-1) 2^(-1/h) + (1 - 2^(-1/h)) on_d`, starting from none. Days without a row
  /// continue the arm of the row before.
  fileprivate func exposure(to arm: Int, halfLife: Double, rows: [Int]) -> [Double] {
    let kept = exp2(-1 / halfLife)
    var level = 0.0
    var day = nights.first?.day ?? 0
    var isOn = false
    var result = [Double](repeating: 0, count: nights.count)
    for (row, night) in nights.enumerated() {
      while day < night.day {
        level = level * kept + (isOn ? 1 - kept : 0)
        day += 1
      }
      isOn = night.arm == arm
      level = level * kept + (isOn ? 1 - kept : 0)
      day += 1
      result[row] = level
    }
    return rows.map { result[$0] }
  }
}
