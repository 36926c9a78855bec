import Glibc
import Numerics

/// A dispersion alpha: the value is its root, the last element of the point log alpha.
///
/// The deviance has a slope in alpha at 0, so in the root it is smooth there, as it is in a
/// standard deviation. Below the least alpha that the likelihood can tell from 0 nothing changes.
struct DispersionChart: ProfileChart {
  let center: [Double]

  private static var leastRoot: Double { exp(0.5 * GeneralizedProblem.logNoDispersion) }

  var dimension: Int { center.count - 1 }

  func point(_ coordinates: [Double], value: Double) -> [Double] {
    zip(center, coordinates).map { $0 + $1 } + [2 * log(max(value, Self.leastRoot))]
  }

  func derivatives(
    _ coordinates: [Double], value: Double
  ) -> (coordinates: Matrix, value: [Double]) {
    var jacobian = Matrix(rows: center.count, columns: dimension)
    for place in 0..<dimension { jacobian[place, place] = 1 }
    var slope = [Double](repeating: 0, count: center.count)
    slope[dimension] = value > Self.leastRoot ? 2 / value : 0
    return (jacobian, slope)
  }
}
