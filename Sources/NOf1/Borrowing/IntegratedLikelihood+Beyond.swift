extension IntegratedLikelihood {
  /// log L at many values, beyond the range on the straight line through its last two points.
  ///
  /// Priors with the tails of t keep some probability wherever they are looked at, so that what the
  /// data say has to be known everywhere. log L is concave in the tails of a count or yes/no series,
  /// so that the line lies above it; where the data say nothing it is flat, and the line exact. It
  /// never rises outwards.
  func extended(_ wanted: [Double]) -> [Double] {
    let points = IntegratedLikelihood.points(values.count, on: range)
    let last = points.count - 1
    let lowSlope = max(0, (values[1] - values[0]) / (points[1] - points[0]))
    let highSlope = min(
      0, (values[last] - values[last - 1]) / (points[last] - points[last - 1]))
    let inside = self(wanted.map { min(range.upperBound, max(range.lowerBound, $0)) })
    return zip(wanted, inside).map { value, logLikelihood in
      if value < range.lowerBound {
        return logLikelihood + lowSlope * (value - range.lowerBound)
      }
      return value > range.upperBound
        ? logLikelihood + highSlope * (value - range.upperBound) : logLikelihood
    }
  }
}
