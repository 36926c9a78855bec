/// The cells of a crossover, sequence by period, checked.
public struct CrossoverTable: Sendable, Codable, Equatable {
  /// The people allocated to one order of treatments.
  public struct Sequence: Sendable, Codable, Equatable {
    public let name: String
    public let count: Int
    /// In the order of the periods.
    public let cells: [CrossoverCell]
  }

  /// In the order of their first cells.
  public let sequences: [Sequence]

  /// - Throws: `CrossoverError.noCells`, `.unusableCell` of a mean that is not finite, a spread
  ///   that is not above 0, a period below 1 or fewer than two people; `.duplicateCell`,
  ///   `.unequalCounts` where the number of people differs between the periods of a sequence.
  public init(_ cells: [CrossoverCell]) throws(CrossoverError) {
    guard !cells.isEmpty else { throw .noCells }
    var names: [String] = []
    for cell in cells {
      try Self.check(cell)
      if !names.contains(cell.sequence) { names.append(cell.sequence) }
    }
    var sequences: [Sequence] = []
    for name in names {
      let own = cells.filter { $0.sequence == name }.sorted { $0.period < $1.period }
      for (cell, next) in zip(own, own.dropFirst()) {
        guard cell.period != next.period else {
          throw .duplicateCell(sequence: name, period: cell.period)
        }
        guard cell.count == next.count else {
          throw .unequalCounts(sequence: name, cell.count, next.count)
        }
      }
      sequences.append(Sequence(name: name, count: own[0].count, cells: own))
    }
    self.sequences = sequences
  }

  private static func check(_ cell: CrossoverCell) throws(CrossoverError) {
    let spread = cell.standardDeviation ?? 1
    guard cell.mean.isFinite, spread > 0, spread.isFinite, cell.period >= 1, cell.count >= 2 else {
      throw .unusableCell(sequence: cell.sequence, period: cell.period)
    }
  }

  /// Sequence by sequence, each in the order of its periods.
  public var cells: [CrossoverCell] { sequences.flatMap(\.cells) }

  /// In the order of their first cells.
  public var treatments: [String] {
    cells.reduce(into: []) { if !$0.contains($1.treatment) { $0.append($1.treatment) } }
  }

  /// Ascending.
  public var periods: [Int] {
    cells.reduce(into: []) { if !$0.contains($1.period) { $0.append($1.period) } }.sorted()
  }

  /// All cells have a standard deviation.
  public var hasSpread: Bool { cells.allSatisfy { $0.standardDeviation != nil } }

  /// Two sequences, in which two treatments are given in two periods in turned order.
  public var isTwoByTwo: Bool {
    guard sequences.count == 2, periods.count == 2, treatments.count == 2,
      sequences.allSatisfy({ $0.cells.count == 2 })
    else { return false }
    let (first, second) = (sequences[0].cells, sequences[1].cells)
    return first[0].treatment != first[1].treatment
      && first.map(\.treatment) == second.map(\.treatment).reversed()
  }
}
