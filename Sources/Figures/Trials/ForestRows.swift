import Tables
import Trials

/// The rows of a forest plot, in the order in which they are drawn.
struct ForestRows {
  /// What a row stands for; raw values fill the column `kind`.
  enum Kind: String {
    /// A vertical line: no difference, or the smallest difference that matters.
    case line
    /// The difference between two subgroups.
    case contrast
    case study
    case subgroup
    case pooled
    case prediction
    case uncontrolled
    /// A sentence that belongs below the drawing.
    case note
  }

  /// One row before the columns that all rows share.
  private struct Row {
    let kind: Kind
    let label: String
    var group = ""
    var method = ""
    var treatment = ""
    var comparator = ""
    var people: Int?
    var estimate: Double?
    var interval: EffectInterval?
    var standardError: Double?
    var weight: Double?
    var isHeadline = false
    var note = ""
  }

  let pooling: TrialPooling
  private let scale: TrialScale
  private var effects: TrialEffects { pooling.effects }

  init(_ pooling: TrialPooling) {
    self.pooling = pooling
    scale = TrialScale(pooling.effects.measure)
  }

  var figure: Figure {
    let rows = contrasts + studies + pooled + predictions + uncontrolled
    return Figure(
      .forest,
      rows: lines + rows.map(cells) + notes.map { cells(Row(kind: .note, label: $0)) })
  }

  private func cells(_ row: Row) -> [JSONValue] {
    let logarithm = scale.isRatio ? row.estimate.flatMap { $0.isFinite ? $0 : nil } : nil
    return shared(row.kind, label: row.label, group: row.group, method: row.method) + [
      .string(row.treatment), .string(row.comparator), JSONValue(row.people),
      scale.cell(row.estimate), scale.cell(row.interval?.lower), scale.cell(row.interval?.upper),
      JSONValue(logarithm), JSONValue(row.standardError.flatMap { $0.isFinite ? $0 : nil }),
      JSONValue(row.weight), .string(row.isHeadline ? "yes" : "no"), .string(row.note),
    ]
  }

  private func shared(
    _ kind: Kind, label: String, group: String = "", method: String = ""
  ) -> [JSONValue] {
    [
      .string(kind.rawValue), .string(label), .string(group), .string(method),
      .string(effects.plan.outcome ?? ""), .string(effects.measure.rawValue),
      .string(effects.unit), .string(scale.name), .number(effects.plan.confidenceLevel),
    ]
  }

  /// The vertical lines, whose values are on the shown scale already.
  private var lines: [[JSONValue]] {
    func line(_ label: String, _ value: Double) -> [JSONValue] {
      shared(.line, label: label)
        + ["", "", .null, .number(value), .null, .null, .null, .null, .null, "no", ""]
    }
    let important = effects.plan.minimalImportantDifference.map {
      line("smallest difference that matters", $0)
    }
    return [line("no difference", scale.noDifference)] + (important.map { [$0] } ?? [])
  }

  private var contrasts: [Row] {
    (pooling.subgroups?.differences ?? []).map { difference in
      Row(
        kind: .contrast, label: "\(difference.group) against \(difference.reference)",
        estimate: difference.estimate.estimate,
        interval: difference.estimate.inference?.interval,
        standardError: difference.estimate.inference?.standardError,
        note: scale.isRatio ? "ratio of ratios" : "difference of differences")
    }
  }

  /// Every study, by subgroup where there are several, each subgroup followed by its own mean.
  private var studies: [Row] {
    let weights = pooling.headline?.knappHartung.weights ?? []
    let total = weights.reduce(0, +)
    let all = effects.effects.enumerated().map { index, effect in
      row(
        effect, .study,
        weight: weights.indices.contains(index) ? 100 * weights[index] / total : nil)
    }
    guard let subgroups = pooling.subgroups else { return all }
    return subgroups.groups.flatMap { group in
      let members = Set(group.pooled.effects.map(\.study))
      let own = all.filter { members.contains($0.label) }.map { row in
        var row = row
        row.group = group.name
        return row
      }
      return own + [subgroup(group, people: ForestRows.total(own.map(\.people)))]
    }
  }

  private func subgroup(_ group: SubgroupComparison.Group, people: Int?) -> Row {
    let mean = group.pooled.coefficients[0]
    return Row(
      kind: .subgroup, label: "all of \(group.name)", group: group.name,
      people: people, estimate: mean.estimate,
      interval: mean.inference?.interval, standardError: mean.inference?.standardError,
      note: mean.inference == nil ? "one study: no interval" : "")
  }

  private func row(
    _ effect: TrialEffect, _ kind: Kind, label: String? = nil, weight: Double? = nil
  ) -> Row {
    let values = effect.summary?.armTexts
    let note = [effect.effect.note?.text ?? "", effect.correlation?.words ?? ""]
    return Row(
      kind: kind, label: label ?? effect.study, group: effect.comparison.group,
      treatment: values?.treatment ?? "", comparator: values?.comparator ?? "",
      people: people(in: effect), estimate: effect.effect.estimate,
      interval: normalInterval(effect.effect), standardError: effect.effect.standardError,
      weight: weight, note: note.filter { !$0.isEmpty }.joined(separator: "; "))
  }

  private func normalInterval(_ effect: StudyEffect) -> EffectInterval {
    let reach = effect.standardError * TrialFigures.quantile(effects.plan.confidenceLevel)
    return EffectInterval(lower: effect.estimate - reach, upper: effect.estimate + reach)
  }

  /// Everybody once: the same people are in both arms of a crossover.
  private func people(in effect: TrialEffect) -> Int? {
    let (treatment, comparator) = effect.people
    let isParallel = effect.comparison.design == .parallel
    if let treatment, let comparator { return isParallel ? treatment + comparator : treatment }
    return effect.comparison.trial?.analysed?.wholeNumber
  }

  /// nil where the people of some study are not known.
  private static func total(_ people: [Int?]) -> Int? {
    let known = people.compactMap { $0 }
    return known.count == people.count ? known.reduce(0, +) : nil
  }

  /// The headline, and the rows that are read beside it: the others stand in the table of results.
  private var pooled: [Row] {
    let beside: [PooledRow.Kind] = [.bayesian, .equalEffects, .mantelHaenszel, .peto, .exact]
    let rows = pooling.rows.filter {
      $0.isHeadline || beside.contains($0.kind) || $0.method.hasPrefix(planned)
    }
    let people = ForestRows.total(effects.effects.map(people))
    return (rows.filter(\.isHeadline) + rows.filter { !$0.isHeadline }).map { row in
      Row(
        kind: .pooled, label: row.label, method: row.method,
        people: people, estimate: row.estimate,
        interval: row.interval, standardError: row.standardError, isHeadline: row.isHeadline,
        note: row.isHeadline
          ? [judged, row.remark].compactMap { $0 }.joined(separator: "; ")
          : row.remark ?? "")
    }
  }

  /// What the headline must not be read without.
  private var judged: String? {
    let reviews = pooling.judgements.map(\.review)
    return reviews.isEmpty ? nil : "not pooled by \(PersonalWording.joined(reviews))"
  }

  /// The method of the planned random-effects row.
  private var planned: String { "\(effects.plan.estimator.rawValue.lowercased())-hksj-floor" }

  private var predictions: [Row] {
    pooling.predictions.map { prediction in
      let method = prediction.method == "bayes" ? "Bayesian" : prediction.method
      return Row(
        kind: .prediction, label: "a new study (\(method))", method: prediction.method,
        interval: prediction.interval)
    }
  }

  private var uncontrolled: [Row] {
    let repeated = Dictionary(grouping: effects.uncontrolled, by: \.study).filter { $1.count > 1 }
    return effects.uncontrolled.map { effect in
      let time = effect.comparison.timepoint
      let isRepeated = repeated[effect.study] != nil && !time.isEmpty
      return row(
        effect, .uncontrolled, label: isRepeated ? "\(effect.study), \(time)" : effect.study)
    }
  }
}
