import Numerics

extension DependentLikelihood {
  /// A maximum of the likelihood over the parameters that are not held.
  struct Maximum {
    let theta: [Double]
    let deviance: Double
  }

  /// The highest maximum found from several starts.
  ///
  /// - Parameters:
  ///   - scale: the size to expect of a standard deviation.
  ///   - held: values of parameters that are not to move.
  ///   - starts: in place of the structure's own starts.
  /// - Throws: `DependentPoolingError.notConverged` if no start led to a maximum.
  func maximum(
    scale: Double, held: [Int: Double] = [:], from starts: [[Double]]? = nil
  ) throws -> Maximum {
    let free = (0..<structure.parameterCount).filter { held[$0] == nil }
    var best: Maximum?
    for start in starts ?? structure.starts(variance: scale * scale) {
      guard let found = try? climb(from: start, free, held, scale) else { continue }
      // Starts that end in the same maximum differ by rounding: the first counts.
      if found.deviance < (best?.deviance ?? .infinity) - 1e-9 { best = found }
    }
    guard let best else { throw DependentPoolingError.notConverged }
    return best
  }

  private func climb(
    from start: [Double], _ free: [Int], _ held: [Int: Double], _ scale: Double
  ) throws -> Maximum {
    let units = structure.units(scale: scale)
    func theta(_ x: [Double]) -> [Double] {
      var result = start
      for (parameter, value) in held { result[parameter] = value }
      for (place, parameter) in free.enumerated() {
        result[parameter] = x[place] * units[parameter]
      }
      return result
    }
    guard !free.isEmpty else {
      return Maximum(theta: theta([]), deviance: try deviance(at: theta([])))
    }
    // A constant keeps D away from 0, beside which the noise of a value is reckoned.
    let constant = 100 * Double(count)
    let minimum = try TrustRegion(decrementTolerance: 1e-16).minimize(
      from: free.map { start[$0] / units[$0] },
      value: { ((try? deviance(at: theta($0))) ?? .infinity) + constant },
      derivatives: { x in
        let full = try derivatives(at: theta(x))
        var hessian = Matrix.symmetric(order: free.count) { i, j in
          full.hessian[free[i], free[j]] * units[free[i]] * units[free[j]]
        }
        // Where a variance is 0 its correlation has no effect: a ridge stands in for curvature.
        for i in free.indices { hessian[i, i] += 1e-8 * Double(count) }
        return TrustRegion.Derivatives(
          gradient: free.map { full.gradient[$0] * units[$0] }, hessian: hessian)
      })
    let found = theta(minimum.argument)
    let value = minimum.value - constant
    let snapped = structure.snapped(found, scale: scale)
    if held.isEmpty, snapped != found, let height = try? deviance(at: snapped),
      height <= value + 1e-8
    {
      return Maximum(theta: snapped, deviance: height)
    }
    return Maximum(theta: found, deviance: try deviance(at: found))
  }
}
