import Figures
import MixedModels

/// Two models of the same data, the smaller one first, and the likelihood-ratio test of it.
public struct ComparedModels: Sendable {
  public let comparison: ModelComparison
  public let test: LikelihoodRatioTest

  /// - Throws: `InferenceError` where the models do not have the same data, or neither is a special
  ///   case of the other.
  public init(_ model: LinearMixedModel, _ other: LinearMixedModel) throws {
    let isLarger = model.parameterCount > other.parameterCount
    let (smaller, larger) = isLarger ? (other, model) : (model, other)
    test = try LikelihoodRatioTest(smaller: smaller, larger: larger)
    comparison = try ModelComparison([smaller, larger])
  }

  /// - Throws: `InferenceError` where the models do not have the same data, are not of one kind, or
  ///   neither is a special case of the other.
  public init(_ model: GeneralizedMixedModel, _ other: GeneralizedMixedModel) throws {
    let isLarger = model.parameterCount > other.parameterCount
    let (smaller, larger) = isLarger ? (other, model) : (model, other)
    test = try LikelihoodRatioTest(smaller: smaller, larger: larger)
    comparison = try ModelComparison([smaller, larger])
  }

  var rows: RowTable {
    RowTable(
      name: "test",
      columns: [
        "formula", "n_parameters", "aic", "bic", "log_likelihood", "deviance", "statistic", "df",
        "p_value", "p_value_boundary",
      ],
      rows: comparison.rows.enumerated().map { index, row in
        let test = index == 0 ? nil : test
        return [
          .string(row.formula), .integer(row.parameterCount), .number(row.akaikeInformation),
          .number(row.bayesianInformation), .number(row.logLikelihood), .number(row.deviance),
          JSONValue(test?.statistic), JSONValue(test?.degreesOfFreedom), JSONValue(test?.pValue),
          JSONValue(test?.boundaryPValue),
        ]
      })
  }

  /// The columns that people read.
  var shortRows: RowTable {
    let kept = rows.columns.indices.filter {
      !["bic", "log_likelihood"].contains(rows.columns[$0])
    }
    return RowTable(
      name: rows.name, columns: kept.map { rows.columns[$0] },
      rows: rows.rows.map { row in kept.map { row[$0] } })
  }

  /// What the test says of the added parameters, and how far its p value can be trusted.
  var sentence: String {
    let degrees = test.degreesOfFreedom
    let added = "\(degrees) \(degrees == 1 ? "parameter" : "parameters")"
    let fall =
      "\(added) more lower the deviance by \(DecimalText.brief(test.statistic, digits: 4))."
    return switch test.boundary {
    case .interior: fall
    case .oneVariance:
      fall
        + " A variance of 0 lies on the edge of what is possible: p_value_boundary allows for it."
    case .severalVariances:
      fall + " Variances of 0 lie on the edge of what is possible: the p value is too large."
    }
  }
}
