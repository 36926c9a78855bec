/// Which information matrix gives the uncertainty of the variance parameters.
///
/// R's pbkrtest uses the expected information for Kenward and Roger's method, SAS by default the
/// observed one: their degrees of freedom differ in the third digit. lmerTest's Satterthwaite is
/// from the observed information (the Hessian of the deviance).
public enum Information: String, Sendable, Codable, CaseIterable {
  case expected
  case observed
}

extension DegreesOfFreedomMethod {
  /// What R does: expected information for Kenward-Roger, observed for Satterthwaite; nil for
  /// methods without an information matrix.
  public var defaultInformation: Information? {
    switch self {
    case .kenwardRoger: .expected
    case .satterthwaite: .observed
    case .containment, .none: nil
    }
  }
}
