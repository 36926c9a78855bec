import Numerics

extension LinearMixedModel {
  /// The conditional modes of every grouping factor; R's `ranef` with `condVar`.
  /// - Throws: what the likelihood throws.
  public func conditionalModes() throws -> [ConditionalModes] {
    let likelihood = try likelihood()
    let modes = likelihood.conditionalModes()
    let covariances = likelihood.conditionalCovariances()
    return frame.random.indices.map { factor in
      let design = frame.random[factor]
      let width = design.width
      let errors = modes[factor].indices.map { index in
        let (level, column) = (index / width, index % width)
        let variance = covariances[factor][(level * width + column) * width + column]
        return sigma * max(0, variance).squareRoot()
      }
      return ConditionalModes(
        group: design.group, levels: design.levels, terms: design.names,
        estimates: modes[factor], standardErrors: errors)
    }
  }

  /// The coefficients within each level of each grouping factor; R's `coef`.
  /// - Throws: what the likelihood throws.
  public func levelCoefficients() throws -> [LevelCoefficients] {
    let modes = try likelihood().conditionalModes()
    return zip(frame.random, modes).map { design, effects in
      let extra = design.names.filter { !frame.fixed.names.contains($0) }
      let terms = frame.fixed.names + extra
      let fixed = coefficients + [Double](repeating: 0, count: extra.count)
      var estimates = design.levels.indices.flatMap { _ in fixed }
      for (column, name) in design.names.enumerated() {
        guard let term = terms.firstIndex(of: name) else { continue }
        for level in design.levels.indices {
          estimates[level * terms.count + term] += effects[level * design.width + column]
        }
      }
      return LevelCoefficients(
        group: design.group, levels: design.levels, terms: terms, estimates: estimates)
    }
  }
}
