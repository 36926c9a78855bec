import Tables
import Yams

extension YAMLReader {
  mutating func text(_ node: Node, _ name: String) -> String? {
    guard let text = node.scalar?.string, !text.trimmed.isEmpty else {
      return wrongType(node, name, "one name")
    }
    return text
  }

  mutating func bool(_ node: Node, _ name: String) -> Bool? {
    switch node.scalar?.string.lowercased() {
    case "yes", "true", "on": return true
    case "no", "false", "off": return false
    default: return wrongType(node, name, "yes or no")
    }
  }

  /// A list of names, or one name.
  mutating func names(_ node: Node, _ name: String, allowsEmpty: Bool = false) -> [String]? {
    if node.scalar != nil { return text(node, name).map { [$0] } }
    guard let sequence = node.sequence, allowsEmpty || !sequence.isEmpty else {
      return wrongType(node, name, "a list such as [magnesium]")
    }
    var names = [String]()
    for item in sequence {
      guard let text = text(item, name) else { continue }
      if names.contains(text) {
        report(
          "N204", place: place(of: item), "\(name) names \(Finding.quoted(text)) twice",
          hint: "keep one of them", value: text)
      }
      names.append(text)
    }
    return names
  }

  mutating func number(
    _ node: Node, _ name: String, _ what: String, where holds: (Double) -> Bool
  ) -> Double? {
    guard let text = node.scalar?.string, let value = Double(text), value.isFinite else {
      return wrongType(node, name, what)
    }
    return holds(value) ? value : impossible(node, name, what)
  }

  mutating func whole(
    _ node: Node, _ name: String, _ what: String, in range: ClosedRange<Int>
  ) -> Int? {
    guard let text = node.scalar?.string, Double(text) != nil else {
      return wrongType(node, name, what)
    }
    guard let value = Int(text), range.contains(value) else { return impossible(node, name, what) }
    return value
  }

  mutating func choice(_ node: Node, _ name: String, _ choices: [String]) -> String? {
    let what = "one of \(choices.joined(separator: ", "))"
    guard let text = node.scalar?.string else { return wrongType(node, name, what) }
    return choices.contains(text) ? text : impossible(node, name, what)
  }

  mutating func kind(_ node: Node) -> Outcome.Kind? {
    choice(node, "outcome.kind", Outcome.Kind.allCases.map(\.rawValue))
      .flatMap(Outcome.Kind.init)
  }

  mutating func range(_ node: Node, _ name: String) -> ClosedRange<Double>? {
    let what = "a list of the smallest and the largest value, such as [0, 10]"
    guard let items = node.sequence, items.count == 2 else { return wrongType(node, name, what) }
    guard let low = number(items[0], name, what, where: { _ in true }),
      let high = number(items[1], name, what, where: { _ in true })
    else { return nil }
    guard low < high else {
      report("N204", place: place(of: node), "\(name) must be \(what)", hint: "swap the two")
      return nil
    }
    return low...high
  }

  /// The scheme and, for paired cycles, the most periods in a row on one arm.
  mutating func randomisation(
    _ node: Node
  ) -> (scheme: Randomisation?, maximumPeriodRun: Int?)? {
    let what = "paired-cycles, nightly: {max_run: 2} or blocks: {size: 4}"
    if let text = node.scalar?.string {
      return Randomisation(text: text).map { ($0, nil) } ?? impossible(node, "randomisation", what)
    }
    let errorsBefore = errorCount
    var result: (Randomisation?, Int?)?
    let schemes = ["paired-cycles", "nightly", "blocks"]
    readMapping(node, name: "randomisation", keys: schemes) { key, inner, reader in
      let (parameter, least) = key == "blocks" ? ("size", 2) : ("max_run", 1)
      var number: Int?
      reader.readMapping(inner, name: "randomisation.\(key)", keys: [parameter]) {
        _, node, reader in
        number = reader.whole(
          node, "\(key).\(parameter)", "a whole number from \(least) to 3660", in: least...3660)
      }
      guard let number else { return }
      switch key {
      case "nightly": result = (.nightly(maximumRun: number), nil)
      case "blocks": result = (.blocks(size: number), nil)
      default: result = (.pairedCycles, number)
      }
    }
    if result == nil, errorCount == errorsBefore {
      return wrongType(node, "randomisation", what)
    }
    return result
  }

  mutating func prior(_ node: Node) -> PriorChoice? {
    let what = "trial, sceptical, wide, enthusiast, normal:M,S, {mean: M, sd: S} or trials:FILE"
    if let text = node.scalar?.string {
      return PriorChoice(text: text) ?? impossible(node, "prior", what)
    }
    let errorsBefore = errorCount
    var (mean, deviation): (Double?, Double?)
    readMapping(node, name: "prior", keys: ["mean", "sd"]) { key, node, reader in
      if key == "mean" {
        mean = reader.number(node, "prior.mean", "a number") { _ in true }
      } else {
        deviation = reader.number(node, "prior.sd", "a number above 0") { $0 > 0 }
      }
    }
    guard let mean, let deviation else {
      return errorCount == errorsBefore ? wrongType(node, "prior", what) : nil
    }
    return .normal(mean: mean, standardDeviation: deviation)
  }

  mutating func wrongType<Value>(
    _ node: Node, _ name: String, _ what: String
  ) -> Value? {
    report(
      "N203", place: place(of: node), "\(name) must be \(what)", value: node.scalar?.string)
    return nil
  }

  mutating func impossible<Value>(
    _ node: Node, _ name: String, _ what: String
  ) -> Value? {
    let value = node.scalar?.string ?? ""
    report(
      "N204", place: place(of: node), "\(Finding.quoted(value)) is not possible for \(name)",
      hint: "write \(what)", value: value)
    return nil
  }
}
