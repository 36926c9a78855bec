import FoundationEssentials
import MixedModels
import Tables

/// A fitted model as `magnify fit --save` keeps it, linear or generalised.
public enum SavedFit: Sendable, Equatable {
  case linear(SavedModel)
  case generalized(SavedGeneralizedModel)

  /// The text of a file that holds the model: JSON with sorted keys, the same bytes every time.
  /// - Throws: where a number of the model is not finite.
  public func fileText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data =
      switch self {
      case .linear(let model): try encoder.encode(model)
      case .generalized(let model): try encoder.encode(model)
      }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Reads a model that `magnify fit --save` wrote.
  /// - Throws: `PredictionError.format` for another version of the format, `InvalidInput` (M401)
  ///   where the file is something else.
  public init(file: TableSource) throws {
    let (data, decoder) = (Data(file.bytes), JSONDecoder())
    do {
      let kind = try decoder.decode(Kind.self, from: data).kind
      self =
        kind == SavedGeneralizedModel.kind
        ? .generalized(try decoder.decode(SavedGeneralizedModel.self, from: data))
        : .linear(try decoder.decode(SavedModel.self, from: data))
    } catch let error as DecodingError {
      throw InvalidInput(
        Finding(
          code: "M401", severity: .error,
          message:
            "\(Finding.quoted(file.name)) is not a saved model: \(SavedFit.reason(error))",
          hint: "name a file that magnify fit --save wrote"))
    }
  }

  /// Files of linear models do not say their kind.
  private struct Kind: Decodable {
    let kind: String?
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "there is no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
    default: "it is not JSON"
    }
  }
}

extension SavedFit {
  public var specification: MixedModelSpecification {
    switch self {
    case .linear(let model): model.specification
    case .generalized(let model): model.specification
    }
  }

  public var responseName: String {
    switch self {
    case .linear(let model): model.responseName
    case .generalized(let model): model.responseName
    }
  }

  public var groups: [SavedModel.Group] {
    switch self {
    case .linear(let model): model.groups
    case .generalized(let model): model.groups
    }
  }

  /// Predicts the rows of a table; the link of a linear model is the identity, whose scales are
  /// one, and whose mean over the groups is that of a group in the middle.
  /// - Throws: as the models' own functions.
  public func predict(
    _ table: Table, _ target: PredictionTarget, newLevels: NewLevelPolicy,
    scale: PredictionScale = .response, averaging: Bool = false, interval: PredictionInterval,
    level: Double
  ) throws -> Prediction {
    switch self {
    case .linear(let model):
      try model.predict(table, target, newLevels: newLevels, interval: interval, level: level)
    case .generalized(let model):
      try model.predict(
        table, target, newLevels: newLevels, scale: scale, averagingOverRandomEffects: averaging,
        interval: interval, level: level)
    }
  }
}
