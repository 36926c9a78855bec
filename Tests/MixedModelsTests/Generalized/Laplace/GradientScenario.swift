import Numerics
import Tables

@testable import MixedModels

/// A small model of simulated data with a point, inside what is possible, to differentiate it at.
struct GradientScenario: Sendable, CustomStringConvertible {
  enum Design: String, Sendable, CaseIterable {
    case plain, scalar, slope, three, crossed, nested, series, seriesWithIntercept

    var random: String {
      switch self {
      case .plain, .series: ""
      case .scalar, .seriesWithIntercept: " + (1 | a)"
      case .slope: " + (x | a)"
      case .three: " + (x + w | a)"
      case .crossed: " + (1 | a) + (x | c)"
      case .nested: " + (1 | a/b/d)"
      }
    }

    var hasSeries: Bool { self == .series || self == .seriesWithIntercept }
  }

  let family: ResponseFamily
  let link: LinkFunction
  var design = Design.scalar
  var curvature = Curvature.observed
  var zeroInflation: String?
  var hasWeights = false
  var hasOffset = false
  var hasTrials = true
  var integration = Integration.laplace
  var seed: UInt64 = 1

  var description: String {
    "\(family.rawValue) \(link.rawValue), \(design.rawValue), \(curvature), \(integration)"
      + (zeroInflation.map { ", zeros \($0)" } ?? "") + (hasWeights ? ", weights" : "")
      + (hasOffset ? ", offset" : "")
  }

  /// A typical predictor, and how much it may vary for all means to be possible.
  private var scale: (centre: Double, spread: Double) {
    switch (family, link) {
    case (.binomial, .log): (-1.2, 0.08)
    case (.binomial, .identity): (0.4, 0.04)
    case (.binomial, _): (-0.2, 0.5)
    case (_, .identity): (5, 0.4)
    case (_, .squareRoot): (2, 0.2)
    case (_, .inverse): (0.3, 0.02)
    default: (1, 0.4)
    }
  }

  static let rowCount = 24

  private func table(_ stream: inout RandomStream) throws -> Table {
    let n = Self.rowCount
    let moments = ResponseMoments(family: family, link: link, dispersion: 0.5)
    let (centre, spread) = scale
    let effects = (0..<4).map { _ in spread * stream.normal() }
    var text = "y,n,x,w,a,b,c,d,t,wt,o\n"
    for i in 0..<n {
      let a = i % 4
      let (x, w) = (2 * stream.uniform() - 1, 2 * stream.uniform() - 1)
      // Crossed: levels by chance; nested: two of b within a, two of d within b.
      let (c, b, d) = (Int(stream.uniform() * 3), i / 4 % 2, i / 8 % 2)
      let offset = 0.3 * spread * (2 * stream.uniform() - 1)
      let eta = centre + effects[a] * 0.6 + 0.5 * spread * x
      let mean = moments.mean(ofPredictor: eta)?.value ?? 1
      let trials = hasTrials ? 2 + Double(stream.uniform(below: 4)) : 1
      let law = ResponseDistribution(
        family: family, mean: mean, dispersion: 0.5, trials: trials,
        zeroProbability: zeroInflation == nil ? 0 : 0.25)
      // A mean may be 0 for no count of NB2 with the square root, so one row is surely not.
      let y = i == 0 ? (family == .binomial ? 1 : 3) : law.draw(using: &stream)
      let weight = 0.5 + Double(stream.uniform(below: 4)) / 2
      text +=
        "\(y),\(trials),\(x),\(w),a\(a),b\(b),c\(c),d\(d),\(i / 4 + (i > 11 ? 2 : 0)),"
        + "\(weight),\(offset)\n"
    }
    return try makeTable(text)
  }

  var specification: MixedModelSpecification {
    let response = family == .binomial && hasTrials ? "cbind(y, n - y)" : "y"
    var result = MixedModelSpecification(
      "\(response) ~ x\(design.random)", weights: hasWeights ? "wt" : nil,
      offset: hasOffset ? "o" : nil, correlation: design.hasSeries ? "ar1(t | a)" : nil)
    result.family = family
    result.link = link
    result.zeroInflation = zeroInflation
    result.integration = integration
    result.curvature = curvature
    return result
  }

  func frame() throws -> ModelFrame {
    var stream = RandomStream(seed: seed, task: 11)
    return try ModelFrame(specification, table(&stream))
  }

  /// The objective, a random point, and the size of a small change of each of its parameters.
  func objective() throws -> (objective: LaplaceObjective, point: [Double], steps: [Double]) {
    let objective = LaplaceObjective(try GeneralizedProblem(specification, frame()))
    var stream = RandomStream(seed: seed, task: 12)
    let (layout, problem) = (objective.layout, objective.problem)
    let (centre, spread) = scale
    var point = [Double](repeating: 0, count: layout.count)
    for place in layout.coefficients {
      point[place] = (place == 0 ? centre : 0) + 0.3 * spread * (2 * stream.uniform() - 1)
    }
    for place in layout.zero { point[place] = -1 + stream.uniform() }
    var place = layout.structure.lowerBound
    for term in problem.rows.terms {
      for element in term.free {
        let u = stream.uniform()
        point[place] = spread * (element.row == element.column ? 0.4 + u : u - 0.5)
        place += 1
      }
    }
    if problem.series != nil {
      point[place] = spread * (0.4 + stream.uniform())
      point[place + 1] = 2 * stream.uniform() - 0.8
    }
    for place in layout.dispersion { point[place] = -1.5 + stream.uniform() }
    let steps = point.indices.map { place in
      layout.zero.contains(place) || layout.dispersion.contains(place)
        || (problem.series != nil && place == layout.structure.upperBound - 1) ? 1 : spread
    }
    return (objective, point, steps)
  }

  /// The largest error of the gradient, in units of its largest element.
  func gradientError() throws -> Double {
    let (objective, point, steps) = try objective()
    _ = try objective.value(point)
    // The parameters may have been completed: in the fast mode beta is found.
    let here = objective.parameters
    let gradient = objective.gradient()
    let variables = objective.variables
    var (worst, size) = (0.0, 1.0)
    for place in variables {
      let difference = try centralDifference(at: here.map { _ in 0 }, in: place, step: 2e-3) { x in
        try objective.value(zip(zip(here, steps), x).map { $0.0 + $0.1 * $1 })
      }
      let analytic = gradient[place] * steps[place]
      size = max(size, abs(analytic))
      let error = abs(difference - analytic)
      if !(error <= worst) { worst = error }
    }
    return worst / size
  }
}
