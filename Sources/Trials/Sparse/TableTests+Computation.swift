import Glibc

extension TableTests {
  /// The tests of a set of tables.
  ///
  /// Of an effect: (|sum(a - E)| - 1/2)^2 / sum V, V with N^2 (N - 1) by Mantel and Haenszel (1959)
  /// and with N^3 by Cochran (1954).
  ///
  /// Of different odds ratios: A is the first cell that has the pooled odds ratio with the margins
  /// of its table, W the sum of the reciprocals of the cells so fitted. Breslow and Day's statistic
  /// is sum (a - A)^2 W against one less than the informative tables; Tarone subtracts
  /// (sum(a - A))^2 / sum 1/W.
  init(_ tables: [FourfoldCells], oddsRatio: Double, isContinuityCorrected: Bool) {
    var (deviation, hypergeometric, binomial) = (0.0, 0.0, 0.0)
    var (square, gap, freedom, informative) = (0.0, 0.0, 0.0, 0)
    for table in tables where table.firstColumn > 0 && table.secondColumn > 0 {
      let (mean, variance) = table.conditional
      deviation += table.a - mean
      hypergeometric += variance
      binomial += variance * (table.total - 1) / table.total
      let fitted = table.fitted(oddsRatio: oddsRatio)
      let difference = table.a - fitted.a
      square += difference * difference * fitted.reciprocalSum
      gap += difference
      freedom += 1 / fitted.reciprocalSum
      informative += 1
    }
    mantelHaenszel = Self.association(
      deviation, hypergeometric, isContinuityCorrected: isContinuityCorrected)
    cochran = Self.association(deviation, binomial, isContinuityCorrected: isContinuityCorrected)
    if informative >= 2 {
      breslowDay = ContingencyTest(statistic: square, degreesOfFreedom: informative - 1)
      tarone = ContingencyTest(
        statistic: square - gap * gap / freedom, degreesOfFreedom: informative - 1)
    } else {
      breslowDay = nil
      tarone = nil
    }
    self.isContinuityCorrected = isContinuityCorrected
  }

  /// (|deviation| - 1/2)^2 / variance, or nil without variance; a deviation below 1/2 counts as 0.
  static func association(
    _ deviation: Double, _ variance: Double, isContinuityCorrected: Bool
  ) -> ContingencyTest? {
    guard variance > 0 else { return nil }
    let distance = isContinuityCorrected ? max(0, abs(deviation) - 0.5) : abs(deviation)
    return ContingencyTest(statistic: distance * distance / variance, degreesOfFreedom: 1)
  }
}

extension FourfoldCells {
  /// The table with these margins and this odds ratio: the root of
  /// (o - 1) A^2 - (o (n1 + k) + n2 - k) A + o n1 k = 0 that lies within the margins.
  func fitted(oddsRatio: Double) -> FourfoldCells {
    let linear = oddsRatio * (firstRow + firstColumn) + secondRow - firstColumn
    let product = oddsRatio * firstRow * firstColumn
    let root = (linear * linear - 4 * (oddsRatio - 1) * product).squareRoot()
    // This form of the root has no division by o - 1.
    let cell = 2 * product / (linear + root)
    return FourfoldCells(
      a: cell, b: firstRow - cell, c: firstColumn - cell,
      d: secondRow - firstColumn + cell)
  }
}
