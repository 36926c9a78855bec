import Numerics
import Tables

@testable import MixedModels

/// Small random data with latent series, in the order of their slots.
struct SeriesScenario: Sendable, CustomStringConvertible {
  let name: String
  /// k.
  let effects: Int
  var seriesPerLevel = 1
  var sharesSlots = false
  var family = ResponseFamily.poisson
  var deviation = 0.8
  /// atanh(rho).
  var correlation = 0.6

  var description: String { name }

  static let all: [SeriesScenario] = [
    .init(name: "series alone", effects: 0),
    .init(name: "series alone, shared slots", effects: 0, sharesSlots: true),
    .init(name: "one effect", effects: 1),
    .init(name: "one effect, several series", effects: 1, seriesPerLevel: 3, sharesSlots: true),
    .init(name: "two effects", effects: 2, seriesPerLevel: 2),
    .init(name: "three effects", effects: 3, seriesPerLevel: 2, sharesSlots: true),
    .init(name: "binomial", effects: 2, seriesPerLevel: 2, family: .binomial),
    .init(name: "binomial, no effect", effects: 0, sharesSlots: true, family: .binomial),
    .init(name: "no deviation", effects: 1, seriesPerLevel: 2, deviation: 0),
    .init(name: "negative deviation", effects: 1, deviation: -0.7),
    .init(name: "no correlation", effects: 2, correlation: 0),
    .init(name: "negative correlation", effects: 1, sharesSlots: true, correlation: -0.9),
    .init(name: "strongly negative", effects: 0, correlation: -1.8),
    .init(name: "high correlation", effects: 1, seriesPerLevel: 2, correlation: 1.8318),
    .init(name: "very high correlation", effects: 2, correlation: 4),
  ]

  /// One row of the data.
  struct Row {
    let level: Int
    let series: Int
    let time: Double
    let x: Double
    let w: Double
    let trials: Double
    var response = 0.0
  }

  /// Rows in a random order.
  func randomRows(_ stream: inout RandomStream) -> [Row] {
    var rows: [Row] = []
    for level in 0..<4 {
      for series in 0..<seriesPerLevel {
        var time = Double(stream.uniform(below: 3))
        for slot in 0..<(2 + stream.uniform(below: 5)) {
          for _ in 0..<(sharesSlots && slot != 1 ? 1 + stream.uniform(below: 3) : 1) {
            let trials = Double(1 + stream.uniform(below: 4))
            var row = Row(
              level: level, series: level * seriesPerLevel + series, time: time,
              x: stream.normal(), w: stream.normal() + 1, trials: trials)
            row.response =
              family == .binomial
              ? Double(stream.binomial(size: Int(trials), probability: 0.4))
              : Double(stream.poisson(mean: 1.6))
            rows.append(row)
          }
          time += Double(1 + stream.uniform(below: 2) * stream.uniform(below: 4))
        }
      }
    }
    stream.shuffle(&rows)
    return rows
  }

  /// Parameters of the engine: Lambda, tau and atanh(rho).
  func parameters(_ problem: GeneralizedProblem, _ stream: inout RandomStream) -> [Double] {
    let theta = problem.rows.terms.flatMap(\.free).map {
      $0.row == $0.column ? 0.3 + stream.uniform() : stream.uniform() - 0.5
    }
    return theta + [deviation, correlation]
  }

  var formula: String {
    ["y ~ x", "y ~ x + (1 | level)", "y ~ x + (x | level)", "y ~ x + (x + w | level)"][effects]
  }
}

/// A scenario's rows in order, as the engine and as dense matrices see them.
struct SeriesData {
  let rows: [SeriesScenario.Row]
  let problem: GeneralizedProblem

  init(_ scenario: SeriesScenario, seed: UInt64, curvature: Curvature = .observed) throws {
    var stream = RandomStream(seed: seed, task: 7)
    let random = scenario.randomRows(&stream)
    let sorted = try SeriesRowOrder(
      levels: scenario.effects > 0 ? (random.map { Int32($0.level) }, 4) : nil,
      groupCodes: random.map { Int32($0.series) }, times: random.map(\.time))
    let rows = sorted.order.map { random[$0] }
    var text = "y,x,w,level\n"
    for row in rows { text += "\(row.response),\(row.x),\(row.w),l\(row.level)\n" }
    let frame = try ModelFrame(MixedModelSpecification(scenario.formula), makeTable(text))
    let distribution = ConditionalDistribution(
      family: scenario.family, link: scenario.family.defaultLink, curvature: curvature,
      response: rows.map(\.response),
      trials: scenario.family == .binomial ? rows.map(\.trials) : [])
    self.rows = rows
    problem = GeneralizedProblem(
      order: sorted.order, distribution: distribution,
      rows: try ModelRows(frame: frame, rootWeights: []),
      offset: rows.indices.map { 0.1 * Double($0 % 3) }, zeroDesign: DoubleBuffer(count: 0),
      zeroBasis: nil, series: sorted.design, integration: .laplace)
  }

  /// X beta + offset.
  func fixedPredictor(_ beta: [Double]) -> [Double] {
    rows.indices.map { i in
      beta.indices.reduce(problem.offset.base[i]) {
        $0 + beta[$1] * problem.design.base[i + $1 * rows.count]
      }
    }
  }
}
