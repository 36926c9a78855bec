import Glibc

/// Parameters at the limit of what they can be.
extension GeneralizedProblem {
  /// log alpha of a negative binomial distribution that is a Poisson one to rounding.
  static let logNoDispersion = -30.0
  /// Deviations on the scale of the link, and their scale-free twins, this small are worth trying
  /// as zero.
  private static let smallDeviation = 1e-3

  /// The same parameters with the diagonal of Lambda, and the series' deviation, not negative.
  func turned(_ parameters: [Double], _ layout: LaplaceObjective.Layout) -> [Double] {
    var result = parameters
    for places in columnPlaces(layout) where result[places[0]] < 0 {
      for place in places { result[place].negate() }
    }
    if let place = seriesPlace(layout) { result[place] = abs(result[place]) }
    return result
  }

  /// Changes of the parameters to simpler ones that may cost nothing.
  func simplifications(
    _ parameters: [Double], _ layout: LaplaceObjective.Layout
  ) -> [([Double]) -> [Double]] {
    let scale = GeneralizedStart(self).predictorScale
    var result: [([Double]) -> [Double]] = []
    for places in columnPlaces(layout) {
      let size = places.map { abs(parameters[$0]) }.max() ?? 0
      guard size > 0, size < Self.smallDeviation * scale else { continue }
      result.append { values in
        var values = values
        for place in places { values[place] = 0 }
        return values
      }
    }
    if let place = seriesPlace(layout), parameters[place] < Self.smallDeviation * scale {
      result.append { values in
        var values = values
        (values[place], values[place + 1]) = (0, 0)
        return values
      }
    }
    if let place = layout.dispersion.first, distribution.family.hasDispersion,
      parameters[place] < log(Self.smallDeviation)
    {
      result.append { values in
        var values = values
        values[place] = Self.logNoDispersion
        return values
      }
    }
    return result
  }

  /// The places of the free elements of each column of every Lambda, the diagonal first.
  func columnPlaces(_ layout: LaplaceObjective.Layout) -> [[Int]] {
    var first = layout.structure.lowerBound
    return rows.terms.flatMap { term in
      defer { first += term.free.count }
      return (0..<term.width).map { column in
        term.free.indices.filter { term.free[$0].column == column }.map { first + $0 }
      }
    }
  }

  func seriesPlace(_ layout: LaplaceObjective.Layout) -> Int? {
    series == nil ? nil : layout.structure.lowerBound + thetaCount
  }

  /// What has run to its limit, with the names of the grouping factors.
  func boundaries(
    _ objective: LaplaceObjective, groups: [String]
  ) -> [GeneralizedMixedModel.Boundary] {
    let (layout, parameters) = (objective.layout, objective.parameters)
    var result: [GeneralizedMixedModel.Boundary] = []
    let structure = Array(parameters[layout.structure])
    for term in singularTerms(structure) { result.append(.singular(group: groups[term])) }
    if let place = seriesPlace(layout) {
      let correlation = tanh(parameters[place + 1])
      if parameters[place] == 0 {
        result.append(.noSeries)
      } else if correlation > 1 - 1e-6 {
        result.append(.seriesIsConstant)
      } else if correlation < -1 + 1e-6 {
        result.append(.seriesAlternates)
      }
    }
    if let place = layout.dispersion.first, parameters[place] <= Self.logNoDispersion {
      result.append(.noOverdispersion)
    }
    if let zeta = objective.rows.zeroPredictor,
      (0..<rowCount).allSatisfy({ zeta.base[$0] < Self.logNoExtraZeros })
    {
      result.append(.noZeroInflation)
    }
    return result
  }

  /// Log odds below which no row has an extra zero worth mentioning.
  static let logNoExtraZeros = -12.0

  /// Terms with a diagonal element of Lambda at zero.
  private func singularTerms(_ structure: [Double]) -> [Int] {
    let scale = GeneralizedStart(self).predictorScale
    var first = 0
    return rows.terms.indices.filter { index in
      let term = rows.terms[index]
      defer { first += term.free.count }
      return term.free.indices.contains {
        term.free[$0].row == term.free[$0].column && abs(structure[first + $0]) < 1e-4 * scale
      }
    }
  }
}
