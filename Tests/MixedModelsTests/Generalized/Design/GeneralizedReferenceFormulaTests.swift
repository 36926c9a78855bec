import Foundation
import MixedModels
import TestSupport
import Testing

/// Every generalised model of the reference: R's coefficients, rows and groups.
@Suite(.enabled(if: Reference.has("expected"))) struct GeneralizedReferenceFormulaTests {
  /// The family that R's name for it stands for.
  private static func family(_ text: String) -> ResponseFamily? {
    if text.hasPrefix("Gamma") { return nil }
    if text.contains("binomial (") || text.hasPrefix("betabinomial") { return .binomial }
    if text.contains("nbinom1") { return .negativeBinomial1 }
    if text.contains("nbinom2") || text.hasPrefix("negative binomial") {
      return .negativeBinomial2
    }
    return text.contains("poisson") ? .poisson : nil
  }

  private static func frame(_ name: String) throws -> (ModelFrame, ReferenceCase)? {
    let reference = try ReferenceCase(name)
    let json = try Reference.json("expected/\(name).json")
    let text = try #require(json["family"] as? String)
    guard let family = family(text) else { return nil }
    let levels = try ReferenceCase.levels(dataset: reference.dataset, formula: reference.formula)
    let asked = specification(reference.formula, family) {
      $0.levels = levels
      if text.hasPrefix("zero-inflated") { $0.zeroInflation = json["ziformula"] as? String }
    }
    return (try asked.frame(ReferenceCase.table(reference.dataset)), reference)
  }

  @Test func coefficientsAndRowsAreThoseOfR() throws {
    let folder = Reference.folder.appendingPathComponent("expected").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasPrefix("glm") && $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    var count = 0
    for name in names {
      guard let (frame, reference) = try Self.frame(name) else { continue }
      let results = reference.results
      if results.has("n_obs") {
        #expect(Double(frame.observationCount) == (try results.number("n_obs")), "\(name)")
      }
      for key in ["fixed", "coefficients"] where results.has(key) {
        let expected = try results.block(key).texts("names")
        #expect(frame.fixed.names.map(plainName) == expected, "\(name)")
      }
      if results.has("zero_inflation") {
        let expected = try results.block("zero_inflation").texts("names")
        #expect(frame.zeroInflation?.names.map(plainName) == expected, "\(name)")
      }
      if results.has("random") {
        let groups = Set(try results.blocks("random").map { try $0.texts("group")[0] })
        #expect(Set(frame.random.map(\.group)) == groups, "\(name)")
      }
      #expect(frame.findings.isEmpty, "\(name)")
      count += 1
    }
    #expect(count >= 42)
  }

  /// With the canonical link X' (y - m mu) is 0 at R's estimates, which holds only if response,
  /// trials, offset and X all are those of R.
  @Test(arguments: [
    "glm-menarche-logit", "glm-birthwt-logit", "glm-insurance-poisson-offset",
    "glm-warpbreaks-poisson",
  ])
  func estimatesSolveTheScoreEquations(_ name: String) throws {
    let (frame, reference) = try #require(try Self.frame(name))
    let estimates = try reference.results.block("coefficients").numbers("estimate")
    let x = frame.fixed.matrix
    for column in 0..<x.columns {
      var (score, size) = (0.0, 0.0)
      for row in 0..<x.rows {
        var eta = frame.offset.isEmpty ? 0 : frame.offset[row]
        for other in 0..<x.columns { eta += x[row, other] * estimates[other] }
        let trials = frame.trials.isEmpty ? 1 : frame.trials[row]
        let isCount = reference.name.contains("poisson")
        let mean = isCount ? exp(eta) : trials / (1 + exp(-eta))
        score += x[row, column] * (frame.response[row] - mean)
        size += abs(x[row, column] * frame.response[row])
      }
      #expect(abs(score) < 1e-7 * size, "\(frame.fixed.names[column])")
    }
  }
}
