import Figures
import MixedModels
import Tables

/// What every fitted model gives as output, linear or generalised.
public protocol FittedModelReport: Sendable {
  var request: ModelRequest { get }
  var observationCount: Int { get }
  /// Names of the steps and the seconds that each took.
  var timings: [ModelReport.NamedNumber]? { get set }
  /// The page for people.
  var page: Page { get }
  /// Every table of the result.
  var tables: [RowTable] { get }
  /// The model and everything that was asked of it as `options` of an envelope.
  var options: [JSONValue.Member] { get }
  /// The rows that were left out for want of a value, by column.
  var excluded: [Envelope.Exclusion] { get }
  /// What is worth knowing of the data and of the fit.
  var findings: [Finding] { get }
  /// The order of the levels of every factor of the fixed effects.
  var levelNotes: [String] { get }
  /// A figure of one of `figureKinds`, nil where the model has no rows for it.
  func figure(_ kind: Figure.Kind) throws -> Figure?
  /// The text of a file from which the model predicts other rows.
  func savedText() throws -> String
}

extension FittedModelReport {
  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  /// The figures that a model can have.
  public static var figureKinds: [Figure.Kind] { [.caterpillar, .profile, .residuals] }

  /// The figure of one kind, of which nothing else is computed.
  func figure(
    _ kind: Figure.Kind, modes: @autoclosure () throws -> [ConditionalModes],
    profiles: [ParameterProfile], residuals: @autoclosure () throws -> Figure?
  ) rethrows -> Figure? {
    switch kind {
    case .caterpillar: ModelFigures.caterpillar(try modes(), level: request.level)
    case .profile: ModelFigures.profile(profiles)
    case .residuals: try residuals()
    default: nil
    }
  }

  /// Every figure that the model has rows for.
  /// - Throws: what `figure` throws.
  public func figures() throws -> [Figure] { try Self.figureKinds.compactMap(figure) }

  /// The figures that can be had, and a sentence for every one that cannot.
  public func availableFigures() -> (figures: [Figure], notes: [String]) {
    var (figures, notes): ([Figure], [String]) = ([], [])
    for kind in Self.figureKinds {
      do {
        if let figure = try figure(kind) { figures.append(figure) }
      } catch {
        let reason = (error as? MixedModelError)?.finding.message ?? "\(error)"
        notes.append("The figure \(kind.name) is left out: \(reason)")
      }
    }
    return (figures, notes)
  }
}
