import Figures
import MixedModels

extension ModelReport {
  /// What the fit looks like, one sentence each.
  var state: [String] {
    [criterion, convergence, singularity, droppedColumns].compactMap { $0 } + omissions + methods
  }

  private var criterion: String {
    let name =
      model.criterion == .restrictedMaximumLikelihood ? "REML criterion" : "-2 log likelihood"
    func text(_ number: Double) -> String {
      DecimalText.fixed(number, decimals: DecimalText.decimals(for: [number], digits: digits + 2))
    }
    let count = model.parameterCount
    return """
      \(name) \(text(model.deviance)), AIC \(text(model.akaikeInformation)), \
      BIC \(text(bayesianInformation)) with \(count) \(count == 1 ? "parameter" : "parameters").
      """
  }

  private var convergence: String {
    let convergence = model.convergence
    let count = convergence.evaluations
    let evaluations = "\(count) \(count == 1 ? "evaluation" : "evaluations")"
    return switch (convergence.converged, convergence.method) {
    case (true, .closedForm): "Solved directly: nothing had to be searched for."
    case (true, .trustRegion): "The search converged after \(evaluations)."
    case (true, .derivativeFree):
      "The search converged after \(evaluations), without derivatives."
    case (false, _):
      "NOT CONVERGED after \(evaluations): these numbers are not the optimum."
    }
  }

  private var singularity: String? {
    guard !model.frame.random.isEmpty else { return nil }
    let groups = model.convergence.singularGroups
    if groups.isEmpty { return "Not singular: every random effect varies in its own way." }
    return """
      Singular: the random effects of \(groups.joined(separator: ", ")) do not vary, or one is a \
      combination of the others. The data do not support so many; the fixed effects can be read \
      all the same, and a simpler random part would give nearly the same answer.
      """
  }

  private var droppedColumns: String? {
    let names = model.frame.fixed.droppedNames
    guard !names.isEmpty else { return nil }
    return """
      Left out of the fixed effects, because the others determine it: \
      \(names.joined(separator: ", ")).
      """
  }

  private var omissions: [String] {
    model.frame.omissions.map {
      "\($0.rows) \($0.rows == 1 ? "row" : "rows") left out: no value of \($0.column)."
    }
  }
}
