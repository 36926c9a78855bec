import Glibc
import MixedModels
import Numerics
import Tables

/// The rows and formulas by which a generalised mixed model pools counts.
struct MixedCountModel {
  private let pooling: CountPooling
  private let family: ResponseFamily
  private let rows: [Row]
  private let studyCount: Int
  /// Nil where baselines are random.
  private let saturated: SaturatedCounts?

  /// A group, or of a conditional model the treated among all with the event.
  private struct Row {
    let study: Int
    let isTreated: Bool
    let events: Int
    var total = 1
    var offset = 0.0
  }

  /// Of tables, each with an event and somebody without.
  init(events tables: [TwoGroupEvents], _ pooling: CountPooling) {
    self.pooling = pooling
    family = .binomial
    studyCount = tables.count
    if pooling.model == .conditionalApproximate {
      rows = tables.enumerated().map { study, table in
        Row(
          study: study, isTreated: true, events: table.treatment.events,
          total: table.treatment.events + table.comparator.events,
          offset: log(Double(table.treatment.total) / Double(table.comparator.total)))
      }
      saturated = Self.conditional(rows)
      return
    }
    rows = tables.enumerated().flatMap { study, table in
      [table.treatment, table.comparator].enumerated().map { place, group in
        Row(
          study: study, isTreated: place == 0, events: group.events, total: group.total)
      }
    }
    let likelihood = rows.reduce(0) {
      $0 + SaturatedLikelihood.binomial(events: $1.events, total: $1.total)
    }
    let studies = tables.map { table in
      let cells = table.cells
      return SaturatedCounts.Study(
        log(cells.a / cells.b) - log(cells.c / cells.d),
        counts: [cells.a, cells.b, cells.c, cells.d].map { Int($0) })
    }
    saturated =
      pooling.model == .fixedStudyEffects
      ? SaturatedCounts(studies: studies, logLikelihood: likelihood) : nil
  }

  /// Of rates, each with an event.
  init(rates: [TwoGroupRates], _ pooling: CountPooling) {
    self.pooling = pooling
    studyCount = rates.count
    if pooling.model == .conditionalExact {
      family = .binomial
      rows = rates.enumerated().map { study, rate in
        Row(
          study: study, isTreated: true, events: rate.treatment.events,
          total: rate.treatment.events + rate.comparator.events,
          offset: log(rate.treatment.personTime / rate.comparator.personTime))
      }
      saturated = Self.conditional(rows)
      return
    }
    family = .poisson
    rows = rates.enumerated().flatMap { study, rate in
      [rate.treatment, rate.comparator].enumerated().map { place, group in
        Row(
          study: study, isTreated: place == 0, events: group.events,
          offset: log(group.personTime))
      }
    }
    let likelihood = rows.reduce(0) { $0 + SaturatedLikelihood.poisson(events: $1.events) }
    let studies = rates.map { rate in
      SaturatedCounts.Study(
        log(Double(rate.treatment.events) / rate.treatment.personTime)
          - log(Double(rate.comparator.events) / rate.comparator.personTime),
        counts: [rate.treatment.events, rate.comparator.events])
    }
    saturated =
      pooling.model == .fixedStudyEffects
      ? SaturatedCounts(studies: studies, logLikelihood: likelihood) : nil
  }

  /// Each row's log odds less its offset.
  private static func conditional(_ rows: [Row]) -> SaturatedCounts {
    SaturatedCounts(
      studies: rows.map { row in
        let others = row.total - row.events
        return SaturatedCounts.Study(
          log(Double(row.events) / Double(others)) - row.offset, counts: [row.events, others])
      },
      logLikelihood: rows.reduce(0) {
        $0 + SaturatedLikelihood.binomial(events: $1.events, total: $1.total)
      })
  }

  /// - Throws: `EffectError.noPooledEstimate`; `MixedModelError` where a fit fails otherwise.
  func fit() throws -> CountFit {
    let table = try table()
    let formulas = formulas
    let model = try fit(formulas.full, table)
    let common = try fit(formulas.common, table)
    let place = model.frame.fixed.names.firstIndex(of: formulas.effect) ?? 0
    let inference = try model.inference()
    // The random effect of the treatment is the last one.
    let theta = model.parameters.theta[0].map { abs($0) }
    let tests = try tests(table, common)
    return CountFit(
      estimate: model.coefficients[place], variance: inference.covariance[place, place],
      heterogeneityDeviation: theta.last ?? 0,
      baselineVariance: theta.count > 1 ? theta[0] * theta[0] : nil,
      logLikelihood: model.logLikelihood, parameterCount: model.parameterCount,
      observationCount: rows.count, waldStatistic: tests.wald,
      likelihoodRatioStatistic: tests.likelihoodRatio)
  }

  private var formulas: (full: String, common: String, effect: String) {
    switch pooling.model {
    case .fixedStudyEffects:
      (
        "events ~ study + treatment + (0 + half | study)", "events ~ study + treatment",
        "treatment"
      )
    case .randomStudyEffects:
      (
        "events ~ treatment + (1 | study) + (0 + half | study)",
        "events ~ treatment + (1 | study)", "treatment"
      )
    case .conditionalExact, .conditionalApproximate:
      ("events ~ 1 + (1 | study)", "events ~ 1", "(Intercept)")
    }
  }

  private func fit(_ formula: String, _ table: Table) throws -> GeneralizedMixedModel {
    var specification = MixedModelSpecification(formula, offset: "offset")
    specification.family = family
    specification.trials = family == .binomial ? "total" : nil
    let isMixed = formula.contains("|")
    specification.integration =
      isMixed && pooling.nodes > 1 ? .gaussHermite(nodes: pooling.nodes) : .laplace
    do {
      return try specification.fitGeneralized(table)
    } catch MixedModelError.separated {
      throw EffectError.noPooledEstimate(
        measure: family == .poisson ? .incidenceRateRatio : .oddsRatio)
    }
  }

  /// With random baselines the studies' own effects have to be fitted, and have no test where
  /// one of them is infinite.
  private func tests(
    _ table: Table, _ common: GeneralizedMixedModel
  ) throws -> (wald: Double?, likelihoodRatio: Double?) {
    if let saturated {
      return (
        saturated.waldStatistic, 2 * (saturated.logLikelihood - common.logLikelihood)
      )
    }
    let own = (0..<studyCount).map { "t\($0)" }
    let formula = "events ~ \(own.joined(separator: " + ")) + (1 | study)"
    let model: GeneralizedMixedModel
    do {
      model = try fit(formula, table)
    } catch EffectError.noPooledEstimate {
      return (nil, nil)
    }
    let places = own.compactMap { model.frame.fixed.names.firstIndex(of: $0) }
    let covariance = try model.inference().covariance
    // Differences of each from the first.
    let contrasts = Matrix(
      rows: places.dropFirst().map { place in
        model.coefficients.indices.map { $0 == place ? 1 : $0 == places[0] ? -1 : 0 }
      })
    let factor = try CholeskyFactor((contrasts * covariance).productTransposed(contrasts))
    let whitened = factor.solveLower(contrasts * model.coefficients)
    return (
      dotProduct(whitened, whitened), 2 * (model.logLikelihood - common.logLikelihood)
    )
  }

  /// Columns study, treatment (0 or 1), half (that less 1/2), events, total and offset, and one of
  /// the treatment in each study.
  private func table() throws -> Table {
    let own = (0..<studyCount).map { "t\($0)" }
    let header = ["study", "treatment", "half", "events", "total", "offset"] + own
    let lines = rows.map { row in
      let treated = row.isTreated ? 1 : 0
      let indicators = (0..<studyCount).map { $0 == row.study ? treated : 0 }
      return "s\(row.study),\(treated),\(row.isTreated ? 0.5 : -0.5),\(row.events),\(row.total),"
        + "\(row.offset)," + indicators.map(String.init).joined(separator: ",")
    }
    let text = ([header.joined(separator: ",")] + lines).joined(separator: "\n")
    return try Table.read(TableSource(name: "counts", text: text + "\n"))
  }
}
