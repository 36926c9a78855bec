extension BorderedTridiagonalFactor {
  /// The elements of the inverse on the pattern of the matrix: covariances, if it is a precision.
  public struct SelectedInverse: Sendable, Equatable {
    /// The first n diagonal elements: variances of the chain.
    public let chainDiagonal: [Double]
    /// The elements beside them: covariances of neighbours in the chain, n - 1 numbers.
    public let chainOffDiagonal: [Double]
    /// The n x p block: covariances of chain and shared effects.
    public let border: Matrix
    /// The p x p block: covariances of the shared effects, symmetric to the last bit.
    public let corner: Matrix

    /// The whole diagonal: n + p variances.
    public var diagonal: [Double] { chainDiagonal + corner.diagonal }
  }

  /// The elements of the inverse on the pattern of the matrix, in O(n p^2) steps.
  ///
  /// Backwards from the corner inverse(S), each row from those after it.
  /// Source: Takahashi, Fagan and Chin (1973); Rue and Held (2005), "Gaussian Markov random fields",
  /// section 2.4.
  public func selectedInverse() -> SelectedInverse {
    let (n, p) = (pivots.count, schur.order)
    let corner = schur.inverse()
    var diagonal = [Double](repeating: 0, count: n)
    var offDiagonal = [Double](repeating: 0, count: n - 1)
    var border = Matrix(rows: p, columns: n)
    for i in (0..<n).reversed() {
      let scaled = (0..<p).map { weights.elements[i * p + $0] / pivots[i] }
      let multiplier = i < n - 1 ? multipliers[i] : 0
      for k in 0..<p {
        var value = 0.0
        for l in 0..<p { value -= scaled[l] * corner.elements[l + k * p] }
        if i < n - 1 { value -= multiplier * border.elements[(i + 1) * p + k] }
        border.elements[i * p + k] = value
      }
      var variance = 1 / pivots[i]
      if i < n - 1 {
        var covariance = -multiplier * diagonal[i + 1]
        for k in 0..<p { covariance -= scaled[k] * border.elements[(i + 1) * p + k] }
        offDiagonal[i] = covariance
        variance -= multiplier * covariance
      }
      for k in 0..<p { variance -= scaled[k] * border.elements[i * p + k] }
      diagonal[i] = variance
    }
    return SelectedInverse(
      chainDiagonal: diagonal, chainOffDiagonal: offDiagonal, border: border.transposed,
      corner: corner)
  }
}
