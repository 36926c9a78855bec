import Foundation
import Numerics
import Tables
import Testing

@testable import MixedModels

/// Tables that break fits of generalised models: an honest optimum with finite numbers, or an
/// error with its code.
@Suite struct GeneralizedHostileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var formula = "y ~ x + (1 | g)"
    var families: [ResponseFamily] = [.poisson, .negativeBinomial1, .negativeBinomial2]
    var link: LinkFunction?
    /// What may happen; empty where any named outcome will do.
    var expected: [String] = []
    var rows = 40
    /// Replaces a column of the table.
    var columns: [(name: String, cell: @Sendable (Int) -> String)] = []
    var weights: String?
    var zeroInflation: String?
    var correlation: String?
    var integration = Integration.laplace

    var testDescription: String { name }
  }

  static func table(_ hostile: Case) throws -> Table {
    var stream = RandomStream(seed: 20, task: 0)
    let noise = (0..<40).map { _ in (stream.normal(), stream.uniform()) }
    let effects = (0..<8).map { _ in 0.4 * stream.normal() }
    let usual: [(String, (Int) -> String)] = [
      ("y", { "\(Int(exp(0.7 + effects[$0 / 5] + 0.7 * noise[$0].0) + noise[$0].1))" }),
      ("e", { noise[$0].0 + effects[$0 / 5] > 0.2 ? "1" : "0" }),
      ("n", { "\(3 + $0 % 3)" }), ("s", { "\(Int(noise[$0].1 * Double(4 + $0 % 3)))" }),
      ("x", { "\(Double(($0 * 7) % 11) / 5 - 1)" }), ("g", { "g\($0 / 5)" }),
      ("h", { "h\($0 / 20)" }), ("c", { "c\(($0 * 3) % 7)" }), ("i", { "i\($0)" }),
      ("t", { "\($0 % 5)" }), ("o", { _ in "0" }), ("w", { _ in "1" }),
      ("u", { "u\($0 % 2)" }), ("one", { _ in "one" }),
    ]
    return try makeTable(
      usual.map { name, cell in
        let own = hostile.columns.first { $0.name == name }?.cell
        return (name, (0..<hostile.rows).map(own ?? cell))
      })
  }

  static func specification(_ hostile: Case, _ family: ResponseFamily) -> MixedModelSpecification {
    var specification = MixedModelSpecification(
      hostile.formula, weights: hostile.weights, correlation: hostile.correlation)
    specification.family = family
    specification.link = hostile.link
    specification.zeroInflation = hostile.zeroInflation
    specification.integration = hostile.integration
    return specification
  }

  @Test(arguments: GeneralizedHostileCases.all)
  func honestOrRefused(_ hostile: Case) {
    for family in hostile.families {
      let clock = ContinuousClock()
      var outcome = GeneralizedFitOutcome.refused("")
      let time = clock.measure {
        outcome = GeneralizedFitOutcome(
          Self.specification(hostile, family), searches: 100
        ) { try Self.table(hostile) }
      }
      print("hostile \(hostile.name), \(family): \(outcome) \(time)")
      if case .wrong(let what) = outcome { Issue.record("\(family): \(what)") }
      if !hostile.expected.isEmpty {
        #expect(
          hostile.expected.contains { outcome.description.hasPrefix($0) },
          "\(family): \(outcome) where \(hostile.expected) was expected")
      }
    }
  }
}
