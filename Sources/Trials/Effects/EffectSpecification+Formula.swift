extension EffectSpecification {
  /// The estimate's and the variance's formula, in one line, with metafor's name.
  public var formula: String {
    let (estimate, plain) = measure.formula
    let variance = special ?? plain
    let name = "escalc \(measure.rawValue), \(self.variance.rawValue)"
    return "\(estimate)\(correction); variance \(variance) (\(name))"
  }

  /// What is said of small-sample bias.
  private var correction: String {
    switch measure {
    case .standardizedMeanDifference, .standardizedMeanDifferenceHeteroscedastic, .glassDelta,
      .glassDeltaHeteroscedastic, .standardizedMeanChangeChange, .standardizedMeanChangeRaw,
      .standardizedMeanChangeRawHeteroscedastic, .standardizedMeanChangePooled,
      .standardizedMeanChangePooledHeteroscedastic:
      isBiasCorrected ? " times Hedges' exact J" : ""
    case .variabilityRatio: isBiasCorrected ? " + h1 - h2" : ""
    case .ratioOfMeans, .pairedRatioOfMeans:
      isBiasCorrected && edition == .metafor5 ? " + (q1 - q2)/2" : ""
    case .coefficientOfVariationRatio:
      isBiasCorrected
        ? edition == .metafor5 ? " + h1 - h2 - (q1 - q2)/2" : " + h1 - h2" : ""
    case .pairedCoefficientOfVariationRatio:
      isBiasCorrected && edition == .metafor5 ? " - (q1 - q2)/2" : ""
    default: ""
    }
  }

  /// The variance where it is not the measure's usual one.
  private var special: String? {
    let isEarlier = edition == .metafor3
    switch (measure, variance) {
    case (.meanDifference, .homoscedastic): return "sp^2 (1/n1 + 1/n2)"
    case (_, .largeSampleCorrected): return "J^2 times the variance of d"
    case (_, .unbiased): return "1/n1 + 1/n2 + (1 - (m - 2)/(m J^2)) g^2"
    case (.ratioOfMeans, .average):
      return "CV1^2/n1 + CV2^2/n2 with the studies' average CVs"
    case (_, .average): return "1/n1 + 1/n2 + G^2/(2 n), G the studies' average"
    case (.ratioOfMeans, .homoscedastic): return "sp^2/(n1 m1^2) + sp^2/(n2 m2^2)"
    case (.standardizedMeanDifferenceHeteroscedastic, _) where isEarlier,
      (.standardizedMeanChangeRawHeteroscedastic, _) where isEarlier:
      return "J^2 (\(measure.formula.variance))"
    default: return nil
    }
  }
}

extension EffectMeasure {
  /// The usual estimate and variance in the letters of the type's documentation, with
  /// h = 1/(2(n - 1)), q = s^2/(n m^2), sp the pooled and sD the difference's standard deviation.
  var formula: (estimate: String, variance: String) {
    meanFormula ?? tableFormula ?? pairFormula ?? singleFormula
  }

  private var meanFormula: (estimate: String, variance: String)? {
    let units = "(s1^2/(n1 - 1) + s2^2/(n2 - 1))/s^2"
    return switch self {
    case .meanDifference: ("m1 - m2", "s1^2/n1 + s2^2/n2")
    case .standardizedMeanDifference: ("(m1 - m2)/sp", "1/n1 + 1/n2 + g^2/(2(n1 + n2))")
    case .standardizedMeanDifferenceHeteroscedastic:
      (
        "(m1 - m2)/s, s^2 = (s1^2 + s2^2)/2",
        "\(units) + g^2 (s1^4/(n1 - 1) + s2^4/(n2 - 1))/(8 s^4)"
      )
    case .glassDelta: ("(m1 - m2)/s2", "1/n1 + 1/n2 + g^2/(2 n2)")
    case .glassDeltaHeteroscedastic:
      ("(m1 - m2)/s2", "s1^2/(s2^2 (n1 - 1)) + 1/(n2 - 1) + g^2/(2(n2 - 1))")
    case .ratioOfMeans: ("log(m1/m2)", "q1 + q2")
    case .variabilityRatio: ("log(s1/s2)", "h1 + h2")
    case .coefficientOfVariationRatio: ("log(s1/m1) - log(s2/m2)", "h1 + h2 + q1 + q2")
    default: nil
    }
  }

  private var tableFormula: (estimate: String, variance: String)? {
    let cells = "1/a + 1/b + 1/c + 1/d"
    return switch self {
    case .riskRatio: ("log((a/n1)/(c/n2))", "1/a - 1/n1 + 1/c - 1/n2")
    case .oddsRatio: ("log(ad/(bc))", cells)
    case .riskDifference: ("a/n1 - c/n2", "ab/n1^3 + cd/n2^3")
    case .arcsineDifference: ("asin sqrt(a/n1) - asin sqrt(c/n2)", "1/(4 n1) + 1/(4 n2)")
    case .petoOddsRatio: ("(a - E)/V, E and V hypergeometric", "1/V")
    case .phiCoefficient: ("(ad - bc)/sqrt(product of the margins)", "of a multinomial table")
    case .yuleQ: ("(ad - bc)/(ad + bc)", "(1 - Q^2)^2/4 (\(cells))")
    case .yuleY:
      ("(sqrt(ad) - sqrt(bc))/(sqrt(ad) + sqrt(bc))", "(1 - Y^2)^2/16 (\(cells))")
    case .tetrachoricCorrelation:
      ("correlation of the bivariate normal with these cells", "of a multinomial table")
    case .probitDifference: ("z1 - z2, probits of the risks", "sum of 2 pi p(1 - p) exp(z^2)/n")
    case .oddsRatioAsNormalDifference: ("log(ad/(bc))/1.65", "(\(cells))/1.65^2")
    case .oddsRatioAsLogisticDifference: ("log(ad/(bc)) sqrt(3)/pi", "(\(cells)) 3/pi^2")
    case .incidenceRateRatio: ("log((x1/t1)/(x2/t2))", "1/x1 + 1/x2")
    case .incidenceRateDifference: ("x1/t1 - x2/t2", "x1/t1^2 + x2/t2^2")
    case .incidenceRateRootDifference:
      ("sqrt(x1/t1) - sqrt(x2/t2)", "1/(4 t1) + 1/(4 t2)")
    default: nil
    }
  }

  private var pairFormula: (estimate: String, variance: String)? {
    let shared = "q1 + q2 - 2 r s1 s2/(n m1 m2)"
    return switch self {
    case .meanChange: ("m1 - m2", "(s1^2 + s2^2 - 2 r s1 s2)/n")
    case .standardizedMeanChangeChange: ("(m1 - m2)/sD", "1/n + g^2/(2 n)")
    case .standardizedMeanChangeRaw: ("(m1 - m2)/s", "2(1 - r)/n + g^2/(2 n)")
    case .standardizedMeanChangeRawHeteroscedastic:
      ("(m1 - m2)/s", "sD^2/(s^2 (n - 1)) + g^2/(2(n - 1))")
    case .standardizedMeanChangePooled:
      ("(m1 - m2)/s, s^2 = (s1^2 + s2^2)/2", "2(1 - r)/n + g^2 (1 + r^2)/(4 n)")
    case .standardizedMeanChangePooledHeteroscedastic:
      (
        "(m1 - m2)/s, s^2 = (s1^2 + s2^2)/2",
        "sD^2/(s^2 (n - 1)) + g^2 (s1^4 + s2^4 + 2 r^2 s1^2 s2^2)/(8 s^4 (n - 1))"
      )
    case .pairedRatioOfMeans: ("log(m1/m2)", shared)
    case .pairedVariabilityRatio: ("log(s1/s2)", "(1 - r^2)/(n - 1)")
    case .pairedCoefficientOfVariationRatio:
      ("log(s1/m1) - log(s2/m2)", "(1 - r^2)/(n - 1) + \(shared)")
    case .marginalPairedOddsRatio:
      (
        "log odds ratio of the margins",
        "(p(1 - p) + q(1 - q) + 2pq)/(n r(1 - r) k(1 - k)), p and q the shares of unlike pairs"
      )
    default: nil
    }
  }

  private var singleFormula: (estimate: String, variance: String) {
    switch self {
    case .proportion: ("x/n", "x(n - x)/n^3")
    case .logProportion: ("log(x/n)", "1/x - 1/n")
    case .logitProportion: ("log(x/(n - x))", "1/x + 1/(n - x)")
    case .arcsineProportion: ("asin sqrt(x/n)", "1/(4 n)")
    case .doubleArcsineProportion:
      ("(asin sqrt(x/(n + 1)) + asin sqrt((x + 1)/(n + 1)))/2", "1/(4 n + 2)")
    case .correlation: ("r", "(1 - r^2)^2/(n - 1)")
    case .fisherZ: ("atanh r", "1/(n - 3)")
    default: ("as printed", "as printed")
    }
  }
}
