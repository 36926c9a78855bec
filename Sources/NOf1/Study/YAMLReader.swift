import Tables
import Yams

/// Reads typed values out of YAML nodes and collects what is wrong with them.
struct YAMLReader {
  private let yaml: String
  private let file: String
  private let lines: [Substring]
  private var findings: [Finding] = []

  init(yaml: String, file: String) {
    self.yaml = yaml
    self.file = file
    lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The root node, nil for an empty file.
  mutating func root(
    of what: String = "a study file", example: String = "reference: placebo"
  ) throws(InvalidInput) -> Node? {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw InvalidInput(finding(for: error))
    } catch {
      throw InvalidInput(
        Finding(code: "N201", severity: .error, message: "this is not valid YAML: \(error)"))
    }
    guard let node, !isNull(node) else { return nil }
    guard case .mapping = node else {
      report(
        "N201", place: place(of: node), "\(what) holds 'key: value' lines",
        hint: "for instance  \(example)")
      try throwIfAny()
      return nil
    }
    return node
  }

  var errorCount: Int { findings.count }

  func throwIfAny() throws(InvalidInput) {
    if !findings.isEmpty { throw InvalidInput(findings) }
  }

  mutating func report(
    _ code: String, place: Place?, _ message: String, hint: String? = nil, value: String? = nil
  ) {
    findings.append(
      Finding(
        code: code, severity: .error, message: message, hint: hint, place: place, value: value))
  }

  /// Calls `body` for every known key that has a value; unknown keys are reported.
  mutating func readMapping(
    _ node: Node, name: String, keys: [String],
    _ body: (String, Node, inout YAMLReader) -> Void
  ) {
    guard let mapping = node.mapping else {
      report(
        "N203", place: place(of: node), "\(name) must hold 'key: value' pairs",
        hint: "its keys are \(keys.joined(separator: ", "))", value: node.scalar?.string)
      return
    }
    for (key, value) in mapping {
      let text = key.scalar?.string ?? ""
      guard keys.contains(text) else {
        let known = "the keys are \(keys.joined(separator: ", "))"
        report(
          "N202", place: place(of: key),
          "\(Finding.quoted(text)) is not a key of \(name.isEmpty ? "a study file" : name)",
          hint: Spelling.nearest(to: text, in: keys).map { "did you mean '\($0)'?" } ?? known,
          value: text)
        continue
      }
      if !isNull(value) { body(text, value, &self) }
    }
  }

  private func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  func place(of node: Node) -> Place? {
    node.mark.map { mark in
      place(mark, width: node.scalar.map { max(1, $0.string.unicodeScalars.count) } ?? 1)
    }
  }

  private func place(_ mark: Mark, width: Int = 1) -> Place {
    let excerpt = lines.indices.contains(mark.line - 1) ? String(lines[mark.line - 1]) : nil
    let room = (excerpt?.unicodeScalars.count ?? mark.column) - mark.column + 1
    return Place(
      file: file, line: mark.line, column: mark.column, excerpt: excerpt,
      width: max(1, min(width, room)))
  }

  private func finding(for error: YamlError) -> Finding {
    func notYAML(_ problem: String, _ place: Place?) -> Finding {
      Finding(
        code: "N201", severity: .error, message: "this is not valid YAML: \(problem)",
        hint: "write 'key: value' lines, indented with blanks", place: place)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return notYAML(problem, place(mark))
    case .reader(let problem, let offset, _, _):
      let line = yaml.prefix(offset ?? 0).count(where: \.isNewline) + 1
      return notYAML(problem, Place(file: file, line: line))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Finding(
        code: "N205", severity: .error,
        message: "given twice: \(duplicates.sorted().joined(separator: ", "))",
        hint: "keep one of them", place: place(context.mark))
    default:
      return notYAML(String(describing: error), nil)
    }
  }
}
