import Foundation
import Numerics
import Testing

@testable import Trials

/// Standard errors and SDs from intervals, P, t and F.
@Suite("Standard errors and standard deviations")
struct StandardErrorTests {
  private let t45 = StudentTDistribution(degreesOfFreedom: 45)
  private let reference45 = ReferenceDistribution.studentT(degreesOfFreedom: 45)

  /// Cochrane Handbook 5.1, 7.7.3.3: a difference of 3.8 with P = 0.008 in groups of 25 and 22 has
  /// t = 2.78 and a standard error of 1.37.
  @Test func handbookExampleOfP() throws {
    let error = try Derivation.standardError(
      estimate: bounded("3.8"), p: PrintedProbability(printed("0.008")), reference: reference45)
    #expect(PrintedNumber(rounding: 3.8 / error.value, decimals: 2).text == "2.78")
    #expect(PrintedNumber(rounding: error.value, decimals: 2).text == "1.37")
    let shared = try Derivation.pooledStandardDeviation(
      difference: bounded("3.8"), p: PrintedProbability(printed("0.008")), counts: (25, 22))
    let again = error.value / (1 / 25.0 + 1 / 22.0).squareRoot()
    #expect(abs(shared.value - again) < 1e-12)
    #expect(shared.inputs.map(\.name) == ["x", "P", "n1", "n2"])
  }

  /// Cochrane Handbook 5.1, 7.7.3.2: the divisor of a 95 % interval of 25 people is 4.128.
  @Test func handbookDivisorOfAnInterval() throws {
    let deviation = try Derivation.standardDeviation(
      interval: PrintedInterval(low: printed("30.0"), high: printed("34.2")), count: 25)
    #expect(abs(deviation.value - 5 * 4.2 / 4.128) < 0.002)
  }

  @Test func roundTripThroughPrintedText() throws {
    var stream = RandomStream(seed: 12)
    for _ in 0..<200 {
      let (estimate, error) = (6 * stream.uniform() - 3, 0.2 + stream.uniform())
      let degrees = 5 + 60 * stream.uniform()
      let reference = ReferenceDistribution.studentT(degreesOfFreedom: degrees)
      let t = StudentTDistribution(degreesOfFreedom: degrees)
      let quantile = t.quantile(0.975)
      func text(_ x: Double, _ decimals: Int) -> PrintedNumber {
        PrintedNumber(rounding: x, decimals: decimals)
      }
      let printedEstimate = text(estimate, 2)
      guard printedEstimate.value != 0 else { continue }
      let value = try BoundedValue(printedEstimate, "estimate")
      let interval = try PrintedInterval(
        estimate: printedEstimate, low: text(estimate - quantile * error, 2),
        high: text(estimate + quantile * error, 2))
      var derived = [Derivation.standardError(interval: interval, reference: reference)]
      #expect(interval.symmetry?.isSymmetric == true)
      let p = try PrintedProbability(text(t.twoSidedProbability(estimate / error), 3))
      if !p.isOneSided {
        derived.append(try Derivation.standardError(estimate: value, p: p, reference: reference))
      }
      let statistic = text(estimate / error, 2)
      if statistic.value != 0 {
        derived.append(
          try Derivation.standardError(estimate: value, t: BoundedValue(statistic, "t")))
      }
      let square = text(estimate * estimate / (error * error), 3)
      if square.value > 0 {
        derived.append(
          try Derivation.standardError(estimate: value, f: BoundedValue(square, "F")))
      }
      for one in derived {
        #expect(one.bounds.widened(by: 1e-9).contains(error), "\(one.method)")
        #expect(one.bounds.contains(one.value))
        #expect(one.quantity == .standardError)
      }
    }
  }

  @Test func boundsAreThoseOfTheRoundingBox() throws {
    let byP = try Derivation.standardError(
      estimate: bounded("3.8"), p: PrintedProbability(printed("0.008")), reference: reference45)
    let triedByP = RoundingBox(["3.8", "0.008"]).grid(steps: 41) {
      $0[0] / t45.quantile($0[1] / 2, tail: .upper)
    }
    #expect(isTight(byP.bounds, around: triedByP))
    let interval = try PrintedInterval(low: printed("-1.3"), high: printed("4.92"))
    let byInterval = Derivation.standardError(interval: interval, reference: reference45)
    let triedByInterval = RoundingBox(["-1.3", "4.92"]).grid(steps: 41) {
      ($0[1] - $0[0]) / 2 / t45.quantile(0.975)
    }
    #expect(isTight(byInterval.bounds, around: triedByInterval))
    let byT = try Derivation.standardError(estimate: bounded("-0.4"), t: bounded("-1.3"))
    #expect(
      isTight(byT.bounds, around: RoundingBox(["-0.4", "-1.3"]).grid(steps: 41) { $0[0] / $0[1] }))
    let byF = try Derivation.standardError(estimate: bounded("-0.4"), f: bounded("1.7"))
    #expect(
      isTight(
        byF.bounds,
        around: RoundingBox(["-0.4", "1.7"]).grid(steps: 41) { -$0[0] / $0[1].squareRoot() }))
  }

  /// The published interval of dahle1995 is that of the counts it was made from.
  @Test func ratiosAreTakenOnTheScaleOfLogarithms() throws {
    let interval = try PrintedInterval(
      estimate: printed("5.66"), low: printed("1.35"), high: printed("23.68"), scale: .logarithm)
    let error = Derivation.standardError(interval: interval, reference: .normal)
    let exact = (1 / 11.0 - 1 / 34.0 + 1 / 2.0 - 1 / 35.0).squareRoot()
    #expect(error.bounds.contains(exact))
    #expect(interval.symmetry?.isSymmetric == true)
    let raw = try PrintedInterval(
      estimate: printed("5.66"), low: printed("1.35"), high: printed("23.68"))
    #expect(raw.symmetry?.isSymmetric == false)
  }

  @Test func levelsOtherThan95() throws {
    let interval = try PrintedInterval(low: printed("-1.645"), high: printed("1.645"), level: 0.9)
    let error = Derivation.standardError(interval: interval, reference: .normal)
    #expect(abs(error.value - 1) < 1e-3)
  }

  @Test func standardDeviationOfAnArm() throws {
    let deviation = try Derivation.standardDeviation(standardError: bounded("0.52"), count: 25)
    #expect(abs(deviation.value - 2.6) < 1e-12)
    #expect(abs(deviation.bounds.low - 2.575) < 1e-12 && abs(deviation.bounds.high - 2.625) < 1e-12)
  }

  @Test(arguments: ["<0.05", ">0.5", "0.000", "0", "1", "1.00"])
  func aOneSidedPGivesBoundsOnly(text: String) throws {
    let p = try PrintedProbability(printed(text))
    #expect(p.isOneSided)
    let estimate = try BoundedValue(printed("2.0"), "estimate")
    let bounds = onlyBounds {
      try Derivation.standardError(estimate: estimate, p: p, reference: reference45)
    }
    let found = try #require(bounds)
    for true0 in [0.001, 0.049, 0.2, 0.51, 0.996] where p.range.contains(true0) {
      #expect(found.contains(2 / t45.quantile(true0 / 2, tail: .upper)))
    }
    #expect(found.low == 0 || found.high == .infinity)
  }

  @Test func whatCannotBeIsRefused() throws {
    #expect(throws: DerivationError.outOfRange(name: "P", text: "1.2")) {
      try PrintedProbability(printed("1.2"))
    }
    #expect(throws: DerivationError.outOfRange(name: "P", text: "-0.01")) {
      try PrintedProbability(printed("-0.01"))
    }
    #expect(throws: DerivationError.missing(names: ["P"])) { try PrintedProbability(nil) }
    #expect(throws: DerivationError.emptyInterval(low: "3", high: "1")) {
      try PrintedInterval(low: printed("3"), high: printed("1"))
    }
    #expect(
      throws: DerivationError.estimateOutsideInterval(estimate: "0.345", low: "0.4", high: "0.8")
    ) {
      try PrintedInterval(estimate: printed("0.345"), low: printed("0.4"), high: printed("0.8"))
    }
    #expect(throws: DerivationError.outOfRange(name: "lower end", text: "0.00")) {
      try PrintedInterval(low: printed("0.00"), high: printed("2.1"), scale: .logarithm)
    }
    #expect(throws: DerivationError.limit(name: "upper end", text: ">10")) {
      try PrintedInterval(low: printed("1"), high: printed(">10"))
    }
    #expect(throws: DerivationError.outOfRange(name: "level", text: "95")) {
      try PrintedInterval(low: printed("1"), high: printed("2"), level: 95)
    }
    #expect(throws: DerivationError.outOfRange(name: "t", text: "0.0")) {
      try Derivation.standardError(estimate: bounded("1"), t: bounded("0.0"))
    }
    #expect(throws: DerivationError.outOfRange(name: "SE", text: "-0.2")) {
      try Derivation.standardDeviation(standardError: bounded("-0.2"), count: 9)
    }
    #expect(throws: DerivationError.outOfRange(name: "n", text: "1")) {
      try Derivation.standardDeviation(standardError: bounded("0.2"), count: 1)
    }
    #expect(throws: DerivationError.self) {
      try Derivation.standardError(
        estimate: bounded("0.0"), p: PrintedProbability(printed("0.9")), reference: reference45)
    }
  }
}
