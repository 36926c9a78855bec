/// A covariance of coefficients that stays valid where V or the structure of G is wrong, clustered
/// by study: (X'W X)^-1 [sum of X_i'W_i A_i e_i e_i'A_i W_i X_i] (X'W X)^-1, W = inv(V + G).
///
/// Source: Hedges, Tipton and Johnson (2010); Pustejovsky and Tipton (2018, 2022).
public enum ClusterRobustVariance: String, Sendable, Codable, CaseIterable {
  /// A = 1, the sum times m / (m - p) for m studies, against t(m - p). R: `robust()` of metafor.
  case scaled = "CR1"
  /// A_i corrects the bias where V + G is right, against t with Satterthwaite's degrees of freedom:
  /// the better one with few studies (below 40). R: `vcovCR(type = "CR2")` of clubSandwich.
  case biasReduced = "CR2"
}
