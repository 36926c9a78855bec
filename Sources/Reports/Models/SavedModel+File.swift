import FoundationEssentials
import MixedModels
import Tables

extension SavedModel {
  /// The text of a file that holds the model: JSON with sorted keys, the same bytes every time.
  /// - Throws: where a number of the model is not finite.
  public func fileText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads a model that `magnify fit --save` wrote.
  /// - Throws: `PredictionError.format` for another version of the format, `InvalidInput` (M401)
  ///   where the file is something else.
  public init(file: TableSource) throws {
    do {
      self = try JSONDecoder().decode(SavedModel.self, from: Data(file.bytes))
    } catch let error as DecodingError {
      throw InvalidInput(
        Finding(
          code: "M401", severity: .error,
          message: "\(Finding.quoted(file.name)) is not a saved model: \(SavedModel.reason(error))",
          hint: "name a file that magnify fit --save wrote"))
    }
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
