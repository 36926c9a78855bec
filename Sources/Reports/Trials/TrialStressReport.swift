import Figures
import Glibc
import Tables
import Trials

/// The same question under every choice that a reasonable analyst might make: `trials stress`.
public struct TrialStressReport: Sendable {
  public let stress: TrialStress
  /// What was found while reading and checking the tables.
  public let tableFindings: [Finding]
  public let digits: Int
  let judgements: TrialJudgements
  private let importantSize: Double?

  /// `tables`: what the trials were read from, with the reviews.
  ///
  /// - Throws: `PoolingError.outOfRange` of the effect that matters.
  public init(
    _ stress: TrialStress, tables: TrialTables, findings: [Finding] = [], digits: Int = 3
  ) throws {
    self.stress = stress
    judgements = TrialJudgements(of: stress.effects, in: tables)
    importantSize = try stress.effects.importantSize()
    tableFindings = findings
    self.digits = digits
  }

  public static let tableNames = [
    "settings", "summary", "choices", "judgements", "exclusions", "counts",
  ]

  /// Every flat table of the result, the settings first.
  public var tables: [RowTable] {
    [
      settingRows, summaryRows, choiceRows, judgements.rows,
      TrialRows.exclusions(stress.effects.excluded), TrialRows.counts(stress.effects),
    ]
  }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  public var isEstimable: Bool { !stress.settings.isEmpty }

  public var findings: [Finding] {
    tableFindings + (isEstimable ? [] : [PoolingError.noStudies.finding])
  }

  public var options: [JSONValue.Member] {
    stress.effects.plan.poolingOptions(prior: stress.effects.plan.prior)
  }

  var measure: EffectMeasure { stress.effects.measure }
  var text: EffectText { EffectText(stress.effects, digits: digits) }

  private var settingRows: RowTable {
    RowTable(
      name: "settings",
      columns: [
        "estimator", "interval", "correlation", "denominator", "values", "subset", "studies",
        "estimate", "conf_low", "conf_high",
      ] + TrialRows.ratioColumns + ["headline"],
      rows: stress.settings.map { setting in
        [
          .string(setting.estimator), .string(setting.interval), .finite(setting.correlation),
          .string(setting.denominator), .string(setting.values), .string(setting.subset),
          .integer(setting.studies), .finite(setting.estimate), .finite(setting.limits?.lower),
          .finite(setting.limits?.upper),
        ] + TrialRows.ratios(measure, setting.estimate, setting.limits)
          + [.bool(setting.isHeadline)]
      })
  }

  /// The settings that reach the smallest difference that matters, lower and higher.
  var reaching: (lower: Int, higher: Int)? {
    importantSize.map { (stress.reaching(-$0), stress.reaching($0)) }
  }

  private var summaryRows: RowTable {
    let range = stress.estimates
    let count = stress.settings.count
    func share(_ number: Int?) -> JSONValue {
      count == 0 ? .null : .finite(number.map { Double($0) / Double(count) })
    }
    func ratio(_ value: Double?) -> JSONValue {
      measure.isLogarithm ? .finite(value.map { exp($0) }) : .null
    }
    return RowTable(
      name: "summary",
      columns: [
        "settings", "estimate_low", "estimate_high", "ratio_low", "ratio_high", "excluding_zero",
        "share_excluding_zero", "share_reaching_mid_lower", "share_reaching_mid_higher",
      ],
      rows: [
        [
          .integer(count), .finite(range?.low), .finite(range?.high), ratio(range?.low),
          ratio(range?.high), .integer(stress.excludingZero), share(stress.excludingZero),
          share(reaching?.lower), share(reaching?.higher),
        ]
      ])
  }

  /// All settings with one choice in common.
  struct Choice {
    let choice: String
    let option: String
    let settings: [TrialStress.Setting]

    var lowest: Double { settings.map(\.estimate).min() ?? 0 }
    var highest: Double { settings.map(\.estimate).max() ?? 0 }
    var excludingZero: Int {
      settings.count { $0.limits.map { $0.lower > 0 || $0.upper < 0 } ?? false }
    }
  }

  /// Every option of every choice that has more than one.
  var choices: [Choice] {
    let names: [(String, (TrialStress.Setting) -> String)] = [
      ("estimator", { $0.estimator }), ("interval", { $0.interval }),
      ("correlation", { $0.correlation.map { "r = \($0)" } ?? "as the headline" }),
      ("denominator", { $0.denominator }), ("values", { $0.values }), ("subset", { $0.subset }),
    ]
    return names.flatMap { name, option -> [Choice] in
      var order: [String] = []
      for setting in stress.settings where !order.contains(option(setting)) {
        order.append(option(setting))
      }
      guard order.count > 1 else { return [] }
      return order.map { value in
        Choice(
          choice: name, option: value, settings: stress.settings.filter { option($0) == value })
      }
    }
  }

  private var choiceRows: RowTable {
    RowTable(
      name: "choices",
      columns: [
        "choice", "option", "settings", "estimate_low", "estimate_high", "excluding_zero",
      ],
      rows: choices.map {
        [
          .string($0.choice), .string($0.option), .integer($0.settings.count),
          .finite($0.lowest), .finite($0.highest), .integer($0.excludingZero),
        ]
      })
  }
}
