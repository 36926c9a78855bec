import TestSupport
import Testing

@testable import MixedModels

/// Tables of unbalanced data against lmerTest 3.1-3 and pbkrtest 0.5.2 (R 4.2.2), run with
/// `lmerControl(optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-14, ftol_rel = 1e-15))`; columns
/// Sum Sq, NumDF, DenDF, F value, Pr(>F).
@Suite(.enabled(if: Reference.has("data/oats.csv"))) struct UnbalancedAnovaTests {
  typealias Expected = [(term: String, values: [Double])]

  /// Oats without every seventh row, from the fourth on; w is a second factor.
  private func fit(
    _ formula: String, contrasts: ContrastCoding = .treatment
  ) throws -> LinearMixedModel {
    let lines = try Reference.rows("data/oats.csv").enumerated().filter { $0.offset % 7 != 3 }
      .enumerated().map { position, row in
        let names = ["Block", "Variety", "nitro", "yield", "nitrof"]
        let w = (position + 1) % 5 > 1 ? "b" : "a"
        return (names.map { row.element[$0] ?? "" } + [w]).joined(separator: ",")
      }
    let table = try makeTable(
      (["Block,Variety,nitro,yield,nitrof,w"] + lines).joined(separator: "\n") + "\n")
    let levels: [MixedModelSpecification.ColumnLevels] = [
      .init(column: "Variety", levels: ["Golden Rain", "Marvellous", "Victory"]),
      .init(column: "nitrof", levels: ["0", "0.2", "0.4", "0.6"]),
      .init(column: "w", levels: ["a", "b"]),
    ]
    let factors = levels.filter { formula.contains($0.column) }
    return try MixedModelSpecification(
      formula, levels: factors,
      contrasts: factors.map { .init(column: $0.column, coding: contrasts) }
    ).fit(table)
  }

  private func check(
    _ table: AnovaTable, _ expected: Expected, tolerance: Double = 5e-6
  ) throws {
    #expect(table.rows.map(\.label) == expected.map(\.term))
    for (row, reference) in zip(table.rows, expected) {
      let values = [
        row.sumOfSquares, Double(row.numeratorDegreesOfFreedom),
        try #require(row.denominatorDegreesOfFreedom), row.statistic, try #require(row.pValue),
      ]
      for (value, expected) in zip(values, reference.values) {
        #expect(abs(value / expected - 1) < tolerance, "\(row.label)")
      }
    }
  }

  static let interaction = "yield ~ Variety * nitrof + (1 | Block)"

  @Test(arguments: [ContrastCoding.treatment, .sum, .helmert, .polynomial])
  func typesOneToThreeInAnyCoding(_ coding: ContrastCoding) throws {
    let model = try fit(Self.interaction, contrasts: coding)
    // Fai and Cornelius' degrees of freedom depend a little on the rows that span a hypothesis,
    // and those of types I and II on the coding.
    let tolerance = coding == .treatment ? 5e-6 : 1e-4
    let both: Expected = [
      ("nitrof", [20226.8255, 3, 45.05864691, 31.96811867, 3.142039521e-11]),
      ("Variety:nitrof", [576.8496152, 6, 45.11208807, 0.4558500035, 0.837006166]),
    ]
    try check(
      model.anovaTable(.sequential),
      [("Variety", [2197.491005, 2, 45.04318466, 5.20964003, 0.009219809959])] + both,
      tolerance: tolerance)
    try check(
      model.anovaTable(.hierarchical),
      [("Variety", [2481.925386, 2, 45.04435435, 5.883954845, 0.005366925485])] + both,
      tolerance: tolerance)
    try check(
      model.anovaTable(.unweighted),
      [
        ("Variety", [2431.216047, 2, 45.0472045, 5.763737104, 0.00590464519]),
        ("nitrof", [20181.60557, 3, 45.06317998, 31.89664942, 3.247292399e-11]), both[1],
      ])
  }

  @Test func kenwardRoger() throws {
    let model = try fit(Self.interaction)
    let last: Expected = [
      ("Variety:nitrof", [575.3706732, 6, 45.14095382, 0.454681103, 0.8378364589])
    ]
    try check(
      model.anovaTable(.hierarchical, method: .kenwardRoger),
      [
        ("Variety", [2480.967142, 2, 45.07358707, 5.881682926, 0.005374642766]),
        ("nitrof", [20216.1916, 3, 45.08785454, 31.95130738, 3.146688569e-11]),
      ] + last)
    try check(
      model.anovaTable(.unweighted, method: .kenwardRoger),
      [
        ("Variety", [2430.195546, 2, 45.07647272, 5.761317598, 0.00591394913]),
        ("nitrof", [20170.64626, 3, 45.09221123, 31.87932323, 3.253113188e-11]),
      ] + last)
  }

  /// A term with a number contains only terms with the same number.
  @Test func numbersAndTwoFactors() throws {
    let model = try fit("yield ~ Variety * w * nitro + (1 | Block)")
    let shared: Expected = [
      ("Variety:w", [23.19357315, 2, 46.07791397, 0.05068466169, 0.9506312976]),
      ("Variety:w:nitro", [278.674988, 2, 46.38976446, 0.6089854029, 0.5481928542]),
    ]
    try check(
      model.anovaTable(.hierarchical),
      [
        ("Variety", [793.8990437, 2, 45.1077381, 1.734898896, 0.1879821252]),
        ("w", [171.4684667, 1, 45.06301786, 0.7494163292, 0.391246727]),
        ("nitro", [15247.92705, 1, 45.00652641, 66.64225638, 1.993422768e-10]), shared[0],
        ("Variety:nitro", [180.0874157, 2, 45.21951639, 0.3935430596, 0.6769503773]),
        ("w:nitro", [285.5718143, 1, 45.106786, 1.248113924, 0.2698285183]), shared[1],
      ])
    try check(
      model.anovaTable(.unweighted),
      [
        ("Variety", [373.5197669, 2, 45.44503844, 0.8162486608, 0.4484627123]),
        ("w", [180.1715288, 1, 45.15857828, 0.7874537423, 0.3795730874]),
        ("nitro", [15169.0862, 1, 45.00065802, 66.2976763, 2.141134507e-10]), shared[0],
        ("Variety:nitro", [273.5247021, 2, 45.47257918, 0.5977305396, 0.5543225703]),
        ("w:nitro", [300.0313123, 1, 45.25660445, 1.31131029, 0.2581773748]), shared[1],
      ])
  }
}
