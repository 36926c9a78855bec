import Foundation
import Tables
import TestSupport

@testable import Figures
@testable import Trials

/// Trials to draw: the shipped ones, and made-up tables with what is rare.
enum TrialFigureSamples {
  static let names = [
    "idiopathic", "pregnancy", "rls", "one study", "200 studies", "huge", "tiny", "alike",
    "far apart", "hostile names", "subgroups",
  ]

  static let shipped = Result {
    try TrialTables.read(paths: [
      Reference.repository.appendingPathComponent("Datasets/magnesium-trials").path
    ])
  }

  /// One sample pooled; the important difference is a ratio or in units of the outcome.
  static func pooling(_ sample: String, important: Double? = 0.75) throws -> TrialPooling {
    if important == 0.75, let cached = cache[sample] { return try cached.get() }
    return try newPooling(sample, important: important)
  }

  /// Every sample, pooled once.
  private static let cache = Dictionary(
    uniqueKeysWithValues: names.map { name in
      (name, Result { try newPooling(name, important: 0.75) })
    })

  private static func newPooling(_ sample: String, important: Double?) throws -> TrialPooling {
    var plan = PoolingPlan(minimalImportantDifference: important)
    if ["idiopathic", "pregnancy", "rls"].contains(sample) {
      plan.group = sample
      return try shipped.get().pool(plan)
    }
    plan.subgroups = sample == "subgroups" ? "group" : nil
    if sample == "subgroups" { return try read(groups).pool(plan) }
    return try pooled(try effects(sample, plan))
  }

  private static let groups = """
    study,group,measure,yi,sei
    a,older,RR,-0.6,0.2
    b,older,RR,-0.3,0.25
    c,younger,RR,0.1,0.3
    d,younger,RR,0.2,0.2
    e,unknown,RR,-0.1,0.4
    """

  private static func effects(_ sample: String, _ plan: PoolingPlan) throws -> TrialEffects {
    switch sample {
    case "one study": try effects([("only", -0.4, 0.2)], .riskRatio, plan)
    case "200 studies": try effects(manyStudies, .oddsRatio, plan)
    case "huge":
      try effects([("a", 800, 30), ("b", -900, 40), ("c", 0.2, 1), ("d", 1, 1)], .riskRatio, plan)
    case "tiny":
      try effects([("a", 2e-12, 1e-12), ("b", -3e-12, 2e-12), ("c", 1e-13, 1e-12)], .generic, plan)
    case "alike": try effects([("a", 0, 1e-9), ("b", 0, 1e-9), ("c", 0, 1e-9)], .riskRatio, plan)
    case "far apart":
      try effects([("a", 1e15, 1e3), ("b", -4e15, 1e13), ("c", 2, 0.1)], .generic, plan)
    default:
      try effects(
        [
          ("=cmd()|\"&'<script>alert('x')</script>", -0.1, 0.2), ("+1 <b>]]>--", 0.3, 0.1),
          ("磁 Δοκιμή naïve 👩‍🚀 " + String(repeating: "very long words ", count: 12), 0.2, 0.3),
          (String(repeating: "unbroken", count: 20), -0.2, 0.4), ("2010", 0.1, 0.2),
        ], .riskRatio, plan)
    }
  }

  private static let manyStudies = (0..<200).map { index in
    let estimate = 0.01 * Double((index * 37) % 101) - 0.5
    return ("study \(index)", estimate, 0.1 + 0.002 * Double(index))
  }

  /// Effects with any estimate and standard error, which a printed table could not hold.
  private static func effects(
    _ rows: [(String, Double, Double)], _ measure: EffectMeasure, _ plan: PoolingPlan
  ) throws -> TrialEffects {
    let numbers = rows.indices.map { "\($0),\(measure.rawValue),0.1,0.2" }
    let template = try read("study,measure,yi,sei\n" + numbers.joined(separator: "\n") + "\n")
      .effects(plan)
    let effects = zip(rows, template.effects).map { row, effect in
      let old = effect.comparison
      let comparison = TrialComparison(
        study: row.0, group: old.group, outcome: old.outcome, timepoint: old.timepoint,
        phase: old.phase, treatment: old.treatment, comparator: old.comparator,
        contrasts: old.contrasts, trial: old.trial, design: old.design,
        isControlled: old.isControlled)
      return TrialEffect(
        comparison: comparison,
        effect: StudyEffect(
          study: row.0, measure: measure, estimate: row.1, variance: row.2 * row.2),
        origin: effect.origin, summary: nil, correlation: nil, unit: "", factor: 1)
    }
    return TrialEffects(
      plan: template.plan, measure: measure, unit: "", effects: effects, uncontrolled: [],
      excluded: [], otherOutcomes: [])
  }

  /// As `TrialTables.pool`, without the rows that no figure shows and 200 studies are slow to give.
  private static func pooled(_ chosen: TrialEffects) throws -> TrialPooling {
    let effects = chosen.effects.map(\.effect)
    let prior = try chosen.plan.statedPrior(for: chosen.effects)
    let headline = try PoolingHeadline(effects, prior: BayesianPooling(prior: prior.prior))
    let bayes = PredictionRow(
      method: "bayes", interval: headline.bayesian.newStudy.interval(level: 0.95),
      degreesOfFreedom: nil)
    return TrialPooling(
      effects: chosen, prior: prior, headline: headline,
      rows: PooledRows(headline, effects: chosen.effects, plan: chosen.plan).rows,
      predictions: [bayes], subgroups: nil, regression: nil, leaveOneOut: [], cumulative: [],
      funnel: effects.count < 10 ? nil : try FunnelRegression(effects), correlationGrid: [],
      judgements: [], prediction: nil)
  }

  static func read(_ csv: String) throws -> TrialTables {
    try TrialTables.read([(TableSource(name: "wide.csv", text: csv), nil)])
  }

  /// Every figure of a sample, drawn once.
  static func figures(_ sample: String) throws -> [Figure] {
    try figureCache[sample]?.get() ?? drawn(sample)
  }

  private static let figureCache = Dictionary(
    uniqueKeysWithValues: names.map { name in (name, Result { try drawn(name) }) })

  static func drawn(_ sample: String) throws -> [Figure] {
    let pooling = try pooling(sample)
    var figures = TrialFigures.figures(of: pooling)
    let stress = TrialStress(effects: pooling.effects, settings: settings(pooling))
    if let figure = TrialFigures.multiverse(stress) { figures.append(figure) }
    return figures
  }

  /// A setting for each row that a pooling has.
  static func settings(_ pooling: TrialPooling) -> [TrialStress.Setting] {
    pooling.rows.compactMap { row in
      row.estimate.map { estimate in
        TrialStress.Setting(
          estimator: row.method, interval: row.kind.rawValue, correlation: nil,
          denominator: "printed", values: "changes", subset: "all",
          studies: pooling.effects.effects.count, estimate: estimate, limits: row.interval,
          isHeadline: row.isHeadline)
      }
    }
  }

  /// 2,000 made-up settings, some without an interval.
  static func manySettings(_ effects: TrialEffects) -> TrialStress {
    let settings = (0..<2000).map { index in
      let estimate = 0.001 * Double((index * 911) % 2000) - 1.2
      let half = 0.2 + 0.0005 * Double(index % 700)
      return TrialStress.Setting(
        estimator: ["reml", "dl", "bayes"][index % 3], interval: ["wald", "hksj-floor"][index % 2],
        correlation: [nil, 0, 0.25, 0.5][index % 4], denominator: "printed",
        values: index % 5 == 0 ? "final" : "changes",
        subset: index % 7 == 0 ? "all" : "without study \(index % 40)", studies: 199,
        estimate: estimate,
        limits: index % 100 == 3
          ? nil : EffectInterval(lower: estimate - half, upper: estimate + half),
        isHeadline: index == 700)
    }
    return TrialStress(effects: effects, settings: settings)
  }

  /// The rows of a CSV file as texts: what anybody has who has only the file (RFC 4180).
  static func parsed(_ csv: String, name: String) -> RowTable {
    var records: [[String]] = []
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var rest = Array(csv.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        field.unicodeScalars.append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      case "\n" where !isQuoted:
        records.append(fields + [field])
        (fields, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return RowTable(
      name: name, columns: records[0],
      rows: records.dropFirst().map { $0.map { $0.isEmpty ? .null : .string($0) } })
  }
}
