import Glibc
import Numerics

/// Follows the constrained maxima of one parameter and finds where they cross a level.
struct ProfileTracer {
  private enum Target {
    case fixedEffect(Int)
    case sigma
    case standardDeviation(row: [Int])
    case correlation(row: [Int], other: [Int])
  }

  private struct Solution {
    let node: ProfileCurve.Node
    let point: [Double]
  }

  private let context: MaximumLikelihoodFit
  private let target: Target
  private let objective: ProfileObjective
  let scale: ProfileScale
  /// The values the parameter can have.
  private let domain: ClosedRange<Double>
  /// The parameter at the optimum.
  private let center: Double
  /// The change of the point with the value at the optimum.
  private let tangent: [Double]
  private var solutions: [Solution]

  /// A solved point this close to the level is close enough for a last step of Newton's method,
  /// which squares the distance.
  private static let zetaTolerance = 1e-3
  private static let trialLimit = 60

  /// - Precondition: a correlation is of two random effects that vary.
  init(_ parameter: ModelParameter, _ context: MaximumLikelihoodFit) throws {
    self.context = context
    let rows = context.layout.rows
    switch parameter {
    case .fixedEffect(let index):
      (target, scale, domain) = (.fixedEffect(index), .identity, -.infinity ... .infinity)
    case .residualStandardDeviation:
      (target, scale, domain) = (.sigma, .logarithm, -.infinity ... .infinity)
    case .standardDeviation(let factor, let effect):
      target = .standardDeviation(row: rows[factor][effect])
      (scale, domain) = (.identity, 0 ... .infinity)
    case .correlation(let factor, let first, let second):
      target = .correlation(row: rows[factor][second], other: rows[factor][first])
      (scale, domain) = (.arcSine, -Double.pi / 2...Double.pi / 2)
    }
    if case .fixedEffect(let index) = target {
      center = context.coefficients[index]
      objective = ProfileObjective(
        try context.fixing(index, at: center), hasSigma: false)
      tangent = [Double](repeating: 0, count: context.parameters.count)
      let error = context.sigma * context.unscaledCovariance[index, index].squareRoot()
      let node = ProfileCurve.Node(value: center, zeta: 0, slope: 1 / error)
      solutions = [Solution(node: node, point: context.parameters)]
    } else {
      let value = context.layout.value(
        of: parameter, parameters: context.parameters, sigma: context.sigma)
      center = scale.value(value ?? 0)
      objective = ProfileObjective(context.problem, hasSigma: context.knownSigma == nil)
      let expansion = try Self.expansion(
        Self.chart(target, at: context.point, context.knownSigma), objective, at: context.point,
        center)
      tangent = expansion.tangent
      // Where the information says nothing, a step of a third of sigma, or of a radian.
      let fallback = 3 / (scale == .identity ? context.sigma : 1)
      let slope = expansion.slope > 1e-6 * fallback ? expansion.slope : fallback
      let node = ProfileCurve.Node(value: center, zeta: 0, slope: slope)
      solutions = [Solution(node: node, point: context.point)]
    }
  }

  var curve: ProfileCurve { ProfileCurve(solutions.map(\.node)) }

  /// The limit at which zeta is `zeta`, whose sign names the side.
  mutating func limit(zeta: Double) -> ProfileLimit {
    let end = zeta < 0 ? domain.lowerBound : domain.upperBound
    if abs(center - end) < 1e-7 { return .boundary(scale.parameter(end)) }
    do {
      let value = try root(zeta: zeta, end: end)
      return value.map { .at(scale.parameter($0)) } ?? .boundary(scale.parameter(end))
    } catch {
      return .notFound(reason: "\(error)")
    }
  }

  /// Adds points between the optimum and the given zetas.
  mutating func refine(zetas: [Double]) {
    for zeta in zetas {
      let curve = curve
      guard let value = curve.value(atZeta: zeta), domain.contains(value) else { continue }
      _ = try? solve(value)
    }
  }

  /// The value at which zeta has the given value; nil where it does not up to the end.
  private mutating func root(zeta: Double, end: Double) throws -> Double? {
    var inside = solutions[0].node
    var outside: ProfileCurve.Node?
    var value = center + zeta / inside.slope
    for trial in 1...Self.trialLimit {
      if end.isFinite, outside == nil, abs(value - center) >= 0.98 * abs(end - center) {
        let last = try solve(end)
        if abs(last.zeta) <= abs(zeta) { return nil }
        outside = last
        value = proposal(zeta, inside, last)
      }
      let node = try solve(value)
      if abs(node.zeta - zeta) < Self.zetaTolerance {
        return node.slope > 0 ? node.value + (zeta - node.zeta) / node.slope : node.value
      }
      if abs(node.zeta) < abs(zeta) { inside = node } else { outside = node }
      value = proposal(zeta, inside, outside)
      guard let outside else { continue }
      let width = abs(outside.value - inside.value)
      if width < 1e-8 * (abs(inside.value) + abs(outside.value - center)) { return value }
      // Where inner minima are rough, interpolation stalls.
      if trial % 6 == 0 || trial > 12 { value = 0.5 * (inside.value + outside.value) }
    }
    throw OptimizationError.notConverged(evaluations: Self.trialLimit)
  }

  /// The next value to try: by the inverse cubic within a bracket, by Newton's method beyond it.
  private func proposal(
    _ zeta: Double, _ inside: ProfileCurve.Node, _ outside: ProfileCurve.Node?
  ) -> Double {
    guard let outside else {
      let step = (zeta - inside.zeta) / inside.slope
      let limit = 2 * max(abs(inside.value - center), abs(zeta / solutions[0].node.slope))
      let isUseful = step * zeta > 0 && abs(step) <= limit
      return inside.value + (isUseful ? step : (zeta < 0 ? -limit : limit))
    }
    let inverse = { (node: ProfileCurve.Node) in node.slope > 0 ? 1 / node.slope : nil }
    let value = ProfileCurve.hermite(
      (inside.zeta, inside.value, inverse(inside)), (outside.zeta, outside.value, inverse(outside)),
      at: zeta)
    let share = (value - inside.value) / (outside.value - inside.value)
    return share > 0 && share < 1 ? value : 0.5 * (inside.value + outside.value)
  }

  /// Maximises the likelihood with the parameter at a value.
  /// - Throws: `OptimizationError`, also where the deviance falls below that of the optimum.
  private mutating func solve(_ value: Double) throws -> ProfileCurve.Node {
    if let known = solutions.first(where: { $0.node.value == value }) { return known.node }
    if case .fixedEffect(let index) = target {
      objective.setProblem(try context.fixing(index, at: value))
    }
    let minimum = try leastDeviance(value, from: startingPoint(value))
    let difference = minimum.deviance - context.deviance
    guard difference > -1e-4 else {
      throw OptimizationError.failed(
        reason: "the profile found a deviance \(-difference) below that of the fit")
    }
    let zeta = max(0, difference).squareRoot() * (value < center ? -1 : 1)
    var slope = solutions[0].node.slope
    if abs(zeta) > 1e-5 {
      if case .fixedEffect(let index) = target {
        slope = try fixedEffectSlope(index, value, minimum.point) / (2 * zeta)
      } else {
        slope = minimum.slope / (2 * zeta)
      }
    }
    let node = ProfileCurve.Node(value: value, zeta: zeta, slope: slope)
    solutions.append(Solution(node: node, point: minimum.point))
    return node
  }

  /// The constrained minimum, a second time from beside it where a variance of 0 turns out to be
  /// a saddle: there the gradient is 0 by symmetry.
  private func leastDeviance(
    _ value: Double, from start: [Double]
  ) throws -> ConstrainedMinimum {
    let minimum = try objective.minimum(
      over: Self.chart(target, at: start, context.knownSigma), value: value)
    var beside = minimum.point
    var isMoved = false
    for place in context.layout.diagonal where abs(beside[place] * objective.units[place]) < 1e-4 {
      beside[place] = 0.03 / objective.units[place]
      isMoved = true
    }
    guard isMoved else { return minimum }
    let chart = Self.chart(target, at: beside, context.knownSigma)
    let origin = [Double](repeating: 0, count: chart.dimension)
    let deviance = try objective.deviance(chart.point(origin, value: value))
    guard deviance < minimum.deviance - 1e-9 else { return minimum }
    return try objective.minimum(over: chart, value: value)
  }

  /// d d / d beta_j at the constrained minimum, from the deviance's exact dependence on beta_j at
  /// fixed covariance: r^2(beta_j) = r^2 + (beta_j - estimate)^2 / inverse(X' V0^-1 X)_jj.
  private func fixedEffectSlope(
    _ index: Int, _ value: Double, _ parameters: [Double]
  ) throws -> Double {
    let likelihood = Likelihood(context.problem)
    let evaluation = try likelihood.evaluate(parameters)
    let variance = likelihood.unscaledCovariance()[index, index]
    let difference = value - likelihood.coefficients()[index]
    let squares = evaluation.penalizedSumOfSquares + difference * difference / variance
    let precision = context.knownSigma.map { 1 / ($0 * $0) }
    return 2 * difference / variance * (precision ?? Double(context.observationCount) / squares)
  }

  /// A start for the inner minimum: along the line through the nearest solved points.
  private func startingPoint(_ value: Double) -> [Double] {
    let side = solutions.dropFirst().filter { ($0.node.value < center) == (value < center) }
    let known = (side + [solutions[0]]).sorted {
      abs($0.node.value - value) < abs($1.node.value - value)
    }
    guard known.count > 1 else {
      let change = value - center
      return zip(solutions[0].point, tangent).map { $0 + change * $1 }
    }
    let share = (value - known[0].node.value) / (known[1].node.value - known[0].node.value)
    return zip(known[0].point, known[1].point).map { $0 + share * ($1 - $0) }
  }

  private static func chart(
    _ target: Target, at point: [Double], _ knownSigma: Double?
  ) -> any ProfileChart {
    switch target {
    case .fixedEffect: FreeChart(center: point)
    case .sigma: SigmaChart(center: Array(point.dropLast()))
    case .standardDeviation(let row):
      StandardDeviationChart(center: point, row: row, knownSigma: knownSigma)
    case .correlation(let row, let other): CorrelationChart(center: point, row: row, other: other)
    }
  }

  /// From the information at the optimum: how the other parameters follow the value, and
  /// d zeta / d value, the root of half the second derivative of the profile deviance.
  private static func expansion(
    _ chart: any ProfileChart, _ objective: ProfileObjective, at point: [Double], _ value: Double
  ) throws -> (tangent: [Double], slope: Double) {
    let information = try objective.derivatives(point).hessian
    let origin = [Double](repeating: 0, count: chart.dimension)
    let (jacobian, direction) = chart.derivatives(origin, value: value)
    let pull = information * direction
    guard chart.dimension > 0 else {
      return (direction, (0.5 * max(0, dotProduct(direction, pull))).squareRoot())
    }
    var inner = jacobian.transposedProduct(information * jacobian)
    for index in origin.indices { inner[index, index] += 1e-8 + 1e-10 * inner[index, index] }
    let follow = try CholeskyFactor(inner).solve(jacobian.transposedProduct(pull))
    let tangent = zip(direction, jacobian * follow).map { $0 - $1 }
    return (tangent, (0.5 * max(0, dotProduct(tangent, information * tangent))).squareRoot())
  }
}
