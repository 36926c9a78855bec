import Foundation
import MixedModels
import Tables
import TestSupport
import Testing

/// Hills and Armitage (1979): in a complete 2x2 crossover, two-sample arithmetic on differences
/// and sums within patients is the least squares with fixed patients and, where patients vary at
/// least as much as rows do, the mixed model.
@Suite struct ClassicalCrossoverTests {
  struct Estimate {
    let estimate: Double
    let standardError: Double

    func expectMatches(_ block: ReferenceBlock) throws {
      let expected = (try block.number("estimate"), try block.number("se"))
      #expect(abs(estimate - expected.0) <= 1e-12 * abs(estimate))
      #expect(abs(standardError - expected.1) <= 1e-12 * standardError)
    }
  }

  /// One patient: the sequence and the responses of both periods.
  struct Patient {
    let sequence: String
    let first: Double
    let second: Double
  }

  private func patients(_ dataset: String, _ response: String, log: Bool) throws -> [Patient] {
    let rows = try Reference.rows("data/\(dataset).csv")
    let names = Set(rows.compactMap { $0["patient"] }).sorted()
    return try names.map { name in
      let own = rows.filter { $0["patient"] == name }
      let values = try ["1", "2"].map { period in
        let row = try #require(own.first { $0["period"] == period })
        let value = try #require(Double(row[response] ?? ""))
        return log ? Foundation.log(value) : value
      }
      return Patient(sequence: own[0]["sequence"] ?? "", first: values[0], second: values[1])
    }
  }

  /// The difference of the sequences' means, halved or not, with the pooled standard error.
  private func contrast(
    _ patients: [Patient], divisor: Double, _ value: (Patient) -> Double
  ) -> Estimate {
    let groups = ["AB", "BA"].map { name in
      patients.filter { $0.sequence == name }.map(value)
    }
    let means = groups.map { $0.reduce(0, +) / Double($0.count) }
    var squares = 0.0
    for (group, mean) in zip(groups, means) {
      for value in group { squares += (value - mean) * (value - mean) }
    }
    let variance =
      squares / Double(patients.count - 2)
      * groups.reduce(0) { $0 + 1 / Double($1.count) }
    return Estimate(
      estimate: (means[0] - means[1]) / divisor,
      standardError: variance.squareRoot() / divisor)
  }

  @Test(
    .enabled(if: Reference.has("expected/crossover-be-2x2.json")),
    arguments: [
      ("crossover-pef-classical", "crossover-pef", "pef"),
      ("crossover-be-2x2", "crossover-be", "auc"),
    ])
  func arithmeticEqualsModels(_ name: String, _ dataset: String, _ column: String) throws {
    let json = try Reference.json("expected/\(name).json")
    let results = ReferenceBlock(values: try #require(json["results"] as? [String: Any]))
    let isLogarithmic = column == "auc"
    let patients = try patients(dataset, column, log: isLogarithmic)
    let treatment = contrast(patients, divisor: 2) { $0.first - $0.second }
    try treatment.expectMatches(results.block("treatment_A_minus_B"))
    // The period's effect has the sign of the second sequence turned.
    let period = contrast(patients, divisor: 2) {
      $0.sequence == "AB" ? $0.first - $0.second : $0.second - $0.first
    }
    try period.expectMatches(results.block("period_1_minus_2"))
    let carryover = contrast(patients, divisor: 1) { $0.first + $0.second }
    try carryover.expectMatches(results.block("carryover_sum_AB_minus_BA"))

    let response = isLogarithmic ? "log(\(column))" : column
    for formula in [
      "\(response) ~ factor(patient) + factor(period) + treatment",
      "\(response) ~ factor(period) + treatment + (1 | patient)",
    ] {
      let model = try MixedModelSpecification(formula).fit(ReferenceCase.table(dataset))
      for (prefix, expected) in [("treatment", treatment), ("factor(period)", period)] {
        let index = try #require(
          model.frame.fixed.names.firstIndex { $0.hasPrefix(prefix) })
        let digits = abs(abs(model.coefficients[index]) - abs(expected.estimate))
        #expect(digits <= 1e-9 * expected.standardError, "\(formula) \(prefix)")
        let error = abs(model.standardErrors[index] - expected.standardError)
        #expect(error <= 1e-7 * expected.standardError, "\(formula) \(prefix)")
      }
    }
  }
}
