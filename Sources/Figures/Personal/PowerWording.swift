import NOf1

extension PersonalWording {
  /// A true effect in words: "none", "50 % fewer", "2 lower".
  package func change(_ effect: Double) -> String {
    if effect == noDifference { return "none" }
    guard outcome.scale.isLogarithmic else {
      return "\(DecimalText.brief(abs(effect))) \(better)"
    }
    return "\(DecimalText.brief(abs(1 - effect) * 100)) % \(better)"
  }
}
