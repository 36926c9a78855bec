import ArgumentParser
import MixedModels

/// What the model is, beside its formula.
struct ModelOptions: ParsableArguments {
  enum Estimation: String, EnumerableFlag {
    case reml, ml

    static func help(for value: Estimation) -> ArgumentHelp? {
      switch value {
      case .reml: "Restricted maximum likelihood (the default of gaussian)."
      case .ml: "Maximum likelihood (all that other families have)."
      }
    }
  }

  @Flag(exclusivity: .exclusive) var estimation: Estimation?
  @Option(
    help: """
      Column of case weights: the variance of a row is sigma^2 / weight; in other families than \
      gaussian a row counts so many times.
      """)
  var weights: String?
  @Option(help: "Column that is added to the linear predictor.") var offset: String?
  @Option(help: "Residual standard deviation, where it is known.") var sigma: Double?
  @Option(
    parsing: .singleValue,
    help: .init(
      "Levels of a column in order; the first is the reference. May be repeated.",
      valueName: "column=a,b,c"))
  var levels: [ColumnAssignment] = []
  @Option(
    parsing: .singleValue,
    help: .init(
      "Contrasts of a factor: treatment, sum, helmert, poly. May be repeated.",
      valueName: "column=coding"))
  var contrasts: [ColumnAssignment] = []
  @Option(
    help: """
      Correlation of the residuals, such as 'ar1(night | person)'; in other families that of a \
      latent series.
      """)
  var correlation: String?
  @Option(help: "Unequal residual variances, such as 'ident(treatment)'.") var variance: String?

  func validate() throws {
    if let sigma, !(sigma > 0) || !sigma.isFinite {
      throw ValidationError("--sigma is above 0")
    }
    for item in contrasts where ModelOptions.coding(item) == nil {
      let known = ContrastCoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--contrasts \(item.column)= takes one of \(known)")
    }
    for columns in [levels.map(\.column), contrasts.map(\.column)] {
      guard Set(columns).count == columns.count else {
        throw ValidationError("a column is named twice in --levels or --contrasts")
      }
    }
  }

  private static func coding(_ item: ColumnAssignment) -> ContrastCoding? {
    item.values.count == 1 ? ContrastCoding(rawValue: item.values[0]) : nil
  }

  func specification(_ formula: String) -> MixedModelSpecification {
    MixedModelSpecification(
      formula,
      criterion: estimation == .ml ? .maximumLikelihood : .restrictedMaximumLikelihood,
      weights: weights, offset: offset,
      levels: levels.map { .init(column: $0.column, levels: $0.values) },
      contrasts: contrasts.compactMap { item in
        ModelOptions.coding(item).map { .init(column: item.column, coding: $0) }
      },
      correlation: correlation, variance: variance, residualStandardDeviation: sigma)
  }
}
