extension FragilityIndex {
  /// The result in words, figures of P as `format` writes them.
  public func text(_ format: (Double) -> String) -> String {
    let state = pValue < level ? "below" : "not below"
    let start = "Fisher's P is \(format(pValue)), \(state) \(format(level))"
    guard let smallest else {
      return "\(start); no change of up to \(Self.mostPeople) outcomes in one arm would "
        + "alter that."
    }
    let people = smallest.people == 1 ? "person" : "people"
    let who = smallest.addsEvents ? "without" : "with"
    let other = smallest.addsEvents ? "with" : "without"
    let new = direction == .fragility ? "no longer below" : "below"
    return "\(start); with \(smallest.people) \(people) \(who) the event in the "
      + "\(smallest.arm.rawValue) arm counted as \(other) it, P would be "
      + "\(format(smallest.pValue)), \(new) \(format(level))."
  }
}
