import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Do patients differ")
struct VariabilityTests {
  private func format(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  private func pooled(
    _ measure: EffectMeasure, _ ratios: [Double], variance: Double = 0.01
  ) throws -> PooledEffects {
    try Pooling().pool(
      ratios.map {
        StudyEffect(study: "\($0)", measure: measure, estimate: log($0), variance: variance)
      })
  }

  @Test("The answer follows the interval of the pooled ratio")
  func answers() throws {
    let cases: [([Double], VariabilityQuestion.Answer)] = [
      ([1.5, 1.6, 1.55, 1.5, 1.6], .moreVariable),
      ([0.6, 0.65, 0.62, 0.6, 0.64], .lessVariable),
      ([1, 1.05, 0.95, 1.02, 0.98], .compatibleWithEqual), ([1.2], .noInterval),
    ]
    for (ratios, answer) in cases {
      let effects = try pooled(.variabilityRatio, ratios)
      let question = try VariabilityQuestion(effects)
      #expect(question.answer == answer)
      #expect(abs(log(question.ratio) - effects.estimates[0]) < 1e-14)
      let lower = effects.coefficients[0].inference?.interval.lower
      #expect(question.interval.map { log($0.lower) } == lower.map { log(exp($0)) })
      let text = question.text(format)
      #expect(text.contains("compatible with"))
      for word in ["significant", "proven", "no effect", "trend towards"] {
        #expect(!text.lowercased().contains(word))
      }
    }
  }

  @Test("A ratio near 1 comes with what it does not show")
  func caveat() throws {
    let question = try VariabilityQuestion(
      try pooled(.coefficientOfVariationRatio, [1, 1.05, 0.95, 1.02, 0.98]))
    #expect(
      question.text(format)
        == "The ratio of coefficients of variation, treated over comparator, is 1.0 (0.88 to 1.13)."
        + " A ratio near 1 does not show that everybody responds alike: equal coefficients of "
        + "variation are compatible with individual responses that are offset, as where those with "
        + "the most to gain respond most.")
    #expect(throws: EvidenceError.notVariability(.meanDifference)) {
      try VariabilityQuestion(try pooled(.meanDifference, [1, 2, 3]))
    }
    let effects = try pooled(.variabilityRatio, [1, 2, 3, 4]).effects
    let design = try PoolingDesign(moderators: [(name: "dose", values: [1, 2, 3, 5])])
    #expect(throws: EvidenceError.moderatorsNotAllowed) {
      try VariabilityQuestion(try Pooling().pool(effects, design: design))
    }
  }

  private func response(_ n1: Int, _ s1: Double, _ n2: Int, _ s2: Double) throws
    -> IndividualResponse
  {
    try IndividualResponse(
      TwoGroupMeans(
        treatment: GroupMean(count: n1, mean: 1, standardDeviation: s1),
        comparator: GroupMean(count: n2, mean: 5, standardDeviation: s2)))
  }

  @Test("The spread of responses is the root of the difference of variances")
  func responses() throws {
    // d = 25 - 9 = 16, se = sqrt(2 (625 / 50 + 81 / 50)) = 5.3141.
    let clear = try response(51, 5, 51, 3)
    guard case .estimated(let deviation, let lower, let upper) = clear else {
      Issue.record("no estimate")
      return
    }
    let reach = 1.959963984540054 * (2 * (625.0 / 50 + 81.0 / 50)).squareRoot()
    #expect(abs(deviation - 4) < 1e-12)
    #expect(abs((lower ?? 0) - (16 - reach).squareRoot()) < 1e-9)
    #expect(abs(upper - (16 + reach).squareRoot()) < 1e-9)
    guard case .estimated(_, nil, _) = try response(11, 5, 11, 4) else {
      Issue.record("a lower limit where there is none")
      return
    }
    guard case .noExcess(.some) = try response(11, 4, 11, 5) else {
      Issue.record("no upper limit where there is one")
      return
    }
    #expect(try response(901, 2, 901, 5) == .noExcess(upper: nil))
    let texts = [clear, try response(11, 5, 11, 4), try response(11, 4, 11, 5)].map {
      $0.text(format)
    }
    #expect(texts[0].contains("of 4.0 (2.36 to 5.14)"), "\(texts[0])")
    #expect(texts[1].contains("(none to "), "\(texts[1])")
    #expect(texts[2].contains("up to "), "\(texts[2])")
    #expect(IndividualResponse.noExcess(upper: nil).text(format).contains("related"))
    // d = 0, se = 9 sqrt(4 / 20).
    guard case .noExcess(let limit?) = try response(21, 3, 21, 3) else {
      Issue.record("no upper limit of equal variances")
      return
    }
    #expect(abs(limit * limit - 1.959963984540054 * 9 * 0.2.squareRoot()) < 1e-9)
  }

  /// Responses drawn with a standard deviation of 3, independent of the changes without treatment.
  @Test("The interval covers the spread of simulated responses about as often as it says")
  func coverage() throws {
    var stream = RandomStream(seed: 66)
    var (covered, count) = (0, 0)
    for _ in 0..<400 {
      func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
      }
      let treated = (0..<200).map { _ in 4 * stream.normal() + 3 * stream.normal() }
      let others = (0..<200).map { _ in 4 * stream.normal() }
      count += 1
      switch try response(200, deviation(treated), 200, deviation(others)) {
      case .estimated(_, let lower, let upper): covered += (lower ?? 0) <= 3 && 3 <= upper ? 1 : 0
      case .noExcess(let upper): covered += 3 <= upper ?? 0 ? 1 : 0
      }
    }
    // 95 % of 400 is 380 with a standard error of 4.4.
    #expect(covered >= 362 && covered <= 398, "\(covered) of \(count)")
  }
}
