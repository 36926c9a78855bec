import Tables

extension MixedModelSpecification {
  private static let largestNodes = 100

  /// - Throws: M150 to M153, M155 for parts that do not fit the family or are out of range.
  func check() throws(InvalidInput) {
    let findings = [
      linkFinding, trialsFinding, nodesFinding, residualFinding, zeroInflationFinding,
    ].compactMap { $0 }
    if !findings.isEmpty { throw InvalidInput(findings) }
  }

  private var linkFinding: Finding? {
    guard let link, !family.links.contains(link) else { return nil }
    let links = family.links.map(\.rawValue).joined(separator: ", ")
    return error(
      "M150", "the family \(family.rawValue) does not have the link \(link.rawValue)",
      hint: "its links are \(links)")
  }

  private var nodesFinding: Finding? {
    guard case .gaussHermite(let nodes) = integration,
      !(1...Self.largestNodes).contains(nodes)
    else { return nil }
    return error(
      "M151", "\(nodes) nodes of quadrature are not possible",
      hint: "give a number from 1, which is the Laplace approximation, to \(Self.largestNodes)")
  }

  private var trialsFinding: Finding? {
    guard let trials, family != .binomial else { return nil }
    return error(
      "M152", "the family \(family.rawValue) has no trials, yet \(Finding.quoted(trials)) is given",
      hint: "leave out the trials, or choose the family binomial")
  }

  private var residualFinding: Finding? {
    guard family != .gaussian, variance != nil || residualStandardDeviation != nil else {
      return nil
    }
    let part = variance == nil ? "residual standard deviation" : "variance of residuals"
    return error(
      "M153", "the family \(family.rawValue) has no \(part) of its own", hint: "leave it out")
  }

  private var zeroInflationFinding: Finding? {
    guard zeroInflation != nil, !family.isCount else { return nil }
    return error(
      "M155", "the family \(family.rawValue) has no zero inflation",
      hint: "leave it out, or choose poisson, nb1 or nb2")
  }

  private func error(_ code: String, _ message: String, hint: String) -> Finding {
    Finding(code: code, severity: .error, message: message, hint: hint)
  }
}
