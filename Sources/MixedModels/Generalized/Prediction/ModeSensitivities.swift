import Numerics

/// How the modes of the random effects, and the predictors of the rows with them, move with the
/// parameters: central differences of the search for the mode.
struct ModeSensitivities {
  /// d mode / d parameter of every term, in original units: as many numbers for each mode
  /// (level * k + column) as there are parameters.
  let modes: [[Double]]
  /// d eta / d parameter of every row of the frame.
  let predictors: [[Double]]

  /// - Throws: what the engine throws.
  init(_ model: GeneralizedMixedModel) throws {
    let problem = model.problem
    let objective = LaplaceObjective(problem)
    let (layout, count) = (objective.layout, objective.layout.count)
    let scales = objective.parameterScales
    // Columns by parameters of the basis.
    var modes = problem.rows.terms.map { Matrix(rows: $0.effectCount, columns: count) }
    var predictors = Matrix(rows: problem.rowCount, columns: count)
    for place in 0..<count {
      let step = 1e-4 * scales[place]
      for sign in [1.0, -1.0] {
        var point = model.optimum
        point[place] += sign * step
        try objective.moveMode(to: point)
        let share = sign / (2 * step)
        for (term, values) in objective.engine.conditionalModes().enumerated() {
          for (index, value) in values.enumerated() { modes[term][index, place] += share * value }
        }
        for (row, value) in problem.inFrameOrder(objective.rows.predictor).enumerated() {
          predictors[row, place] += share * value
        }
      }
    }
    let units = ResponseBasis.inverseUpper(model.originalUnits(layout))
    self.modes = zip(problem.rows.terms, modes).map { term, matrix in
      let moved = matrix * units
      return (0..<term.effectCount).flatMap { index in
        moved.row(index).map { $0 / term.scales[index % term.width] }
      }
    }
    let moved = predictors * units
    self.predictors = (0..<moved.rows).map { moved.row($0) }
  }
}

extension LaplaceObjective {
  /// Finds the mode at some parameters, beta among them also in the fast mode.
  func moveMode(to point: [Double]) throws {
    let n = problem.rowCount
    rows.fixedPredictor.base.update(from: problem.offset.base, count: n)
    for place in layout.coefficients {
      Columns.add(point[place], problem.design.base + place * n, to: rows.fixedPredictor.base, n)
    }
    if let zero = rows.zeroPredictor {
      zero.clear()
      for (column, place) in layout.zero.enumerated() {
        Columns.add(point[place], problem.zeroDesign.base + column * n, to: zero.base, n)
      }
    }
    if let place = layout.dispersion.first {
      rows.dispersion = problem.distribution.terms(logDispersion: point[place])
    }
    _ = try engine.findMode(Array(point[layout.structure]))
  }
}
