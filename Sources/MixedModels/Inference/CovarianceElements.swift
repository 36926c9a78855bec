/// One element of the covariance of the random effects of a grouping factor.
struct CovarianceElement: Sendable, Equatable {
  let factor: Int
  /// Row and column among the factor's columns; the row is not above the column.
  let row: Int
  let column: Int

  /// Where the symmetric matrix E with ones at this element and its mirror image sends the rows
  /// of what it multiplies: row `to` of E A is row `from` of A.
  var moves: [(to: Int, from: Int)] {
    row == column ? [(row, row)] : [(row, column), (column, row)]
  }
}

/// The covariance elements of all random effects and their values relative to sigma^2.
struct CovarianceElements: Sendable {
  let elements: [CovarianceElement]
  /// Elements of Lambda Lambda'.
  let values: [Double]

  init(random: [RandomEffectsDesign], theta: [[Double]]) {
    var elements: [CovarianceElement] = []
    var values: [Double] = []
    for (factor, design) in random.enumerated() {
      let width = design.width
      var lambda = [Double](repeating: 0, count: width * width)
      for (place, value) in zip(design.freeElements, theta[factor]) {
        lambda[place.row * width + place.column] = value
      }
      for place in design.freeElements {
        elements.append(
          CovarianceElement(factor: factor, row: place.row, column: place.column))
        values.append(
          (0..<width).reduce(0) {
            $0 + lambda[place.row * width + $1] * lambda[place.column * width + $1]
          })
      }
    }
    self.elements = elements
    self.values = values
  }

  var count: Int { elements.count }

  /// The moves of each element's pattern over all levels of its factor, among all random effects.
  func supports(_ random: [RandomEffectsDesign]) -> [[(to: Int, from: Int)]] {
    var starts = [0]
    for design in random {
      starts.append(starts[starts.count - 1] + design.levels.count * design.width)
    }
    return elements.map { element in
      let design = random[element.factor]
      return design.levels.indices.flatMap { level in
        let start = starts[element.factor] + level * design.width
        return element.moves.map { (to: start + $0.to, from: start + $0.from) }
      }
    }
  }
}
