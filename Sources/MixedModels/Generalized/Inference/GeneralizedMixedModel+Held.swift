extension GeneralizedMixedModel {
  /// Parameters at the limit of what they can be: places among all parameters.
  func heldPlaces(_ layout: LaplaceObjective.Layout) -> Set<Int> {
    let smallest = 1e-4 * GeneralizedStart(problem).predictorScale
    var held: Set<Int> = []
    var place = layout.structure.lowerBound
    for term in problem.rows.terms {
      // Columns of Lambda that are zero: the elements of a column follow its diagonal.
      var isZeroColumn = false
      for element in term.free {
        let isSmall = abs(optimum[place]) < smallest
        if element.row == element.column { isZeroColumn = isSmall }
        if isZeroColumn && isSmall { held.insert(place) }
        place += 1
      }
    }
    for boundary in boundaries {
      switch boundary {
      case .singular: break
      case .noOverdispersion: held.formUnion(layout.dispersion)
      case .noZeroInflation: held.formUnion(layout.zero)
      case .noSeries: held.formUnion([place, place + 1])
      case .seriesIsConstant, .seriesAlternates: held.insert(place + 1)
      }
    }
    return held
  }

  /// The names of all parameters, theta as lme4 names it.
  func parameterNames(_ layout: LaplaceObjective.Layout) -> [String] {
    var names = frame.fixed.names + zeroInflationNames.map { "zero:\($0)" }
    for design in frame.random {
      names += design.freeElements.map { row, column in
        let last = row == column ? "" : ".\(design.names[column])"
        return "theta:\(design.group).\(design.names[row])\(last)"
      }
    }
    if series != nil { names += ["sd(series)", "atanh(correlation(series))"] }
    if !layout.dispersion.isEmpty { names.append("log(dispersion)") }
    return names
  }

  /// The names of gamma.
  var zeroInflationNames: [String] { frame.zeroInflation?.names ?? [] }
}
