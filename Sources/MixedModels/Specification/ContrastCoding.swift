/// How the levels of a factor become columns of the model matrix, as R's `contr.` functions.
public enum ContrastCoding: String, Sendable, Codable, CaseIterable {
  /// Each level against the first.
  case treatment
  /// Each level but the last against the mean of all.
  case sum
  /// Each level but the first against the mean of those before it.
  case helmert
  /// Orthogonal polynomials of the levels' order.
  case polynomial = "poly"
}
