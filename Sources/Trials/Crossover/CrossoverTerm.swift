/// A term of the model of a crossover's cell means.
public enum CrossoverTerm: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The mean of the first sequence in the first period under the reference.
  case intercept
  /// A sequence less the first.
  case sequence(String)
  /// A period less the first.
  case period(Int)
  /// A treatment less the reference.
  case treatment(String)
  /// What a treatment leaves behind in the period after it, less what the reference leaves.
  case carryover(String)

  public var description: String {
    switch self {
    case .intercept: "intercept"
    case .sequence(let name): "sequence \(name)"
    case .period(let number): "period \(number)"
    case .treatment(let name): "treatment \(name)"
    case .carryover(let name): "carry-over of \(name)"
    }
  }
}
