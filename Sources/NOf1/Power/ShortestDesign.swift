/// The shortest design of a plan that gives a firm answer often enough, for persons who are alike.
public struct ShortestDesign: Sendable, Codable, Equatable {
  public let rate: Double
  public let effect: Double
  public let rho: Double
  public let missing: Double
  /// The wanted share of firm answers: responder or non-responder.
  public let target: Double
  /// The design with its numbers; nil where none of the plan reaches the target.
  public let cell: PowerCell?
}

extension ShortestDesign {
  /// One for every kind of person and every effect among the cells, in the order in which they
  /// first occur. Of two designs with the same number of nights, the one with more firm answers.
  public static func all(_ cells: [PowerCell], target: Double) -> [ShortestDesign] {
    func isAlike(_ a: PowerCell, _ b: PowerCell) -> Bool {
      a.rate == b.rate && a.effect == b.effect && a.rho == b.rho && a.missing == b.missing
    }
    var first: [PowerCell] = []
    for cell in cells where !first.contains(where: { isAlike($0, cell) }) { first.append(cell) }
    return first.map { person in
      let enough = cells.filter { isAlike($0, person) && $0.firm >= target }
      return ShortestDesign(
        rate: person.rate, effect: person.effect, rho: person.rho, missing: person.missing,
        target: target, cell: enough.min { ($0.nights, -$0.firm) < ($1.nights, -$1.firm) })
    }
  }
}
