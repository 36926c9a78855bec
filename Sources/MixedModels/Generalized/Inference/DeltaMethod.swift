import Glibc
import Numerics

/// Standard errors and intervals of functions of the parameters of a generalised model.
struct DeltaMethod {
  let joint: JointCovariance
  let level: Double

  typealias Row = GeneralizedParameterTable.Row
  /// Derivatives by parameter.
  typealias Gradient = [(place: Int, value: Double)]

  /// The row of a parameter: on the log scale, or that of atanh for correlations.
  func row(
    _ kind: GeneralizedParameterTable.Kind, _ name: String, _ estimate: Double, _ gradient: Gradient
  ) -> Row {
    let variance = variance(gradient)
    let isHeld = gradient.allSatisfy { joint.heldPlaces.contains($0.place) || $0.value == 0 }
    let isCorrelation = kind == .correlation || kind == .seriesCorrelation
    // d(scale)/d(estimate)
    let slope = isCorrelation ? 1 / (1 - estimate * estimate) : 1 / abs(estimate)
    let isAtLimit = isCorrelation ? abs(estimate) > 1 - 1e-6 : estimate == 0
    guard !isHeld, !isAtLimit, variance > 0 else {
      return Row(
        kind: kind, name: name, estimate: estimate, standardError: nil, confidenceLow: nil,
        confidenceHigh: nil, state: .boundary)
    }
    let standardError = variance.squareRoot()
    let margin =
      NormalDistribution.standard.quantile((1 - level) / 2, tail: .upper) * standardError * slope
    let limits =
      isCorrelation
      ? [tanh(atanh(estimate) - margin), tanh(atanh(estimate) + margin)]
      : [estimate * exp(-margin), estimate * exp(margin)]
    return Row(
      kind: kind, name: name, estimate: estimate, standardError: standardError,
      confidenceLow: limits[0], confidenceHigh: limits[1], state: .estimated)
  }

  /// Standard deviations and correlations of one grouping factor, in the order of lme4's `confint`.
  ///
  /// With sd_i = |Lambda_i|, the length of row i: d(sd_i)/d(Lambda_ic) = Lambda_ic / sd_i, and
  /// d(r_ij)/d(Lambda_ic) = (Lambda_jc / sd_j - r_ij Lambda_ic / sd_i) / sd_i.
  func rows(_ design: RandomEffectsDesign, first: Int) -> [Row] {
    let factor = LambdaRows(design, joint.estimates, first: first)
    var result: [Row] = []
    for block in design.blocks {
      for i in block {
        let deviation = factor.deviation(i)
        result.append(
          row(
            .standardDeviation, "sd_\(design.names[i])|\(design.group)", deviation,
            factor.elements(i).map { ($0.place, $0.value / max(deviation, .leastNormalMagnitude)) })
        )
        for j in block where j > i {
          result.append(
            correlation(factor, i, j, "cor_\(design.names[j]).\(design.names[i])|\(design.group)"))
        }
      }
    }
    return result
  }

  private func correlation(_ factor: LambdaRows, _ i: Int, _ j: Int, _ name: String) -> Row {
    let deviations = [factor.deviation(i), factor.deviation(j)]
    guard deviations.allSatisfy({ $0 > 0 }) else {
      return Row(
        kind: .correlation, name: name, estimate: nil, standardError: nil, confidenceLow: nil,
        confidenceHigh: nil, state: .undefined)
    }
    let unit = [factor.unit(i), factor.unit(j)]
    let correlation = min(1, max(-1, dotProduct(unit[0], unit[1])))
    var gradient: Gradient = []
    for (own, other, row) in [(0, 1, i), (1, 0, j)] {
      gradient += factor.elements(row).map { place, column, _ in
        (
          place,
          (unit[other][column] - correlation * unit[own][column]) / deviations[own]
        )
      }
    }
    return row(.correlation, name, correlation, gradient)
  }

  private func variance(_ gradient: Gradient) -> Double {
    var sum = 0.0
    for a in gradient {
      for b in gradient { sum += a.value * joint.matrix[a.place, b.place] * b.value }
    }
    return sum
  }
}

/// The rows of Lambda and the places of their elements among the parameters.
private struct LambdaRows {
  private let width: Int
  private let entries: [[(place: Int, column: Int, value: Double)]]

  init(_ design: RandomEffectsDesign, _ parameters: [Double], first: Int) {
    var entries = [[(place: Int, column: Int, value: Double)]](repeating: [], count: design.width)
    for (offset, element) in design.freeElements.enumerated() {
      entries[element.row].append((first + offset, element.column, parameters[first + offset]))
    }
    self.entries = entries
    width = design.width
  }

  func elements(_ row: Int) -> [(place: Int, column: Int, value: Double)] { entries[row] }

  func deviation(_ row: Int) -> Double {
    entries[row].reduce(0) { $0 + $1.value * $1.value }.squareRoot()
  }

  /// The row of Lambda over its length.
  func unit(_ row: Int) -> [Double] {
    var result = [Double](repeating: 0, count: width)
    for entry in entries[row] { result[entry.column] = entry.value / deviation(row) }
    return result
  }
}
