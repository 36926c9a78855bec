import Glibc
import Numerics

/// The likelihood of a linear mixed model as a function of its covariance parameters, with the
/// scratch memory to compute it: one per task.
///
/// What is asked after `evaluate` refers to the parameters evaluated last. Nothing here reads the
/// rows of the data: n enters once, into the cross-products.
final class Likelihood {
  private(set) var problem: LikelihoodProblem
  private let factor: any PenalizedFactor
  private let scales: [Double]
  private(set) var parameters: [Double] = []
  /// The rows at the residual parameters evaluated last, where there are any.
  private var whitened: WhitenedRows?
  private var residualParameters: [Double]?
  private var sums = FactorSums(logDeterminantRandom: 0, logDeterminantFixed: 0, residual: 0)

  init(_ problem: LikelihoodProblem) {
    self.problem = problem
    scales = problem.parameterScales
    switch problem.products {
    case .plain(let data):
      factor = PlainFactor(data, responses: problem.coefficientCount + 1)
    case .grouped(let data): factor = GroupedFactor(data)
    case .blocked(let data): factor = BlockedFactor(data)
    }
  }

  /// Goes over to another problem of the same shape, keeping the scratch memory.
  func setProblem(_ problem: LikelihoodProblem) {
    self.problem = problem
    (whitened, residualParameters) = (nil, nil)
    setProducts(problem.products)
  }

  private func setProducts(_ products: LikelihoodProblem.Products) {
    switch (products, factor) {
    case (.plain(let data), let factor as PlainFactor): factor.replaceData(data)
    case (.grouped(let data), let factor as GroupedFactor): factor.replaceData(data)
    case (.blocked(let data), let factor as BlockedFactor): factor.replaceData(data)
    default: preconditionFailure("a problem of another shape")
    }
  }

  /// The profiled deviance at these parameters: theta of every factor.
  /// - Throws: `MixedModelError.perfectFit`, `.designNotOfFullRank`.
  @discardableResult
  func evaluate(_ parameters: [Double]) throws -> Evaluation {
    self.parameters = parameters
    let thetaCount = problem.thetaCount
    if let residual = problem.residual {
      let values = Array(parameters[thetaCount...])
      if residualParameters != values {
        let rows = try WhitenedRows(problem.rows, residual, values, like: layout)
        setProducts(rows.products)
        (whitened, residualParameters) = (rows, values)
      }
    }
    sums = try factor.factor((0..<thetaCount).map { parameters[$0] * scales[$0] })
    return evaluation
  }

  private var layout: BlockedLayout? { (factor as? BlockedFactor)?.layout }

  private var logDeterminantResidual: Double {
    whitened?.factor.logDeterminant ?? problem.logDeterminantWeights
  }

  /// The parts of the deviance at the parameters evaluated last.
  var evaluation: Evaluation {
    Evaluation(
      problem, logDeterminantRandom: sums.logDeterminantRandom,
      logDeterminantFixed: sums.logDeterminantFixed - problem.basis.logDeterminant,
      logDeterminantResidual: logDeterminantResidual,
      penalizedSumOfSquares: penalizedSumOfSquares)
  }

  private var penalizedSumOfSquares: Double {
    sums.residual * problem.basis.scale * problem.basis.scale
  }

  /// Known, or estimated at the parameters evaluated last.
  var sigma: Double {
    problem.residualStandardDeviation
      ?? (penalizedSumOfSquares / problem.denominator).squareRoot()
  }

  /// The unprofiled deviance at the parameters evaluated last and any sigma.
  func deviance(sigma: Double) -> Double {
    let evaluation = evaluation
    let variance = sigma * sigma
    let fixed =
      problem.criterion == .restrictedMaximumLikelihood ? evaluation.logDeterminantFixed : 0
    return sums.logDeterminantRandom + logDeterminantResidual + fixed
      + problem.denominator * log(2 * .pi * variance)
      + evaluation.penalizedSumOfSquares / variance
  }

  // MARK: derivatives

  private func weights(sigma: Double?) -> ResponseWeights {
    let fixed = problem.criterion == .restrictedMaximumLikelihood ? 1.0 : 0
    guard let sigma = sigma ?? problem.residualStandardDeviation else {
      return ResponseWeights(fixed: fixed, response: problem.denominator)
    }
    return ResponseWeights(fixed: fixed, response: penalizedSumOfSquares / (sigma * sigma))
  }

  /// The gradient of the profiled deviance.
  func gradient() -> [Double] {
    let weights = weights(sigma: nil)
    return thetaGradient(factor.lambdaGradients(weights)) + residualGradient(weights)
  }

  /// d(deviance)/d(phi) of the residual parameters; `lambdaGradients` was called before.
  private func residualGradient(_ weights: ResponseWeights) -> [Double] {
    guard let whitened, let count = problem.residual?.parameterCount else { return [] }
    return (0..<count).map { p in
      let change = whitened.derivative(p, problem.rows, like: layout)
      let sum = factor.contract(change.sum, weights)
      let difference = factor.contract(change.difference, weights)
      return change.trace - 0.25 * (sum - difference)
    }
  }

  /// The gradient of the unprofiled deviance at a fixed sigma; the last element is for log sigma.
  func gradient(sigma: Double) -> [Double] {
    let weights = weights(sigma: sigma)
    return thetaGradient(factor.lambdaGradients(weights)) + residualGradient(weights)
      + [2 * problem.denominator - 2 * penalizedSumOfSquares / (sigma * sigma)]
  }

  private func thetaGradient(_ lambda: [[Double]]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(scales.count)
    for (term, gradient) in zip(problem.rows.terms, lambda) {
      for place in term.free {
        result.append(gradient[place.row + place.column * term.width] * term.scales[place.row])
      }
    }
    return result
  }

  /// The average information of the profiled deviance: half its Hessian's observed and expected
  /// parts, times two.
  ///
  /// Gilmour, Thompson and Cullis (1995), with sigma eliminated.
  func averageInformation() -> Matrix {
    let full = averageInformation(sigma: sigma)
    let last = full.rows - 1
    guard problem.residualStandardDeviation == nil else {
      return full.selectingRowsAndColumns(0..<last)
    }
    var result = full.selectingRowsAndColumns(0..<last)
    for a in 0..<last {
      for b in 0..<last { result[a, b] -= full[a, last] * full[b, last] / full[last, last] }
    }
    return result
  }

  /// The average information of the unprofiled deviance; the last row is that of log sigma.
  func averageInformation(sigma: Double) -> Matrix {
    let forms = informationForms()
    let count = forms.linear.count
    let unit = problem.basis.scale / sigma
    let inverse = unit * unit
    var result = Matrix(rows: count + 1, columns: count + 1)
    for a in 0..<count {
      for b in 0..<count { result[a, b] = inverse * forms.quadratic[a, b] * scales[a] * scales[b] }
      result[a, count] = 2 * inverse * forms.linear[a] * scales[a]
      result[count, a] = result[a, count]
    }
    result[count, count] = 4 * sums.residual * inverse
    return result
  }

  /// The forms of theta and the residual parameters, complete.
  private func informationForms() -> InformationForms {
    guard let whitened, let count = problem.residual?.parameterCount else {
      return factor.informationForms([])
    }
    let residuals = whitened.residuals(
      problem.rows, modes: factor.conditionalModes(), contrast: contrastVector())
    let variates = (0..<count).map { whitened.variate($0, residuals) }
    let forms = factor.informationForms(variates.map { whitened.products(problem.rows, with: $0) })
    var quadratic = forms.quadratic
    let first = forms.linear.count
    for a in 0..<count {
      for b in 0..<count {
        quadratic[first + a, first + b] += dotProduct(variates[a], variates[b])
      }
    }
    return InformationForms(
      quadratic: quadratic, linear: forms.linear + variates.map { dotProduct($0, residuals) })
  }

  /// [-beta; 1] in the basis.
  private func contrastVector() -> [Double] {
    transformedCoefficients().map { -$0 } + [1]
  }

  /// Gradient and approximate Hessian of the profiled deviance in theta times `scales`: for the
  /// optimiser.
  ///
  /// To the average information is added what the curvature of Lambda Lambda' in Lambda
  /// contributes, as far as it is positive: it vanishes at an interior optimum and is all that
  /// there is where a variance is zero.
  func scaledDerivatives() throws -> TrustRegion.Derivatives {
    let weights = weights(sigma: nil)
    let lambda = factor.lambdaGradients(weights)
    var hessian = averageInformation()
    for a in 0..<hessian.rows {
      for b in 0..<hessian.columns { hessian[a, b] /= scales[a] * scales[b] }
    }
    for (term, gradient) in zip(problem.rows.terms, lambda) {
      try LambdaCurvature(term, parameters, gradient).add(to: &hessian)
    }
    let gradient = zip(thetaGradient(lambda) + residualGradient(weights), scales).map { $0 / $1 }
    return TrustRegion.Derivatives(gradient: gradient, hessian: hessian)
  }

  // MARK: estimates

  /// beta.
  func coefficients() -> [Double] { problem.basis.coefficients(transformedCoefficients()) }

  private func transformedCoefficients() -> [Double] {
    let p = problem.coefficientCount
    let factor = self.factor.responseFactor
    var transformed = (0..<p).map { factor[p, $0] }
    if p > 0 {
      let block = factor.block(rows: 0..<p, columns: 0..<p)
      withColumnView(&transformed) { $0.solve(block.view, .lower, transposed: true) }
    }
    return transformed
  }

  /// inverse(X'V0^-1 X), V = sigma^2 V0.
  func unscaledCovariance() -> Matrix {
    let p = problem.coefficientCount
    var root = Matrix.identity(p)
    if p > 0 {
      let block = factor.responseFactor.block(rows: 0..<p, columns: 0..<p)
      root.withMutableView { $0.solve(block.view, .lower) }
    }
    return problem.basis.covariance(root.crossProduct())
  }

  /// The modes of the random effects: for each grouping factor, element level * k + column.
  func conditionalModes() -> [[Double]] {
    scaled(factor.conditionalModes(), by: problem.basis.scale) { 1 / $0 }
  }

  /// Covariance of the random effects of each level given the data, divided by sigma^2: for each
  /// grouping factor k x k faces one after another.
  func conditionalCovariances() -> [[Double]] {
    zip(problem.rows.terms, factor.conditionalCovariances()).map { term, faces in
      let k = term.width
      return faces.indices.map { index in
        let (row, column) = (index % k, index / k % k)
        return faces[index] / (term.scales[row] * term.scales[column])
      }
    }
  }

  /// Z'V0^-1(y - X beta): for each grouping factor, element level * k + column.
  func residualProjections() -> [[Double]] {
    scaled(factor.residualProjections(), by: problem.basis.scale) { $0 }
  }

  private func scaled(
    _ values: [[Double]], by unit: Double, _ scale: (Double) -> Double
  ) -> [[Double]] {
    zip(problem.rows.terms, values).map { term, values in
      let factors = term.scales.map { scale($0) * unit }
      return values.indices.map { values[$0] * factors[$0 % term.width] }
    }
  }

  /// Z'V0^-1 X of each grouping factor: row level * k + column.
  func crossProjections() -> [Matrix] {
    // Columns of the basis are X T: back by inverse(T).
    let p = problem.coefficientCount
    let inverse = problem.basis.inverseMatrix
    return zip(problem.rows.terms, factor.crossProjections()).map { term, matrix in
      var result = Matrix(rows: matrix.rows, columns: p)
      for c in 0..<p {
        for d in 0...c where inverse[d, c] != 0 {
          for r in 0..<matrix.rows {
            result[r, c] += matrix[r, d] * inverse[d, c] * term.scales[r % term.width]
          }
        }
      }
      return result
    }
  }

  /// Z'V0^-1 Z.
  /// - Throws: `MixedModelError.unsupported` where a dense matrix of all effects is too large.
  func randomProjections() throws -> RandomProjections {
    let scales = problem.rows.terms.map(\.scales)
    switch try factor.randomProjections() {
    case .faces(let faces):
      guard let scale = scales.first else { return .faces([]) }
      return .faces(faces.map { $0.scaledSymmetrically { scale[$0] } })
    case .dense(let matrix):
      let all = problem.rows.terms.flatMap { term in
        (0..<term.effectCount).map { term.scales[$0 % term.width] }
      }
      return .dense(matrix.scaledSymmetrically { all[$0] })
    }
  }

  /// tr V0^-1 = n - q + tr inverse(Lambda'Z'Z Lambda + I).
  func projectionTrace() -> Double {
    let effects = problem.rows.terms.reduce(0) { $0 + $1.effectCount }
    return Double(problem.rowCount - effects) + factor.inverseTrace()
  }

  /// The variance of x'(estimate - beta) + z'(mode - b), divided by sigma^2.
  func unscaledVariance(
    fixed: [Double], random: [(factor: Int, level: Int, values: [Double])]
  ) -> Double {
    let transformed = problem.basis.designTransform.transposedProduct(fixed)
    return factor.unscaledVariance(
      fixed: transformed,
      random: random.map { effect in
        let scales = problem.rows.terms[effect.factor].scales
        return (effect.factor, effect.level, zip(effect.values, scales).map { $0 / $1 })
      })
  }
}

extension Matrix {
  fileprivate func selectingRowsAndColumns(_ range: Range<Int>) -> Matrix {
    var result = Matrix(rows: range.count, columns: range.count)
    for a in range { for b in range { result[a, b] = self[a, b] } }
    return result
  }

  fileprivate func scaledSymmetrically(_ scale: (Int) -> Double) -> Matrix {
    var result = self
    for c in 0..<columns { for r in 0..<rows { result[r, c] *= scale(r) * scale(c) } }
    return result
  }
}
