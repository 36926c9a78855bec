import Figures
import NOf1

extension Monitoring {
  /// As a study file writes it; null for one analysis at the end.
  var json: JSONValue {
    switch self {
    case .atTheEnd: .null
    case .looks(let cycles): ["looks": .array(cycles.map(JSONValue.integer))]
    case .continuous: "continuous"
    }
  }
}

extension PersonalReport {
  var monitoring: JSONValue {
    guard let result = analysis.monitoring else { return .null }
    let bets = RowTable(
      name: "bets", columns: ["step", "factor", "e_value"],
      rows: result.bets.map { [.integer($0.step), .number($0.factor), .number($0.eValue)] })
    return [
      "monitoring": result.monitoring.json, "cycles": .integer(result.cycles),
      "planned_cycles": JSONValue(result.plannedCycles), "look": JSONValue(result.look),
      "p_mcid_needed": .number(result.importantBenefit),
      "p_benefit_needed": .number(result.anyBenefit),
      "p_false_responder": JSONValue(result.falseResponders), "bets": bets.json,
      "e_value_needed": JSONValue(result.eValueNeeded), "sentence": .string(result.sentence),
    ]
  }
}
