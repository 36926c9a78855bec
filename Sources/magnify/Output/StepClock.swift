import Reports

/// How long the steps of a run took.
struct StepClock {
  private(set) var seconds: [ModelReport.NamedNumber] = []
  private var last = Clock.seconds()

  mutating func finish(_ step: String) {
    let now = Clock.seconds()
    seconds.append(.init(step, now - last))
    last = now
  }
}
