extension TrialComparison {
  /// The cells as a table of means, or of medians without spread where no means are printed.
  /// - Parameter factor: multiplies means and standard deviations.
  func crossoverTable(factor: Double) throws(EffectUnavailable) -> CrossoverTable {
    var table: [CrossoverCell] = []
    for cell in cells {
      guard let period = cell.period, let count = cell.people?.wholeNumber,
        let value = cell.mean ?? cell.median
      else { throw .numbersMissing("period, people and mean of every cell", for: .meanDifference) }
      table.append(
        CrossoverCell(
          sequence: cell.sequence, period: period, treatment: cell.role.rawValue, count: count,
          mean: factor * value.value, spread: cell.spread(factor)))
    }
    do throws(CrossoverError) {
      return try CrossoverTable(table)
    } catch {
      throw .unusableCells(error)
    }
  }

  /// The treatment less the comparator by generalised least squares; nil where the cells have no
  /// spread, and so no standard error.
  func treatmentEffect(
    of table: CrossoverTable, correlation: Double
  ) throws(EffectUnavailable) -> StudyEffect? {
    let role = ArmRecord.Role.self
    let model = CrossoverModel(reference: role.comparator.rawValue)
    do throws(CrossoverError) {
      let fits = try model.fit(table, correlation: .common(correlation))
      guard let effect = fits[0].treatment(role.treatment.rawValue),
        let error = effect.inference?.standardError
      else { return nil }
      let note = EffectNote(
        formula: "treatment effect of the cells by generalised least squares (Hills and Armitage "
          + "1979)", design: .crossover)
      return StudyEffect(
        study: study, measure: .meanDifference, estimate: effect.estimate,
        variance: error * error, note: note)
    } catch {
      throw .unusableCells(error)
    }
  }
}

extension ArmRecord {
  /// How far the people of a cell lie apart; not known of medians.
  fileprivate func spread(_ factor: Double) -> CrossoverCell.Spread {
    guard mean != nil else { return .unknown }
    if let sd { return .standardDeviation(factor * sd.value) }
    return se.map { .standardError(factor * $0.value) } ?? .unknown
  }
}
