import Glibc
import Numerics

/// Follows the constrained maxima of one parameter and finds where they cross a level.
struct ProfileTracer<Parameter: ProfiledParameter> {
  private struct Solution {
    let node: ProfileCurve.Node
    let point: [Double]
  }

  private let parameter: Parameter
  private let optimum: ProfileOptimum
  private var solutions: [Solution]

  /// A solved point this close to the level is close enough for a last step of Newton's method,
  /// which squares the distance.
  private let zetaTolerance = 1e-3
  private let trialLimit = 60

  init(_ parameter: Parameter) {
    self.parameter = parameter
    optimum = parameter.optimum
    let node = ProfileCurve.Node(value: optimum.value, zeta: 0, slope: optimum.slope)
    solutions = [Solution(node: node, point: optimum.point)]
  }

  var scale: ProfileScale { parameter.scale }
  private var domain: ClosedRange<Double> { parameter.domain }
  /// The parameter at the optimum.
  private var center: Double { optimum.value }
  var curve: ProfileCurve { ProfileCurve(solutions.map(\.node)) }

  /// The limit at which zeta is `zeta`, whose sign names the side.
  mutating func limit(zeta: Double) -> ProfileLimit {
    let end = zeta < 0 ? domain.lowerBound : domain.upperBound
    let last = scale.parameter(end)
    if abs(center - end) < 1e-7 { return .boundary(last) }
    do {
      if let value = try root(zeta: zeta, end: end) { return .at(scale.parameter(value)) }
      return last.isFinite ? .boundary(last) : .unbounded
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
    for trial in 1...trialLimit {
      if end.isFinite, outside == nil, abs(value - center) >= 0.98 * abs(end - center) {
        let last = try solve(end)
        if abs(last.zeta) <= abs(zeta) { return nil }
        outside = last
        value = proposal(zeta, inside, last)
      }
      let node = try solve(value)
      if abs(node.zeta - zeta) < zetaTolerance {
        return node.slope > 0 ? node.value + (zeta - node.zeta) / node.slope : node.value
      }
      if abs(node.zeta) < abs(zeta) { inside = node } else { outside = node }
      if outside == nil, trial > 3, isFlat(node) { return nil }
      value = proposal(zeta, inside, outside)
      guard let outside else { continue }
      let width = abs(outside.value - inside.value)
      if width < 1e-8 * (abs(inside.value) + abs(outside.value - center)) { return value }
      // Where inner minima are rough, interpolation stalls.
      if trial % 6 == 0 || trial > 12 { value = 0.5 * (inside.value + outside.value) }
    }
    throw OptimizationError.notConverged(evaluations: trialLimit)
  }

  /// Whether going as far again would change next to nothing.
  private func isFlat(_ node: ProfileCurve.Node) -> Bool {
    let promise = 2 * abs(node.slope * (node.value - center))
    return abs(node.zeta) <= Self.leastZeta || promise < 1e-3 * abs(node.zeta)
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
    let minimum = try parameter.minimum(at: value, from: startingPoint(value))
    let difference = minimum.deviance - optimum.deviance
    guard difference > -1e-4 else {
      throw OptimizationError.failed(
        reason: "the profile found a deviance \(-difference) below that of the fit")
    }
    let zeta = max(0, difference).squareRoot() * (value < center ? -1 : 1)
    let slope = abs(zeta) > Self.leastZeta ? minimum.slope / (2 * zeta) : optimum.slope
    let node = ProfileCurve.Node(value: value, zeta: zeta, slope: slope)
    solutions.append(Solution(node: node, point: minimum.point))
    return node
  }

  /// Below this, zeta has too few digits to divide by.
  private static var leastZeta: Double { 1e-5 }

  /// A start for the inner minimum: along the line through the nearest solved points.
  private func startingPoint(_ value: Double) -> [Double] {
    let side = solutions.dropFirst().filter { ($0.node.value < center) == (value < center) }
    let known = (side + [solutions[0]]).sorted {
      abs($0.node.value - value) < abs($1.node.value - value)
    }
    guard known.count > 1 else {
      let change = value - center
      return zip(solutions[0].point, optimum.tangent).map { $0 + change * $1 }
    }
    let share = (value - known[0].node.value) / (known[1].node.value - known[0].node.value)
    return zip(known[0].point, known[1].point).map { $0 + share * ($1 - $0) }
  }
}
