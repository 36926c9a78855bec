/// The log-linear effect of elemental magnesium on the nights of the main fit:
/// `effect(dose) = slope x dose / 100 mg`.
///
/// The slope's prior makes the effect at 300 mg, the usual dose of trials, have the study's prior:
/// slope ~ N(m / 3, (s / 3)^2) per 100 mg. A treatment whose dose nobody says keeps an effect of
/// its own under the study's prior. The reference has dose 0 unless somebody says otherwise.
struct DoseLine {
  /// Doses above 0 with their nights, smallest first.
  let levels: [(dose: Double, nights: Int)]
  /// mg / 100 on every night of the fit; 0 on the treatments that are not on the line.
  private let hundreds: [Double]
  /// Treatments that are not on the line.
  private let others: [Int]

  /// The dose, in mg, at which the effect has the study's prior.
  static let priorDose = 300.0

  /// - Returns: nil where nobody says a dose above 0.
  init?(_ model: PersonalModel) {
    let details = model.study.armDetails
    let ofArm = model.log.arms.enumerated().map { index, arm in
      details.first { $0.arm == arm }?.dose ?? (index == 0 ? 0 : nil)
    }
    let nights = model.fit.data.rows.map { model.log.nights[$0] }
    let known = nights.map { $0.dose ?? ofArm[$0.arm] }
    let unknown = Set(zip(nights, known).filter { $1 == nil }.map(\.0.arm))
    let doses = zip(nights, known).map { unknown.contains($0.arm) ? 0 : $1 ?? 0 }
    hundreds = doses.map { $0 / 100 }
    others = unknown.sorted()
    var counts: [Double: Int] = [:]
    for dose in doses where dose > 0 { counts[dose, default: 0] += 1 }
    levels = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if levels.isEmpty { return nil }
  }

  /// Why there is no line, or what it rests on.
  var note: String {
    let shown = levels.prefix(6).map { "\(LogCheckContext.short($0.dose)) mg" }
      .joined(separator: ", ")
    guard levels.count > 1 else {
      return "An effect per dose needs two doses above 0: the log has one, \(shown)."
    }
    return "The effect per dose is a straight line (of the log ratio, where effects are ratios) "
      + "through 0 mg and \(shown)\(levels.count > 6 ? ", …" : "") of elemental magnesium, whatever "
      + "the form."
  }

  func estimate(_ model: PersonalModel) -> DoseEstimate {
    let prior = model.study.prior
    let series = model.fit.data.series
    let steps = DoseLine.priorDose / 100
    let slope = Series.Coefficient(
      name: "slope", mean: prior.mean / steps, standardDeviation: prior.standardDeviation / steps)
    let posterior = SeriesPosterior(
      series.replacingEffects(
        model.fit.data.treatments, columns: [hundreds] + others.map(series.column),
        coefficients: [slope] + others.map { series.coefficients[$0] }))
    let marginal = posterior.marginal(of: 1)
    let direction = EffectDirection(model.study)
    let tail = (1 - model.level) / 2
    let quantiles = [0.5, tail, 1 - tail].map(marginal.quantile)
    return DoseEstimate(
      perHundredMilligrams: direction.reported(quantiles[0]),
      confidenceLow: direction.reported(quantiles[1]),
      confidenceHigh: direction.reported(quantiles[2]),
      probabilityOfBenefit: direction.probabilityOfBenefit(marginal),
      levels: levels.map { level in
        let effects = quantiles.map { direction.reported($0 * level.dose / 100) }
        return DoseEstimate.Level(
          dose: level.dose, nights: level.nights, estimate: effects[0],
          confidenceLow: effects[1], confidenceHigh: effects[2])
      },
      logBayesFactor: marginal.logNormalisation - model.marginal.logNormalisation)
  }
}
