import Foundation
import Numerics
import TestSupport
import Testing

@testable import Trials

@Suite("Crossover cells against R")
struct CrossoverReferenceTests {
  @Test(
    "The classical analysis from n, means, SDs and correlations is that of the people",
    .enabled(if: Reference.has("expected/crossover-pef-classical.json")),
    arguments: [
      ("crossover-pef-classical", "crossover-pef", "pef", "salbutamol"),
      ("crossover-be-2x2", "crossover-be", "auc", "reference"),
    ])
  func classical(name: String, file: String, outcome: String, reference: String) throws {
    let data = try CrossoverData.read(file, outcome: outcome) { outcome == "auc" ? log($0) : $0 }
    let table = try CrossoverTable(data.cells())
    let analysis = try HillsArmitage(
      table, reference: reference, correlation: data.correlation)
    let claims = try ReferenceClaims(name)
    func claim(_ path: String, _ effect: CoefficientEstimate) {
      let inference = effect.inference
      let values: [(String, Double?)] = [
        ("estimate", effect.estimate), ("se", inference?.standardError),
        ("df", inference?.degreesOfFreedom), ("t", inference?.statistic),
        ("p", inference?.probability), ("ci95_lower", inference?.interval.lower),
        ("ci95_upper", inference?.interval.upper),
      ]
      for (field, value) in values { claims.claim("\(path)/\(field)", value, tolerance: 1e-10) }
    }
    claim("treatment_A_minus_B", analysis.treatment)
    claim("treatment_A_minus_B_welch", analysis.treatmentUnequalVariances)
    claim("period_1_minus_2", analysis.period)
    claim("carryover_sum_AB_minus_BA", analysis.carryover)
    claim("paired_t_ignoring_period", analysis.pairedIgnoringPeriod)
    for sequence in table.sequences {
      claims.claim("means/n_\(sequence.name)", Double(sequence.count), tolerance: 1e-15)
      for cell in sequence.cells {
        claims.claim(
          "means/\(sequence.name)_period\(cell.period)", cell.mean, tolerance: 1e-12)
      }
    }
    if name == "crossover-be-2x2" {
      let narrow = try HillsArmitage(
        table, reference: reference, correlation: data.correlation, confidenceLevel: 0.9
      ).treatment.inference?.interval.mapped { exp($0) }
      claims.claim("ratio_test_reference", exp(analysis.treatment.estimate), tolerance: 1e-10)
      claims.claim("ci90_lower", narrow?.lower, tolerance: 1e-10)
      claims.claim("ci90_upper", narrow?.upper, tolerance: 1e-10)
      let tests = analysis.equivalenceProbabilities(lower: log(0.8), upper: log(1.25))
      claims.claim("tost_p_lower", tests?.belowLower, tolerance: 1e-10)
      claims.claim("tost_p_upper", tests?.aboveUpper, tolerance: 1e-9)
      claims.claim(
        "intra_subject_cv", analysis.coefficientOfVariationFromLogs, tolerance: 1e-10)
      claims.claim("residual_variance", analysis.residualVariance, tolerance: 1e-10)
    }
    // A rank test needs the people's values, which cells do not have.
    let rest = claims.leaves.keys.filter {
      !claims.claimed.contains($0) && !$0.hasPrefix("wilcoxon_on_period_differences/")
    }
    #expect(rest.isEmpty, "\(rest)")
    #expect(claims.claimed.count >= 40)
  }

  /// With the mixed model's variances as the cells' spread and correlation, and no sequence
  /// effects, its estimates and their covariance are those of the cells.
  @Test(
    "Three treatments in six sequences: the mixed model's estimates and covariance",
    .enabled(if: Reference.has("expected/crossover-williams-carry-reml.json")),
    arguments: [false, true])
  func williams(hasCarryover: Bool) throws {
    let name = hasCarryover ? "crossover-williams-carry-reml" : "crossover-williams-reml"
    let claims = try ReferenceClaims(name)
    let residual = try #require(claims.leaves["sigma"]).number
    let between = try #require(claims.leaves["random/0/variance/0"]).number
    let total = residual * residual + between
    let data = try CrossoverData.read("crossover-williams", outcome: "y")
    let table = try CrossoverTable(data.cells(deviation: total.squareRoot()))
    for variances in CrossoverModel.Variances.allCases {
      let fit = try CrossoverModel(
        reference: "A", hasSequenceEffects: false, hasCarryover: hasCarryover,
        variances: variances
      ).fit(table, correlation: .common(between / total))[0]
      // Means and treatments stand in the order of the data, A first, as R's levels.
      for (place, estimate) in fit.estimates.enumerated() {
        claims.claim("fixed/estimate/\(place)", estimate, tolerance: 1e-9)
        claims.claim(
          "fixed/se/\(place)", fit.coefficients[place].inference?.standardError, tolerance: 1e-9)
        for (other, term) in fit.terms.enumerated() {
          // cov(a, b) = (var(a + b) - var(a - b)) / 4.
          let own = fit.terms[place]
          guard own != term else { continue }
          let plus = fit.contrast([own: 1, term: 1], name: "").inference?.standardError ?? .nan
          let minus = fit.contrast([own: 1, term: -1], name: "").inference?.standardError ?? .nan
          let expected = claims.leaves["fixed/vcov/\(place)/\(other)"]?.number ?? .nan
          #expect(abs((plus * plus - minus * minus) / 4 - expected) < 1e-9)
        }
      }
    }
    #expect(claims.claimed.count == 2 * (hasCarryover ? 7 : 5))
  }

  /// nlme 3.1 in R 4.2.2:
  ///
  ///     w <- data.frame(id = 1:9, sequence = rep(c("AB", "BA"), c(5, 4)),
  ///       p1 = c(12, 9, 15, 7, 11, 10, 8, 13, 6), p2 = c(14, 10, 14, 11, 12, 8, 9, 9, 5))
  ///     l <- rbind(with(w, data.frame(id, sequence, period = 1, y = p1,
  ///         treatment = ifelse(sequence == "AB", "A", "B"))),
  ///       with(w, data.frame(id, sequence, period = 2, y = p2,
  ///         treatment = ifelse(sequence == "AB", "B", "A"))))
  ///     l$treatment <- relevel(factor(l$treatment), "B")
  ///     summary(lme(y ~ sequence + factor(period) + treatment, random = ~ 1 | id, data = l))
  ///
  /// which iterates to about 1e-10 of a standard error.
  @Test("Two by two: the treatment effect of lme with a random intercept")
  func lme() throws {
    let first: [Double] = [12, 9, 15, 7, 11, 10, 8, 13, 6]
    let second: [Double] = [14, 10, 14, 11, 12, 8, 9, 9, 5]
    var data = CrossoverData()
    for place in 0..<9 {
      let order = place < 5 ? ["A", "B"] : ["B", "A"]
      data.people.append(
        .init(
          sequence: order.joined(), treatments: order, values: [first[place], second[place]]))
    }
    let fit = try CrossoverModel(reference: "B").fit(
      try CrossoverTable(data.cells()), correlation: data.correlation)[0]
    let expected: [(CrossoverTerm, Double, Double, Double)] = [
      (.treatment("A"), -1.45, 0.648900168442, 0.06056289178745),
      (.period(2), -0.05, 0.648900168442, 0.94073716802196),
      (.sequence("BA"), -3, 1.542261789835, 0.09282214259652),
    ]
    for (term, estimate, error, p) in expected {
      let effect = fit.contrast([term: 1], name: "")
      #expect(abs(effect.estimate - estimate) < 1e-12)
      #expect(abs((effect.inference?.standardError ?? 0) - error) < 1e-9)
      #expect(abs((effect.inference?.probability ?? 0) - p) < 1e-9)
      #expect(effect.inference?.degreesOfFreedom == 7)
    }
  }
}

extension ReferenceClaims.Leaf {
  fileprivate var number: Double {
    if case .number(let value) = self { return value }
    return .nan
  }
}
