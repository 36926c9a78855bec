import Numerics

/// A linear function of some elements of the point, such as a coefficient of the original columns:
/// the element with the largest weight makes up for the others.
struct CoefficientChart: ProfileChart {
  let center: [Double]
  private let places: Range<Int>
  private let weights: [Double]
  private let eliminated: Int
  private let free: [Int]

  /// - Precondition: the weights of `places` are not all 0.
  init(center: [Double], places: Range<Int>, weights: [Double]) {
    self.center = center
    self.places = places
    self.weights = weights
    let largest = weights.indices.reduce(0) { abs(weights[$1]) > abs(weights[$0]) ? $1 : $0 }
    let eliminated = places.lowerBound + largest
    self.eliminated = eliminated
    free = center.indices.filter { $0 != eliminated }
  }

  var dimension: Int { free.count }

  private func weight(_ place: Int) -> Double { weights[place - places.lowerBound] }

  func point(_ coordinates: [Double], value: Double) -> [Double] {
    var point = center
    for (place, change) in zip(free, coordinates) { point[place] += change }
    let others = places.filter { $0 != eliminated }.reduce(0) { $0 + weight($1) * point[$1] }
    point[eliminated] = (value - others) / weight(eliminated)
    return point
  }

  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double]) {
    var jacobian = Matrix(rows: center.count, columns: dimension)
    for (column, place) in free.enumerated() {
      jacobian[place, column] = 1
      if places.contains(place) {
        jacobian[eliminated, column] = -weight(place) / weight(eliminated)
      }
    }
    var slope = [Double](repeating: 0, count: center.count)
    slope[eliminated] = 1 / weight(eliminated)
    return (jacobian, slope)
  }
}
