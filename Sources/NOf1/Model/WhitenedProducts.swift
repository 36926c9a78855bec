import Glibc

/// Cross-products of a Gaussian series whitened for any rho, without going through the nights again.
///
/// A night at distance g from the one before becomes (x - rho^g x_before) / sqrt(1 - rho^2g), so
/// that its products are (x x' - rho^g (x x_before' + x_before x') + rho^2g x_before x_before') /
/// (1 - rho^2g): three sums for every distance that occurs serve every rho. The outcome stands
/// beside the regressors as the last column, less the prior mean of the level, so that the
/// difference of large sums does not lose what varies.
struct WhitenedProducts {
  /// The products at one rho: the lower triangle, row by row.
  struct AtCorrelation {
    let rho: Double
    let triangle: [Double]
    /// Logarithm of the determinant of the whitening.
    let logDeterminant: Double

    func product(_ a: Int, _ b: Int) -> Double {
      a >= b ? triangle[a * (a + 1) / 2 + b] : triangle[b * (b + 1) / 2 + a]
    }
  }

  private struct Distance {
    let gap: Int
    var nights = 0.0
    var own: [Double]
    var crossed: [Double]
    var before: [Double]
  }

  /// What was taken off the outcome: the prior mean of the level where the first column is that of
  /// the level, else 0.
  let centre: Double
  private let first: [Double]
  private let distances: [Distance]

  init(_ series: Series) {
    let p = series.coefficients.count
    let size = (p + 1) * (p + 2) / 2
    let hasLevel = p > 0 && (0..<series.nights).allSatisfy { series.regressors[$0 * p] == 1 }
    let centre = hasLevel ? series.coefficients[0].mean : 0
    var distances: [Distance] = []
    var first = [Double](repeating: 0, count: size)
    var row = [Double](repeating: 0, count: p + 1)
    var last = row
    for night in 0..<series.nights {
      for j in 0..<p { row[j] = series.regressors[night * p + j] }
      row[p] = series.outcome[night] - centre
      if night == 0 {
        WhitenedProducts.add(row, row, to: &first)
      } else {
        let gap = series.gaps[night]
        var index = distances.firstIndex { $0.gap == gap } ?? distances.count
        if index == distances.count {
          let zero = [Double](repeating: 0, count: size)
          distances.append(Distance(gap: gap, own: zero, crossed: zero, before: zero))
          index = distances.count - 1
        }
        distances[index].nights += 1
        WhitenedProducts.add(row, row, to: &distances[index].own)
        WhitenedProducts.add(row, last, to: &distances[index].crossed)
        WhitenedProducts.add(last, row, to: &distances[index].crossed)
        WhitenedProducts.add(last, last, to: &distances[index].before)
      }
      swap(&row, &last)
    }
    self.centre = centre
    self.first = first
    self.distances = distances
  }

  private static func add(_ a: [Double], _ b: [Double], to triangle: inout [Double]) {
    var next = 0
    for i in a.indices {
      for j in 0...i {
        triangle[next] += a[i] * b[j]
        next += 1
      }
    }
  }

  func whitened(rho: Double) -> AtCorrelation {
    var triangle = first
    var logDeterminant = 0.0
    for distance in distances {
      let exponent = Double(distance.gap) * log(rho)
      let correlation = exp(exponent)
      let variance = -expm1(2 * exponent)
      logDeterminant -= 0.5 * distance.nights * log(variance)
      let weight = 1 / variance
      for i in triangle.indices {
        let difference = distance.own[i] - correlation * distance.crossed[i]
        triangle[i] += (difference + correlation * correlation * distance.before[i]) * weight
      }
    }
    return AtCorrelation(rho: rho, triangle: triangle, logDeterminant: logDeterminant)
  }
}
