import Figures
import Trials

extension HeterogeneityPrior {
  /// As it is written on the command line: `hn:0.5`.
  var specification: String {
    switch self {
    case .halfNormal(let scale): "hn:\(scale)"
    case .halfCauchy(let scale): "hc:\(scale)"
    case .logNormal(let location, let scale): "ln:\(location),\(scale)"
    case .logStudentT(let location, let scale, let freedom): "lt:\(location),\(scale),\(freedom)"
    }
  }

  /// "half-normal with scale 0.5".
  func words(digits: Int) -> String {
    func text(_ number: Double) -> String { DecimalText.brief(number, digits: digits) }
    switch self {
    case .halfNormal(let scale): return "half-normal with scale \(text(scale))"
    case .halfCauchy(let scale): return "half-Cauchy with scale \(text(scale))"
    case .logNormal(let location, let scale):
      return "log-normal of tau squared with location \(text(location)) and scale \(text(scale))"
    case .logStudentT(let location, let scale, let freedom):
      return
        "log-t of tau squared with location \(text(location)), scale \(text(scale)) and "
        + "\(text(freedom)) degrees of freedom"
    }
  }
}
