import Glibc
import Numerics

/// -2 log likelihood of a generalised model as a function of all its parameters, with the scratch
/// memory to compute it: one per task.
///
/// Parameters, in the basis of the problem: beta (p), gamma of the extra zeros (r), those of the
/// engine (theta times the scales of its columns, then a latent series), and the log of the
/// dispersion. What is asked after `value` refers to the parameters evaluated last.
final class LaplaceObjective {
  let problem: GeneralizedProblem
  let engine: any LaplaceEngine
  let layout: Layout
  private(set) var parameters: [Double] = []
  private(set) var deviance = Double.nan
  private(set) var evaluations = 0
  /// c, t and r of the gradient, and h.
  private let curvature: DoubleBuffer
  private let turned: DoubleBuffer
  private let residual: DoubleBuffer
  private let leverage: DoubleBuffer
  /// How the scores of the rows move with every parameter: n numbers each.
  private lazy var answers = DoubleBuffer(count: n * layout.count)
  /// The rows at a slightly moved further parameter.
  private lazy var moved = RowDerivatives(problem.distribution)

  /// Where each kind of parameter stands.
  struct Layout: Sendable {
    let coefficients: Range<Int>
    let zero: Range<Int>
    let structure: Range<Int>
    let dispersion: Range<Int>

    var count: Int { dispersion.upperBound }

    init(coefficients: Int, zero: Int, structure: Int, dispersion: Int) {
      self.coefficients = 0..<coefficients
      self.zero = coefficients..<(coefficients + zero)
      self.structure = self.zero.upperBound..<(self.zero.upperBound + structure)
      self.dispersion = self.structure.upperBound..<(self.structure.upperBound + dispersion)
    }
  }

  init(_ problem: GeneralizedProblem) {
    self.problem = problem
    engine = problem.makeEngine()
    layout = Layout(
      coefficients: problem.coefficientCount, zero: problem.zeroCount,
      structure: engine.parameterCount,
      dispersion: engine.rows.derivatives.dispersion == nil ? 0 : 1)
    curvature = DoubleBuffer(count: problem.rowCount)
    turned = DoubleBuffer(count: problem.rowCount)
    residual = DoubleBuffer(count: problem.rowCount)
    leverage = DoubleBuffer(count: problem.rowCount)
  }

  var rows: LaplaceRows { engine.rows }
  private var n: Int { problem.rowCount }

  /// -2 log likelihood, all constants included.
  ///
  /// In the fast mode beta is not taken from the parameters but found: it minimises f.
  /// - Throws: what the search for the mode throws.
  func value(_ parameters: [Double]) throws -> Double {
    evaluations += 1
    if eliminatesCoefficients {
      try findCoefficients(parameters)
    } else {
      try findMode(parameters)
    }
    return deviance
  }

  /// Whether beta is found together with the mode.
  var eliminatesCoefficients: Bool { problem.integration == .fast }

  /// The parameters over which the deviance is minimised.
  var variables: Range<Int> {
    (eliminatesCoefficients ? layout.coefficients.upperBound : 0)..<layout.count
  }

  /// Newton's method for beta with u at its mode.
  private func findCoefficients(_ parameters: [Double]) throws {
    var point = parameters
    if self.parameters.count == point.count && problem.distribution.isLogConcave {
      for place in layout.coefficients { point[place] = self.parameters[place] }
    }
    var sums = try findMode(point)
    for _ in 0..<100 {
      let slope = layout.coefficients.map {
        Columns.dot(problem.design.base + $0 * n, rows.derivatives.score.base, n)
      }
      let step = try CholeskyFactor(coefficientInformation()).solve(slope)
      let decrement = dotProduct(step, slope)
      if decrement < 1e-26 { return }
      let start = point
      let before = sums.penalty - 2 * sums.logDensity
      var share = 1.0
      while true {
        for (place, change) in zip(layout.coefficients, step) {
          point[place] = start[place] + share * change
        }
        sums = try findMode(point)
        if sums.penalty - 2 * sums.logDensity <= before + 1e-12 * (1 + abs(before)) { break }
        share *= 0.5
        guard share > 1e-10 else { throw MixedModelError.notConverged(evaluations: evaluations) }
      }
      if decrement < 1e-13 { return }
    }
    throw MixedModelError.notConverged(evaluations: evaluations)
  }

  /// X'V^-1 X with V = inverse(J) + Z Lambda Lambda'Z': the information on beta, u being integrated
  /// out, at the mode at hand.
  func coefficientInformation() -> Matrix {
    let p = layout.coefficients.count
    let answers = DoubleBuffer(count: n * p)
    let information = rows.derivatives.information.base
    for c in 0..<p {
      for i in 0..<n { answers.base[c * n + i] = information[i] * problem.design.base[c * n + i] }
    }
    var result = engine.explained(answers, count: p)
    for a in 0..<p {
      for b in 0..<p {
        result[a, b] =
          Columns.dot(problem.design.base + a * n, answers.base + b * n, n) - result[a, b]
      }
    }
    return result
  }

  @discardableResult
  private func findMode(_ parameters: [Double]) throws -> ModeSums {
    self.parameters = parameters
    setPredictors(parameters)
    // Of several modes always the same, whatever was asked before.
    if !problem.distribution.isLogConcave { engine.forgetMode() }
    let sums = try engine.findMode(Array(parameters[layout.structure]))
    deviance =
      sums.penalty + sums.logDeterminant
      - 2 * (sums.logDensity + problem.distribution.constant)
    if let level = engine as? LevelLaplaceEngine, let quadrature = level.quadrature {
      deviance += try quadrature.correction(level)
    }
    guard deviance.isFinite else {
      throw MixedModelError.notConverged(evaluations: evaluations)
    }
    return sums
  }

  private func setPredictors(_ parameters: [Double]) {
    rows.fixedPredictor.base.update(from: problem.offset.base, count: n)
    for (c, place) in layout.coefficients.enumerated() {
      Columns.add(
        parameters[place], problem.design.base + c * n, to: rows.fixedPredictor.base, n)
    }
    if let zero = rows.zeroPredictor {
      zero.clear()
      for (c, place) in layout.zero.enumerated() {
        Columns.add(parameters[place], problem.zeroDesign.base + c * n, to: zero.base, n)
      }
    }
    if let place = layout.dispersion.first {
      rows.dispersion = problem.distribution.terms(logDispersion: parameters[place])
    }
  }

  /// The gradient in all parameters.
  func gradient() -> [Double] { differentiate().values }

  /// The gradient, and that in Lambda of every term.
  ///
  /// With c = h dW/d(eta) and t = Z Lambda s, s = inverse(H_J) Lambda'Z'c the answer of the mode:
  /// d/d(beta) = X'(-2 score + c - J t); a parameter that enters the rows alone gives
  /// sum of -2 dl + h dW + t d(score).
  private func differentiate() -> (values: [Double], lambda: [[Double]]) {
    _ = rows.evaluate(0..<n, .gradient)
    let quadrature = (engine as? LevelLaplaceEngine).flatMap { level in
      level.quadrature.map { quadrature in
        quadrature.differentiate(level)
        return quadrature
      }
    }
    let derivatives = rows.derivatives
    engine.leverages(into: leverage.base)
    let (c, t, r) = (curvature.base, turned.base, residual.base)
    for i in 0..<n { c[i] = leverage.base[i] * derivatives.weightSlope.base[i] }
    engine.adjoint(c, into: t)
    let (score, information) = (derivatives.score.base, derivatives.information.base)
    if eliminatesCoefficients { answerWithCoefficients() }
    for i in 0..<n { r[i] = c[i] - 2 * score[i] - information[i] * t[i] }
    let structure = engine.gradient(r)
    if let quadrature {
      for i in 0..<n { r[i] -= 2 * quadrature.scoreChange.base[i] }
    }
    var result = layout.coefficients.indices.map {
      Columns.dot(problem.design.base + $0 * n, r, n)
    }
    if let zero = derivatives.zero {
      let slopes = rowSlopes(zero, quadrature?.zeroChange)
      result += layout.zero.indices.map { index in
        Columns.dot(
          problem.zeroDesign.base + (index - layout.zero.lowerBound) * n, slopes.base, n)
      }
    }
    result += structure.values
    if let dispersion = derivatives.dispersion {
      let slopes = rowSlopes(dispersion, quadrature?.dispersionChange)
      result.append((0..<n).reduce(0) { $0 + slopes.base[$1] })
    }
    return (result, structure.lambda)
  }

  /// The answer t of the mode where beta moves with it: s solves the joint system of u and beta.
  private func answerWithCoefficients() {
    let (c, t, information) = (curvature.base, turned.base, rows.derivatives.information.base)
    for i in 0..<n { residual.base[i] = c[i] - information[i] * t[i] }
    let right = layout.coefficients.map {
      Columns.dot(problem.design.base + $0 * n, residual.base, n)
    }
    guard let factor = try? CholeskyFactor(coefficientInformation()) else { return }
    let shift = DoubleBuffer(count: n)
    for (column, weight) in factor.solve(right).enumerated() {
      Columns.add(weight, problem.design.base + column * n, to: shift.base, n)
    }
    for i in 0..<n { residual.base[i] = c[i] - information[i] * shift.base[i] }
    engine.adjoint(residual.base, into: t)
    for i in 0..<n { t[i] += shift.base[i] }
  }

  /// -2 dl + h dW + t d(score) of every row.
  private func rowSlopes(_ shares: RowDerivatives.Shares, _ change: DoubleBuffer?) -> DoubleBuffer {
    let result = DoubleBuffer(count: n)
    for i in 0..<n {
      result.base[i] =
        leverage.base[i] * shares.weight.base[i] + turned.base[i] * shares.score.base[i]
        - 2 * (shares.density.base[i] + (change?.base[i] ?? 0))
    }
    return result
  }
}

extension LaplaceObjective {
  /// The gradient and an approximate Hessian: for the optimiser.
  ///
  /// beta and the further parameters have the Hessian of min over u of f; those of the structure
  /// the average information of the linear model that Newton's last step solved, and what the
  /// curvature of Lambda Lambda' adds to it.
  func derivatives() throws -> TrustRegion.Derivatives {
    let (gradient, lambda) = differentiate()
    var hessian = profileHessian()
    var first = layout.structure.lowerBound
    for (term, gradient) in zip(problem.rows.terms, lambda) {
      // The curvature is asked for in units of the original columns.
      let count = term.free.count
      let local = TermShape(
        width: term.width, levelCount: term.levelCount, free: term.free, thetaStart: 0,
        scales: term.scales.map { _ in 1 })
      var share = Matrix(rows: count, columns: count)
      try LambdaCurvature(local, Array(parameters[first..<(first + count)]), gradient)
        .add(to: &share)
      for a in 0..<count { for b in 0..<count { hessian[first + a, first + b] += share[a, b] } }
      first += count
    }
    if problem.series != nil {
      let (value, slope) = (parameters[first], gradient[first])
      let own = abs(value) < 1e-10 ? 1e-10 : value
      hessian[first, first] += max(slope / own, 0)
    }
    return TrustRegion.Derivatives(
      gradient: Array(gradient[variables]), hessian: try reduced(hessian))
  }

  /// The Hessian in `variables`, what was eliminated at its best.
  private func reduced(_ hessian: Matrix) throws -> Matrix {
    guard eliminatesCoefficients else { return hessian }
    let first = variables.lowerBound
    let factor = try CholeskyFactor(
      hessian.block(rows: 0..<first, columns: 0..<first))
    let cross = hessian.block(rows: 0..<first, columns: variables)
    return hessian.block(rows: variables, columns: variables)
      - cross.transposedProduct(factor.solve(cross))
  }

  /// Pairs of a row's answer a (how its score moves with a parameter) and its cause x, which only
  /// beta and the structure have.
  private func profileHessian() -> Matrix {
    let count = layout.count
    let variates = engine.variates()
    let causes = (0..<count).map { place -> UnsafePointer<Double>? in
      if layout.coefficients.contains(place) {
        return UnsafePointer(problem.design.base + place * n)
      }
      guard layout.structure.contains(place) else { return nil }
      return UnsafePointer(variates.base + (place - layout.structure.lowerBound) * n)
    }
    fillAnswers(causes)
    let explained = engine.explained(answers, count: count)
    var hessian = Matrix(rows: count, columns: count)
    for a in 0..<count {
      for b in 0...a {
        let isStructure = layout.structure.contains(a) || layout.structure.contains(b)
        var direct = 0.0
        if let cause = causes[b] {
          direct = Columns.dot(cause, answers.base + a * n, n)
        } else if let cause = causes[a] {
          direct = Columns.dot(cause, answers.base + b * n, n)
        }
        let value = (isStructure ? 1 : 2) * (direct - explained[a, b])
        hessian[a, b] = value
        hessian[b, a] = value
      }
    }
    withExtendedLifetime(variates) {}
    addRowCurvature(to: &hessian)
    return hessian
  }

  private func fillAnswers(_ causes: [UnsafePointer<Double>?]) {
    let derivatives = rows.derivatives
    let information = derivatives.information.base
    for (place, cause) in causes.enumerated() {
      guard let cause else { continue }
      let target = answers.base + place * n
      for i in 0..<n { target[i] = information[i] * cause[i] }
    }
    if let zero = derivatives.zero {
      for (index, place) in layout.zero.enumerated() {
        let (x, target) = (problem.zeroDesign.base + index * n, answers.base + place * n)
        for i in 0..<n { target[i] = -zero.score.base[i] * x[i] }
      }
    }
    if let place = layout.dispersion.first, let dispersion = derivatives.dispersion {
      let target = answers.base + place * n
      for i in 0..<n { target[i] = -dispersion.score.base[i] }
    }
  }

  /// -2 d2l of the further parameters, by differences of dl.
  private func addRowCurvature(to hessian: inout Matrix) {
    let derivatives = rows.derivatives
    let eta = UnsafePointer(rows.predictor.base)
    let step = 1e-4
    if let place = layout.dispersion.first, let here = derivatives.dispersion {
      let terms = problem.distribution.terms(logDispersion: parameters[place] + step)
      _ = problem.distribution.evaluate(
        0..<n, eta: eta, zeta: rows.zeroPredictor.map { UnsafePointer($0.base) }, terms,
        order: .gradient, into: moved)
      if let there = moved.dispersion {
        var sum = 0.0
        for i in 0..<n { sum += there.density.base[i] - here.density.base[i] }
        hessian[place, place] -= 2 * sum / step
      }
    }
    if let here = derivatives.zero, let zeta = rows.zeroPredictor {
      let shifted = DoubleBuffer(copying: zeta)
      for i in 0..<n { shifted.base[i] += step }
      _ = problem.distribution.evaluate(
        0..<n, eta: eta, zeta: shifted.base, rows.dispersion, order: .gradient, into: moved)
      guard let there = moved.zero else { return }
      for (a, row) in layout.zero.enumerated() {
        for (b, column) in layout.zero.enumerated() {
          var sum = 0.0
          for i in 0..<n {
            let product = problem.zeroDesign.base[a * n + i] * problem.zeroDesign.base[b * n + i]
            sum += product * (there.density.base[i] - here.density.base[i])
          }
          hessian[row, column] -= 2 * sum / step
        }
      }
    }
  }
}

extension Matrix {
  fileprivate func block(rows: Range<Int>, columns: Range<Int>) -> Matrix {
    var result = Matrix(rows: rows.count, columns: columns.count)
    for (a, row) in rows.enumerated() {
      for (b, column) in columns.enumerated() { result[a, b] = self[row, column] }
    }
    return result
  }
}
