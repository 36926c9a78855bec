extension GeneralizedMixedModel {
  /// Parameters at the limit of what they can be: places among all parameters.
  func heldPlaces(_ layout: LaplaceObjective.Layout) -> Set<Int> {
    var held: Set<Int> = []
    var place = layout.structure.lowerBound
    for term in problem.rows.terms {
      for element in term.free {
        if element.row == element.column && abs(optimum[place]) < 1e-4 { held.insert(place) }
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
