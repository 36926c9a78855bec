import Tables
import Yams

/// Reads a plan from YAML and collects what is wrong with it.
struct YAMLPlanReader {
  private let source: TableSource
  private let lines: [Substring]
  private var findings: [Finding] = []

  static func read(_ source: TableSource) throws(InvalidInput) -> BatchPlan {
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      throw InvalidInput(
        Finding(
          code: "B100", severity: .error, message: "'\(source.name)' is not UTF-8 text",
          hint: "save the plan as UTF-8", place: Place(file: source.name, line: 1)))
    }
    var reader = YAMLPlanReader(source, text)
    let plan = try reader.plan(reader.root(text))
    if !reader.findings.isEmpty { throw InvalidInput(reader.findings) }
    return plan
  }

  private init(_ source: TableSource, _ text: String) {
    self.source = source
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  private func root(_ text: String) throws(InvalidInput) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      var (problem, place) = ("\(error)", Place(file: source.name, line: 1))
      switch error as? YamlError {
      case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
        .composer(_, let text, let mark, _):
        (problem, place) = (text, self.place(mark))
      case .duplicatedKeysInMapping(let keys, let context):
        problem = "given twice: \(keys.sorted().joined(separator: ", "))"
        place = self.place(context.mark)
      default: break
      }
      throw InvalidInput(
        Finding(
          code: "B100", severity: .error, message: "this is not valid YAML: \(problem)",
          hint: "write 'key: value' lines, indented with blanks", place: place))
    }
  }

  private mutating func plan(_ node: Node?) throws(InvalidInput) -> BatchPlan {
    var output = "results"
    var entries: [PlanEntry] = []
    guard let node, node.mapping != nil else {
      throw InvalidInput(
        Finding(
          code: "B100", severity: .error, message: "a plan is a mapping with the key jobs",
          hint: "see magnify run --help", place: Place(file: source.name, line: 1)))
    }
    let values = mapping(node, of: "a plan", keys: ["output", "jobs"])
    if let value = values["output"], let text = text(value, "output") { output = text.text }
    guard let jobs = values["jobs"]?.sequence, !jobs.isEmpty else {
      report(
        "B103", "the plan has no jobs", "write jobs: and a list of them", values["jobs"] ?? node)
      return BatchPlan(output: output, entries: [])
    }
    for job in jobs {
      if let entry = entry(job) { entries.append(entry) }
    }
    return BatchPlan(output: output, entries: entries)
  }

  private mutating func entry(_ node: Node) -> PlanEntry? {
    let keys = ["verb", "input", "options", "arguments", "output"]
    guard node.mapping != nil else {
      report("B102", "a job is a mapping", "its keys are \(keys.joined(separator: ", "))", node)
      return nil
    }
    let values = mapping(node, of: "a job", keys: keys)
    guard let verbNode = values["verb"] else {
      report("B103", "the job has no verb", "write for instance  verb: nof1 analyze", node)
      return nil
    }
    guard let verb = text(verbNode, "verb") else { return nil }
    let inputs = values["input"].map { texts($0, "input") } ?? []
    let usual = inputs.isEmpty ? [] : [PlanText("{input}")]
    let output = values["output"].flatMap { text($0, "output") }
    if inputs.isEmpty, output == nil {
      report("B103", "a job without input needs an output", "write output: and a name", node)
    }
    return PlanEntry(
      verb: verb, inputs: inputs, options: values["options"].map { options($0) } ?? [],
      arguments: values["arguments"].map { texts($0, "arguments") } ?? usual,
      output: output ?? PlanText("{stem}", place: inputs.first?.place))
  }

  private mutating func options(_ node: Node) -> [PlanEntry.Option] {
    if let scalar = node.scalar {
      guard let words = ShellWords.split(scalar.string) else {
        report("B112", "a quote is never closed", "close it", node)
        return []
      }
      return PlanEntry.options(words, place: place(of: node))
    }
    guard let mapping = node.mapping else {
      report("B102", "options are a mapping or a line of options", "such as {prior: wide}", node)
      return []
    }
    return mapping.flatMap { key, value in
      let name = key.scalar?.string ?? ""
      let flag = (name.count == 1 ? "-" : "--") + name
      let place = place(of: key)
      if let scalar = value.scalar, scalar.style == .plain, let answer = Self.answer(scalar.string)
      {
        return answer ? [PlanEntry.Option(words: [flag], place: place)] : []
      }
      return texts(value, name).map { PlanEntry.Option(flag, $0.text, place: place) }
    }
  }

  private static func answer(_ text: String) -> Bool? {
    switch text {
    case "yes", "true", "on": true
    case "no", "false", "off": false
    default: nil
    }
  }

  private mutating func mapping(_ node: Node, of what: String, keys: [String]) -> [String: Node] {
    var values: [String: Node] = [:]
    for (key, value) in node.mapping ?? [:] {
      let name = key.scalar?.string ?? ""
      if keys.contains(name) {
        values[name] = value
      } else {
        report(
          "B101", "\(Finding.quoted(name)) is not a key of \(what)",
          "its keys are \(keys.joined(separator: ", "))", key)
      }
    }
    return values
  }

  private mutating func text(_ node: Node, _ name: String) -> PlanText? {
    guard let text = node.scalar?.string, !text.isEmpty else {
      report("B102", "\(name) is one text", "write \(name): and the text", node)
      return nil
    }
    return PlanText(text, place: place(of: node))
  }

  /// A list of texts, or one text.
  private mutating func texts(_ node: Node, _ name: String) -> [PlanText] {
    guard let items = node.sequence else { return text(node, name).map { [$0] } ?? [] }
    return items.compactMap { text($0, name) }
  }

  private mutating func report(_ code: String, _ message: String, _ hint: String, _ node: Node) {
    findings.append(
      Finding(
        code: code, severity: .error, message: message, hint: hint, place: place(of: node),
        value: node.scalar?.string))
  }

  private func place(of node: Node) -> Place? {
    node.mark.map { place($0, width: node.scalar?.string.unicodeScalars.count ?? 1) }
  }

  private func place(_ mark: Mark, width: Int = 1) -> Place {
    let line = lines.indices.contains(mark.line - 1) ? String(lines[mark.line - 1]) : nil
    let room = (line?.unicodeScalars.count ?? mark.column) - mark.column + 1
    return Place(
      file: source.name, line: mark.line, column: mark.column, excerpt: line,
      width: max(1, min(width, room)))
  }
}
