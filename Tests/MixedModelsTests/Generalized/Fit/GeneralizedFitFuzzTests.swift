import Glibc
import Numerics
import Tables
import Testing

@testable import MixedModels

/// Small random tables, formulas and families: an honest optimum or an error with its code.
@Suite struct GeneralizedFitFuzzTests {
  private static let formulas = [
    "x", "1", "x + (1 | a)", "1 + (1 | a)", "x + (x | a)", "x + (x || a)", "x + (1 | a) + (1 | c)",
    "x + (1 | a/b)", "f + (1 | a)", "x * f + (1 | a)", "x + (1 | i)", "x + (1 | a) + (x | c)",
  ]

  /// A random specification and its table.
  static func problem(_ seed: UInt64) throws -> (MixedModelSpecification, Table) {
    var stream = RandomStream(seed: 4711, task: seed)
    let families: [ResponseFamily] = [.poisson, .negativeBinomial1, .negativeBinomial2, .binomial]
    let family = families[stream.uniform(below: 4)]
    let links: [LinkFunction?] =
      family == .binomial
      ? [nil, nil, .probit, .complementaryLogLog] : [nil, nil, nil, .squareRoot]
    let hasTrials = stream.uniform() < 0.5
    let response = family == .binomial ? (hasTrials ? "cbind(y, n - y)" : "y") : "y"
    var specification = MixedModelSpecification(
      "\(response) ~ \(formulas[stream.uniform(below: formulas.count)])",
      weights: stream.uniform() < 0.15 ? "w" : nil, offset: stream.uniform() < 0.15 ? "o" : nil)
    specification.family = family
    specification.link = links[stream.uniform(below: 4)]
    if family.isCount && stream.uniform() < 0.2 { specification.zeroInflation = "~ 1" }
    if !specification.formula.contains(" | c"), !specification.formula.contains("a/b"),
      stream.uniform() < 0.15
    {
      specification.correlation = "ar1(t | a)"
    } else if stream.uniform() < 0.1 {
      specification.integration = [.fast, .gaussHermite(nodes: 5)][stream.uniform(below: 2)]
    }

    let rows = 6 + stream.uniform(below: 30)
    let groups = 2 + stream.uniform(below: 6)
    let size = [0.3, 1, 3, 20, 1000][stream.uniform(below: 5)]
    let spread = [0, 0.3, 1, 3][stream.uniform(below: 4)]
    let effects = (0..<8).map { _ in spread * stream.normal() }
    var text = "y,n,x,f,a,b,c,i,t,w,o\n"
    for row in 0..<rows {
      let (a, x) = (row % groups, stream.normal())
      let eta = effects[a] + 0.4 * x
      let trials = hasTrials ? 1 + stream.uniform(below: 8) : 1
      let y =
        family == .binomial
        ? Double(stream.binomial(size: trials, probability: 1 / (1 + exp(-eta))))
        : Double(stream.poisson(mean: min(size * exp(eta), 1e8)))
      text +=
        "\(y),\(trials),\(x),f\(stream.uniform(below: 3)),a\(a),b\(row / groups % 2),"
        + "c\(stream.uniform(below: 4)),i\(row),\(row / groups),\(0.5 + stream.uniform()),"
        + "\(stream.normal())\n"
    }
    return (specification, try makeTable(text))
  }

  @Test func honestOrRefused() throws {
    var counts: [String: Int] = [:]
    let clock = ContinuousClock()
    for seed in 0..<UInt64(300) {
      let (specification, table) = try Self.problem(seed)
      var outcome = GeneralizedFitOutcome.refused("")
      let time = clock.measure {
        outcome = GeneralizedFitOutcome(specification, searches: seed % 6 == 0 ? 60 : 0) { table }
      }
      let name =
        "\(seed): \(specification.formula), \(specification.family), "
        + "\(specification.link.map { "\($0)" } ?? ""), \(specification.zeroInflation ?? ""), "
        + "\(specification.correlation ?? ""), \(specification.integration)"
      if time > .seconds(3) { print("fuzz: \(time) for \(name)") }
      counts[outcome.description.split(separator: " ")[0].lowercased(), default: 0] += 1
      if case .wrong(let what) = outcome { Issue.record("\(name): \(what)") }
    }
    print("fuzz: \(counts.sorted { $0.key < $1.key })")
    #expect((counts["fit"] ?? 0) > 150)
  }
}
