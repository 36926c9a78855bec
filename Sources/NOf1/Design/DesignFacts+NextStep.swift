extension DesignFacts {
  /// Whether some outcome on these nights could lead to a verdict: every guard holds that the
  /// schedule alone decides.
  var canEverIdentifyResponder: Bool {
    guards.allSatisfy { $0.holds || $0.name == "events" }
  }

  /// What a design that cannot identify a responder needs; nil for one that can.
  var nextStep: String? {
    guard !identifiesResponder else { return nil }
    var parts: [String] = []
    for failing in guards where !failing.holds {
      switch failing.name {
      case "randomised": parts.append("draw the order of treatments at random, cycle by cycle")
      case "cycles":
        parts.append("go through at least \(failing.required) cycles, better 5 or more")
      case "nights": parts.append("record at least \(failing.required) nights on every arm")
      default:
        parts.append(
          "go on until there are at least \(failing.required) events on \(arms[0].arm)")
      }
    }
    return parts.joined(separator: "; ")
  }
}
