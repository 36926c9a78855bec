import Trials

/// How a paper rounds: ties away from zero or to even, P in two digits, in three, or as a limit.
struct PaperRounding {
  enum ProbabilityStyle: CaseIterable {
    case twoDigits, threeDigits, limits
  }

  let isTieToEven: Bool
  let style: ProbabilityStyle

  func number(_ value: Double, _ decimals: Int) -> PrintedNumber {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = value * power
    let isTie = abs(abs(scaled - scaled.rounded(.towardZero)) - 0.5) < 1e-9
    let rounded =
      !isTie
      ? scaled.rounded()
      : isTieToEven
        ? 2 * (scaled / 2).rounded() : scaled.rounded(.towardZero) + (scaled < 0 ? -1 : 1)
    return PrintedNumber(rounding: rounded / power, decimals: decimals)
  }

  func probability(_ p: Double) -> PrintedNumber {
    switch style {
    case .twoDigits: return p < 0.01 ? limit("<0.01") : number(p, 2)
    case .threeDigits: return p < 0.001 ? limit("<0.001") : number(p, 3)
    case .limits:
      if p < 0.001 { return limit("<0.001") }
      if p < 0.01 { return limit("<0.01") }
      return limit(p < 0.05 ? "<0.05" : ">0.05")
    }
  }

  private func limit(_ text: String) -> PrintedNumber {
    PrintedNumber(text) ?? PrintedNumber(rounding: 1, decimals: 0)
  }
}
