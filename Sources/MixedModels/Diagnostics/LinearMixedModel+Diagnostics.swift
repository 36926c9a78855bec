import Numerics
import Tables

extension LinearMixedModel {
  /// Checks a fit: convergence, singular covariances, few levels, outlying residuals.
  /// - Parameter extremes: how many of the largest residuals are listed.
  /// - Throws: what the likelihood and the eigen decomposition throw.
  public func diagnostics(extremes: Int = 5) throws -> ModelDiagnostics {
    let components = try principalComponents()
    let groups = frame.random.map { $0.size }
    let pearson = try residuals(.pearson)
    let largest = pearson.indices.sorted {
      abs(pearson[$0]) > abs(pearson[$1]) || (abs(pearson[$0]) == abs(pearson[$1]) && $0 < $1)
    }.prefix(extremes)
    let residuals = largest.map {
      ModelDiagnostics.ExtremeResidual(row: frame.rows[$0], pearson: pearson[$0])
    }
    let decrement = try remainingDecrement()
    let verdict: ModelDiagnostics.Verdict =
      !convergence.converged || decrement > Self.largestDecrement
      ? .notConverged : convergence.isSingular ? .singular : .converged
    return ModelDiagnostics(
      verdict: verdict, gradient: convergence.gradient, decrement: decrement,
      components: components, groups: groups, extremeResiduals: residuals,
      findings: convergenceFindings(verdict, decrement) + singularFindings(components)
        + groups.flatMap { sizeFindings($0) } + residualFindings(residuals))
  }

  /// Twice a decrease of the deviance that would show in no estimate.
  private static let largestDecrement = 1e-4

  /// g' inverse(H) g at the estimates, computed anew: the optimiser's word is not taken for it.
  private func remainingDecrement() throws -> Double {
    if parameters.vector.isEmpty { return 0 }
    let derivatives = try likelihood().scaledDerivatives()
    var hessian = derivatives.hessian
    for index in derivatives.gradient.indices { hessian[index, index] += 1e-8 }
    guard let factor = try? CholeskyFactor(hessian) else { return convergence.decrement }
    return dotProduct(derivatives.gradient, factor.solve(derivatives.gradient))
  }

  private func convergenceFindings(
    _ verdict: ModelDiagnostics.Verdict, _ decrement: Double
  ) -> [Finding] {
    guard verdict == .notConverged else { return [] }
    return [
      Finding(
        code: "M410", severity: .warning,
        message: "the optimiser stopped early, with a decrease of the deviance of "
          + "\(NumberText.shortest(decrement / 2)) still in reach",
        hint: "look for columns of very different size, or simplify the random effects")
    ]
  }

  private func singularFindings(_ components: [PrincipalComponents]) -> [Finding] {
    components.filter { convergence.singularGroups.contains($0.group) }.map { components in
      Finding(
        code: "M411", severity: .warning,
        message: "the random effects of \(components.group) have a singular covariance: "
          + singularReason(components),
        hint: "the data hold no sign of this variation; a model without it fits as well")
    }
  }

  /// Which variance is 0, or which correlation 1, or how many directions vary at all.
  private func singularReason(_ components: PrincipalComponents) -> String {
    guard let factor = frame.random.firstIndex(where: { $0.group == components.group }) else {
      return ""
    }
    let names = components.effects
    let largest = components.standardDeviations.first ?? 0
    let deviations = names.indices.map {
      estimate(of: .standardDeviation(factor: factor, effect: $0)) ?? 0
    }
    let zeros = names.indices.filter { deviations[$0] <= 1e-4 * max(sigma, largest) }
    if !zeros.isEmpty {
      return "no variance of " + zeros.map { names[$0] }.joined(separator: ", ")
    }
    for block in frame.random[factor].blocks {
      for second in block {
        for first in block.lowerBound..<second {
          let correlation =
            estimate(of: .correlation(factor: factor, first: first, second: second)) ?? 0
          if abs(correlation) > 1 - 1e-6 {
            return "\(names[first]) and \(names[second]) are correlated by "
              + (correlation > 0 ? "1" : "-1")
          }
        }
      }
    }
    let varying = components.standardDeviations.count { $0 > 1e-4 * largest }
    return "\(varying) of \(names.count) directions vary"
  }

  private func sizeFindings(_ group: ModelDiagnostics.GroupSize) -> [Finding] {
    if group.levels >= 5 { return [] }
    return [
      Finding(
        code: "M412", severity: .warning, message: "\(group.group) has only \(group.levels) levels",
        hint: "a variance between so few is hardly known; consider it as a fixed effect")
    ]
  }

  private func residualFindings(_ residuals: [ModelDiagnostics.ExtremeResidual]) -> [Finding] {
    // The largest of n normal residuals is beyond this in one of a hundred data sets.
    let critical = NormalDistribution.standard.quantile(
      0.005 / Double(observationCount), tail: .upper)
    let outlying = residuals.filter { abs($0.pearson) > critical }
    guard let first = outlying.first else { return [] }
    return [
      Finding(
        code: "M413", severity: .information,
        message: "row \(first.row + 1) lies \(rounded(first.pearson)) residual standard deviations "
          + "from its fitted value"
          + (outlying.count > 1 ? ", and \(outlying.count - 1) more far from theirs" : ""),
        hint: "check these values; see whether the conclusion stands without them")
    ]
  }

  private func rounded(_ value: Double) -> String {
    NumberText.shortest((10 * value).rounded() / 10)
  }
}

extension RandomEffectsDesign {
  fileprivate var size: ModelDiagnostics.GroupSize {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes { counts[Int(code)] += 1 }
    return ModelDiagnostics.GroupSize(
      group: group, levels: levels.count, smallest: counts.min() ?? 0, largest: counts.max() ?? 0)
  }
}
