import Numerics

extension CrossoverModel {
  /// The terms of the model in the order of the coefficients.
  func terms(_ table: CrossoverTable) -> [CrossoverTerm] {
    let others = table.treatments.filter { $0 != reference }
    return [.intercept]
      + (hasSequenceEffects ? table.sequences.dropFirst().map { .sequence($0.name) } : [])
      + table.periods.dropFirst().map { .period($0) }
      + others.map { .treatment($0) }
      + (hasCarryover ? others.map { .carryover($0) } : [])
  }

  /// One row a cell, a matrix for each sequence.
  func designs(_ table: CrossoverTable, _ terms: [CrossoverTerm]) -> [Matrix] {
    table.sequences.map { sequence in
      Matrix(
        rows: sequence.cells.map { cell in
          let before = sequence.cells.first { $0.period == cell.period - 1 }
          return terms.map { term in
            let isPresent =
              switch term {
              case .intercept: true
              case .sequence(let name): name == sequence.name
              case .period(let number): number == cell.period
              case .treatment(let name): name == cell.treatment
              case .carryover(let name): name == before?.treatment
              }
            return isPresent ? 1 : 0
          }
        })
    }
  }

  /// The covariance of one person's values in the periods of each sequence. Without a correlation,
  /// the identity: with sequence effects, any common correlation and spread weights alike.
  func covariances(
    _ table: CrossoverTable, _ correlation: WithinPersonCorrelation?
  ) throws(CrossoverError) -> [Matrix] {
    guard let correlation else { return table.sequences.map { .identity($0.cells.count) } }
    var own: [Matrix] = []
    for sequence in table.sequences {
      let r = try correlation.value(sequence)
      let deviations = sequence.cells.map { $0.standardDeviation ?? 0 }
      own.append(
        Matrix(
          rows: deviations.indices.map { i in
            deviations.indices.map { j in
              (i == j ? 1 : r) * deviations[i] * deviations[j]
            }
          }))
    }
    guard variances == .pooled else { return own }
    let people = table.sequences.reduce(0) { $0 + $1.count - 1 }
    var pooled = Matrix(rows: own[0].rows, columns: own[0].rows)
    for (sequence, covariance) in zip(table.sequences, own) {
      pooled = pooled + (Double(sequence.count - 1) / Double(people)) * covariance
    }
    return own.map { _ in pooled }
  }
}
