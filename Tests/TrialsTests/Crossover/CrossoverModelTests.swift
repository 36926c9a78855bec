import Tables
import Testing

@testable import Trials

@Suite("Crossover models")
struct CrossoverModelTests {
  private func cell(
    _ sequence: String, _ period: Int, _ treatment: String, _ count: Int, _ mean: Double,
    _ spread: CrossoverCell.Spread = .unknown
  ) -> CrossoverCell {
    CrossoverCell(
      sequence: sequence, period: period, treatment: treatment, count: count, mean: mean,
      spread: spread)
  }

  private func twoByTwo(_ spreads: [CrossoverCell.Spread]) -> [CrossoverCell] {
    [
      cell("MP", 1, "magnesium", 17, 9, spreads[0]), cell("MP", 2, "placebo", 17, 8, spreads[1]),
      cell("PM", 1, "placebo", 29, 9, spreads[2]), cell("PM", 2, "magnesium", 29, 5, spreads[3]),
    ]
  }

  @Test("Medians give (d1 - d2) / 2 and no standard error")
  func medians() throws {
    let table = try CrossoverTable(twoByTwo(Array(repeating: .unknown, count: 4)))
    let fits = try CrossoverModel(reference: "placebo").fit(table)
    #expect(fits.count == 1)
    // Magnesium first: 9 - 8 = 1; placebo first: 9 - 5 = 4.
    let effect = try #require(fits[0].treatment("magnesium"))
    #expect(abs(effect.estimate - (1 - 4) / 2) < 1e-12)
    #expect(effect.inference == nil)
    let period = fits[0].contrast([.period(2): -1], name: "period")
    #expect(abs(period.estimate - (1 + 4) / 2) < 1e-12)
    #expect(throws: CrossoverError.spreadNeeded) {
      try CrossoverModel(reference: "placebo", hasSequenceEffects: false).fit(table)
    }
    #expect(throws: CrossoverError.spreadNeeded) {
      try HillsArmitage(table, reference: "placebo", correlation: .common(0.5))
    }
  }

  @Test("Without a correlation the answer is a grid, each value by hand")
  func grid() throws {
    let spreads: [CrossoverCell.Spread] = [
      .standardDeviation(4), .standardError(1), .standardDeviation(3), .standardError(0.5),
    ]
    let deviations = [4, 17.0.squareRoot(), 3, 0.5 * 29.0.squareRoot()]
    let table = try CrossoverTable(twoByTwo(spreads))
    let fits = try CrossoverModel(reference: "placebo", variances: .bySequence).fit(table)
    #expect(fits.map(\.correlation) == [0, 0.25, 0.5, 0.75].map { .common($0) })
    for (fit, r) in zip(fits, [0, 0.25, 0.5, 0.75]) {
      func variance(_ a: Double, _ b: Double) -> Double { a * a + b * b - 2 * r * a * b }
      let first = variance(deviations[0], deviations[1]) / 17 / 4
      let second = variance(deviations[2], deviations[3]) / 29 / 4
      let inference = try #require(fit.treatment("magnesium")?.inference)
      #expect(abs(inference.standardError - (first + second).squareRoot()) < 1e-12)
      let total = first + second
      let freedom = total * total / (first * first / 16 + second * second / 28)
      #expect(abs((inference.degreesOfFreedom ?? 0) - freedom) < 1e-9)
    }
  }

  @Test("The first period alone is the model with carry-over and without sequence effects")
  func firstPeriod() throws {
    let spreads = Array(repeating: CrossoverCell.Spread.standardDeviation(3), count: 4)
    let table = try CrossoverTable(twoByTwo(spreads))
    let model = CrossoverModel(
      reference: "placebo", hasSequenceEffects: false, hasCarryover: true)
    let fit = try model.fit(table, correlation: .common(0.4))[0]
    let effect = try #require(fit.treatment("magnesium"))
    #expect(abs(effect.estimate - (9 - 9)) < 1e-12)
    let error = (9.0 / 17 + 9.0 / 29).squareRoot()
    #expect(abs((effect.inference?.standardError ?? 0) - error) < 1e-12)
    // s1 - s2 is what magnesium leaves behind more than placebo.
    let carryover = fit.contrast([.carryover("magnesium"): 1], name: "")
    let classical = try HillsArmitage(table, reference: "placebo", correlation: .common(0.4))
    #expect(abs(carryover.estimate - classical.carryover.estimate) < 1e-12)
    #expect(
      abs(
        (carryover.inference?.standardError ?? 0)
          - (classical.carryover.inference?.standardError ?? 1)) < 1e-12)
  }

  @Test("Another reference turns the sign; other names, units and orders change nothing else")
  func invariance() throws {
    let spreads: [CrossoverCell.Spread] = [2, 3, 4, 5].map { .standardDeviation($0) }
    let cells = twoByTwo(spreads)
    func effect(_ cells: [CrossoverCell], _ name: String, _ reference: String) throws
      -> CoefficientEstimate
    {
      let fit = try CrossoverModel(reference: reference).fit(
        try CrossoverTable(cells), correlation: .common(0.5))
      return try #require(fit[0].treatment(name))
    }
    let plain = try effect(cells, "magnesium", "placebo")
    let turned = try effect(cells, "placebo", "magnesium")
    #expect(abs(plain.estimate + turned.estimate) < 1e-12)
    let shuffled = try effect(cells.reversed(), "magnesium", "placebo")
    #expect(abs(plain.estimate - shuffled.estimate) < 1e-12)
    let scaled = cells.map {
      cell(
        $0.sequence + "x", $0.period + 2, $0.treatment, $0.count, 1e6 + 10 * $0.mean,
        .standardDeviation(10 * ($0.standardDeviation ?? 0)))
    }
    let large = try effect(scaled, "magnesium", "placebo")
    #expect(abs(large.estimate - 10 * plain.estimate) < 1e-8)
    let errors = [plain, turned, shuffled, large].map { $0.inference?.standardError ?? 0 }
    #expect(abs(errors[1] - errors[0]) < 1e-12 && abs(errors[2] - errors[0]) < 1e-12)
    #expect(abs(errors[3] - 10 * errors[0]) < 1e-8)
  }

  @Test("Both orders of the sequences give one classical analysis")
  func classicalOrder() throws {
    let spreads: [CrossoverCell.Spread] = [2, 3, 4, 5].map { .standardDeviation($0) }
    let cells = twoByTwo(spreads)
    let turned = Array(cells[2...] + cells[..<2])
    for reference in ["placebo", "magnesium"] {
      let first = try HillsArmitage(
        CrossoverTable(cells), reference: reference, correlation: .common(0.3))
      let second = try HillsArmitage(
        CrossoverTable(turned), reference: reference, correlation: .common(0.3))
      let sign = reference == "placebo" ? 1.0 : -1.0
      #expect(abs(first.treatment.estimate - sign * -1.5) < 1e-12)
      #expect(abs(second.treatment.estimate - sign * -1.5) < 1e-12)
      #expect(abs(first.carryover.estimate - sign * 3) < 1e-12)
      #expect(abs(second.carryover.estimate - sign * 3) < 1e-12)
      #expect(abs(first.period.estimate - 2.5) < 1e-12)
      #expect(abs(second.period.estimate - 2.5) < 1e-12)
    }
  }

  @Test("Impossible tables and models say what is wrong")
  func errors() throws {
    let known = CrossoverCell.Spread.standardDeviation(1)
    let cells = twoByTwo(Array(repeating: known, count: 4))
    func thrown(_ cells: [CrossoverCell], _ model: CrossoverModel? = nil, r: Double = 0.5)
      -> CrossoverError?
    {
      do throws(CrossoverError) {
        let table = try CrossoverTable(cells)
        _ = try (model ?? CrossoverModel(reference: "placebo")).fit(
          table, correlation: .common(r))
        return nil
      } catch {
        return error
      }
    }
    #expect(thrown(cells) == nil)
    #expect(thrown([]) == .noCells)
    #expect(
      thrown([cell("MP", 1, "magnesium", 1, 9)]) == .unusableCell(sequence: "MP", period: 1))
    #expect(
      thrown([cell("MP", 1, "magnesium", 9, 9, .standardError(0))])
        == .unusableCell(sequence: "MP", period: 1))
    #expect(thrown(cells + cells) == .duplicateCell(sequence: "MP", period: 1))
    #expect(
      thrown([cells[0], cell("MP", 2, "placebo", 15, 8)])
        == .unequalCounts(sequence: "MP", 17, 15))
    #expect(thrown(cells, r: 1) == .correlationOutOfRange(1, lowest: -1))
    let three = [cells[0], cells[1], cell("MP", 3, "placebo", 17, 7, known)]
    #expect(thrown(three, r: -0.5) == .correlationOutOfRange(-0.5, lowest: -0.5))
    #expect(
      thrown(cells, CrossoverModel(reference: "sugar"))
        == .unknownTreatment("sugar", available: ["magnesium", "placebo"]))
    #expect(
      thrown([cell("P", 1, "placebo", 9, 9), cell("P", 2, "placebo", 9, 9)])
        == .oneTreatment("placebo"))
    #expect(
      thrown(cells, CrossoverModel(reference: "placebo", hasCarryover: true))
        == .notEstimable(terms: 5, rank: 4))
    #expect(
      thrown(Array(cells[..<3])) == .differentPeriods)
    #expect(
      thrown(cells, CrossoverModel(reference: "placebo", confidenceLevel: 95))
        == .levelOutOfRange(95))
    let table = try CrossoverTable(cells)
    #expect(throws: CrossoverError.noCorrelation(sequence: "PM")) {
      try CrossoverModel(reference: "placebo").fit(
        table, correlation: .bySequence(["MP": 0.5]))
    }
    #expect(throws: CrossoverError.notTwoByTwo) {
      try HillsArmitage(
        CrossoverTable(three), reference: "placebo", correlation: .common(0.5))
    }
  }
}
