import MixedModels
import Tables

extension ModelCase {
  /// The times of its work and what it gave.
  func timed(_ table: Table, seconds: Double) throws -> CaseResult {
    let specification = self.specification
    let model = try specification.fit(table)
    switch self {
    case .bootstrap: return try timedBootstrap(model, seconds)
    case .kenwardRoger: return try timedKenwardRoger(model, seconds)
    case .profile: return try timedProfile(model, seconds)
    default:
      let timing = try RepeatedTiming(seconds: seconds) { _ = try specification.fit(table) }
      var result = CaseResult(name: rawValue, timing: timing)
      result.deviance = model.deviance
      result.estimates = model.coefficients
      result.errors = model.standardErrors
      result.evaluations = model.convergence.evaluations
      result.gradients = model.convergence.gradientEvaluations
      return result
    }
  }

  /// The means and standard deviations of the coefficients over 1,000 refits.
  private func timedBootstrap(_ model: LinearMixedModel, _ seconds: Double) throws -> CaseResult {
    let timing = try RepeatedTiming(seconds: seconds) {
      _ = try model.parametricBootstrap(replicates: 1000, seed: 1, jobs: 1)
    }
    let bootstrap = try model.parametricBootstrap(replicates: 1000, seed: 1, jobs: 1)
    var result = CaseResult(name: rawValue, timing: timing)
    for index in model.coefficients.indices {
      let values = bootstrap.values(of: .fixedEffect(index))
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      result.estimates.append(mean)
      result.errors.append((squares / Double(values.count - 1)).squareRoot())
    }
    return result
  }

  /// The degrees of freedom of the coefficients.
  private func timedKenwardRoger(
    _ model: LinearMixedModel, _ seconds: Double
  ) throws -> CaseResult {
    let timing = try RepeatedTiming(seconds: seconds) {
      _ = try model.coefficientTable(method: .kenwardRoger)
    }
    var result = CaseResult(name: rawValue, timing: timing)
    let rows = try model.coefficientTable(method: .kenwardRoger).rows
    result.estimates = rows.compactMap(\.degreesOfFreedom)
    result.errors = rows.map { _ in 1 }
    return result
  }

  /// The limits of all intervals; as their errors a quarter of the widths.
  private func timedProfile(_ model: LinearMixedModel, _ seconds: Double) throws -> CaseResult {
    let timing = try RepeatedTiming(seconds: seconds) { _ = try model.profile() }
    var result = CaseResult(name: rawValue, timing: timing)
    for profile in try model.profile() {
      let (lower, upper) = (profile.lower.value ?? .nan, profile.upper.value ?? .nan)
      result.estimates += [lower, upper]
      result.errors += [(upper - lower) / 4, (upper - lower) / 4]
    }
    return result
  }
}
