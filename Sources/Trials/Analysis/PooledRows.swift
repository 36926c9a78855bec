/// All the rows of one set of effects, made in a fixed order.
struct PooledRows {
  let headline: PoolingHeadline
  let effects: [TrialEffect]
  let plan: PoolingPlan
  private(set) var rows: [PooledRow] = []

  init(_ headline: PoolingHeadline, effects: [TrialEffect], plan: PoolingPlan) {
    self.headline = headline
    self.effects = effects
    self.plan = plan
    let estimator = plan.estimator.rawValue.lowercased()
    add(headline.bayesian, "bayes", "Bayesian, as stated", isHeadline: headline.row == .bayesian)
    add(headline.bayesianHalfScale, "bayes-half", "Bayesian, half the prior scale")
    add(headline.bayesianDoubleScale, "bayes-double", "Bayesian, double the prior scale")
    add(
      headline.knappHartung, "\(estimator)-hksj-floor", "random effects, Knapp-Hartung, floored",
      isHeadline: headline.row == .flooredKnappHartung)
    addRandomEffects()
    addKenwardRoger()
    add(
      headline.equalEffects, "equal", "equal effects",
      isHeadline: headline.row == .singleStudy, kind: .equalEffects)
    addSparse()
  }

  private mutating func addRandomEffects() {
    let studyEffects = effects.map(\.effect)
    guard studyEffects.count > 1 else { return }
    for (test, name, words) in [
      (Pooling.Test.knappHartung, "hksj", "Knapp-Hartung"), (.normal, "wald", "normal"),
    ] {
      add(plan.estimator, test, name, words, studyEffects)
    }
    for estimator in HeterogeneityEstimator.offered where estimator != plan.estimator {
      add(estimator, .flooredKnappHartung, "hksj-floor", "Knapp-Hartung, floored", studyEffects)
    }
  }

  private mutating func add(
    _ estimator: HeterogeneityEstimator, _ test: Pooling.Test, _ name: String, _ words: String,
    _ studyEffects: [StudyEffect]
  ) {
    let pooling = Pooling(
      model: .randomEffects(estimator), test: test, confidenceLevel: plan.confidenceLevel)
    guard let pooled = try? pooling.pool(studyEffects) else { return }
    let code = estimator.rawValue.lowercased()
    add(pooled, "\(code)-\(name)", "random effects (\(estimator.rawValue)), \(words)")
  }

  private mutating func addKenwardRoger() {
    guard plan.estimator == .restrictedMaximumLikelihood, effects.count > 1,
      let mean = try? headline.normal.kenwardRoger()
    else { return }
    add(
      mean, "reml-kr", "random effects, Kenward-Roger", .randomEffects,
      tau: headline.normal.tauSquared?.squareRoot())
  }

  private mutating func add(
    _ pooled: PooledEffects, _ method: String, _ label: String, isHeadline: Bool = false,
    kind: PooledRow.Kind = .randomEffects
  ) {
    add(
      pooled.coefficients[0], method, label, kind, tau: pooled.tauSquared?.squareRoot(),
      isHeadline: isHeadline)
  }

  private mutating func add(
    _ mean: CoefficientEstimate, _ method: String, _ label: String, _ kind: PooledRow.Kind,
    tau: Double?, isHeadline: Bool = false
  ) {
    let freedom = mean.inference?.degreesOfFreedom
    // Below one degree of freedom a t interval says nothing but that there is none.
    let usable = (freedom ?? .infinity) < 1 ? nil : mean.inference
    let remark = mean.inference == nil ? "one study" : "less than one degree of freedom"
    rows.append(
      PooledRow(
        method: method, label: label, kind: kind, estimate: mean.estimate,
        standardError: mean.inference?.standardError, interval: usable?.interval,
        degreesOfFreedom: freedom, probability: usable?.probability, tau: tau,
        isHeadline: isHeadline, remark: usable == nil ? "\(remark): no interval" : nil))
  }

  private mutating func add(
    _ posterior: BayesianPosterior, _ method: String, _ label: String, isHeadline: Bool = false
  ) {
    rows.append(
      PooledRow(
        method: method, label: label, kind: .bayesian, estimate: posterior.mean.median,
        standardError: posterior.mean.standardDeviation,
        interval: posterior.mean.interval(level: plan.confidenceLevel), degreesOfFreedom: nil,
        probability: nil, tau: posterior.tau.median, isHeadline: isHeadline, remark: nil))
  }

  /// Counts as they are, without the normal approximation of each study.
  private mutating func addSparse() {
    let tables = effects.compactMap { effect -> TwoGroupEvents? in
      if case .events(let table) = effect.summary { table } else { nil }
    }
    let rates = effects.compactMap { effect -> TwoGroupRates? in
      if case .rates(let table) = effect.summary { table } else { nil }
    }
    guard let measure = effects.first?.effect.measure else { return }
    if tables.count == effects.count { addTables(tables, measure) }
    if rates.count == effects.count, measure == .incidenceRateRatio {
      add(
        Result { () throws(EffectError) in
          try SparsePooling.mantelHaenszel(rates: rates, level: plan.confidenceLevel)
        }, "mh", "equal effects, Mantel-Haenszel", .mantelHaenszel)
      addCountModels([.fixedStudyEffects, .conditionalExact]) { try $0.pool(rates) }
    }
  }

  private mutating func addTables(_ tables: [TwoGroupEvents], _ measure: EffectMeasure) {
    if [.riskRatio, .oddsRatio, .riskDifference].contains(measure) {
      add(
        Result { () throws(EffectError) in
          try SparsePooling.mantelHaenszel(tables, measure: measure, level: plan.confidenceLevel)
        }, "mh", "equal effects, Mantel-Haenszel", .mantelHaenszel)
    }
    guard measure == .oddsRatio else { return }
    add(
      Result { () throws(EffectError) in
        try SparsePooling.peto(tables, level: plan.confidenceLevel)
      }, "peto", "equal effects, Peto", .peto)
    addExact(tables)
    addCountModels([.fixedStudyEffects, .randomStudyEffects, .conditionalExact]) {
      try $0.pool(tables)
    }
  }

  /// Random effects of the counts themselves, for two studies or more.
  private mutating func addCountModels(
    _ models: [CountPooling.Model], _ pool: (CountPooling) throws -> CountPooledEffects
  ) {
    guard effects.count > 1 else { return }
    for model in models {
      let pooled = try? pool(CountPooling(model, confidenceLevel: plan.confidenceLevel))
      let inference = pooled?.effect.inference
      rows.append(
        PooledRow(
          method: "glmm-\(model.shortName)", label: "mixed model of the counts, \(model.words)",
          kind: .countModel, estimate: pooled?.effect.estimate,
          standardError: inference?.standardError, interval: inference?.interval,
          degreesOfFreedom: inference?.degreesOfFreedom, probability: inference?.probability,
          tau: pooled?.heterogeneity.standardDeviation, isHeadline: false,
          remark: inference == nil ? "no estimate by this model" : nil))
    }
  }

  private mutating func add(
    _ result: Result<SparsePooling, EffectError>, _ method: String, _ label: String,
    _ kind: PooledRow.Kind
  ) {
    let pooled = try? result.get()
    var remark: String?
    if case .failure(let error) = result { remark = error.explained.message }
    rows.append(
      PooledRow(
        method: method, label: label, kind: kind, estimate: pooled?.estimate,
        standardError: pooled?.standardError,
        interval: pooled.map { EffectInterval(lower: $0.lower, upper: $0.upper) },
        degreesOfFreedom: nil, probability: pooled?.pValue, tau: nil, isHeadline: false,
        remark: remark))
  }

  private mutating func addExact(_ tables: [TwoGroupEvents]) {
    guard let exact = try? ExactOddsRatio(tables, level: plan.confidenceLevel) else { return }
    var interval: EffectInterval?
    if let lower = exact.lower, let upper = exact.upper {
      interval = EffectInterval(lower: lower, upper: upper)
    }
    rows.append(
      PooledRow(
        method: "exact", label: "equal effects, exact conditional", kind: .exact,
        estimate: exact.estimate, standardError: nil, interval: interval, degreesOfFreedom: nil,
        probability: exact.fisherPValue, tau: nil, isHeadline: false,
        remark: interval == nil ? "the exact interval has one end" : nil))
  }
}

extension CountPooling.Model {
  fileprivate var shortName: String {
    switch self {
    case .fixedStudyEffects: "um-fs"
    case .randomStudyEffects: "um-rs"
    case .conditionalExact: "cm-el"
    case .conditionalApproximate: "cm-al"
    }
  }

  fileprivate var words: String {
    switch self {
    case .fixedStudyEffects: "fixed baselines"
    case .randomStudyEffects: "random baselines"
    case .conditionalExact: "baselines conditioned away"
    case .conditionalApproximate: "baselines conditioned away, approximately"
    }
  }
}

extension HeterogeneityEstimator {
  /// The estimators whose rows are always given.
  static let offered: [HeterogeneityEstimator] = [
    .restrictedMaximumLikelihood, .dersimonianLaird, .pauleMandel, .maximumLikelihood,
    .empiricalBayes, .sidikJonkman, .hedges,
  ]
}
