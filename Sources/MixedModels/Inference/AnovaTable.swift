import Numerics

/// The test of every term of the fixed effects.
public struct AnovaTable: Sendable, Codable, Equatable {
  public let hypothesis: TermHypothesis
  public let method: DegreesOfFreedomMethod
  public let information: Information?
  /// One per term in model-matrix order; under `marginal` the intercept first.
  public let rows: [HypothesisTest]
  /// Terms without a test: all their columns were dropped, or dropped columns leave the hypothesis
  /// undetermined.
  public let notEstimable: [String]
  public let notes: [FixedEffectsInference.Note]
}

extension LinearMixedModel {
  /// The test of every term of the fixed effects, as `anova()` of lmerTest and nlme.
  ///
  /// - Throws: as ``inference(_:information:)``.
  public func anovaTable(
    _ hypothesis: TermHypothesis = .unweighted, method: DegreesOfFreedomMethod = .satterthwaite,
    information: Information? = nil
  ) throws -> AnovaTable {
    try AnovaTable(
      hypothesis, frame: frame, inference: inference(method, information: information),
      root: frame.fixed.matrix)
  }
}

extension AnovaTable {
  /// - Parameter root: R with R'R the products by which terms are eliminated.
  init(
    _ hypothesis: TermHypothesis, frame: ModelFrame, inference: FixedEffectsInference, root: Matrix
  ) throws {
    let design = frame.fixed
    let structure = FixedTerms(frame.recipe)
    let estimability = try Estimability(design, structure)
    var rows: [HypothesisTest] = []
    var notEstimable: [String] = []
    let terms = design.terms.indices.map { ($0, design.terms[$0]) }
    let intercept = hypothesis == .marginal && design.hasIntercept ? [(-1, "(Intercept)")] : []
    for (term, name) in intercept + terms {
      if let matrix = try hypothesis.matrix(
        term: term, design, structure, estimability, root: root)
      {
        rows.append(try inference.test(matrix, label: name))
      } else {
        notEstimable.append(name)
      }
    }
    self.init(
      hypothesis: hypothesis, method: inference.method, information: inference.information,
      rows: rows, notEstimable: notEstimable, notes: inference.notes)
  }
}
