import Figures
import Tables

extension Envelope {
  /// The envelope as JSON, its keys in the order of the schema.
  /// - Parameters:
  ///   - names: how columns of the results are named.
  ///   - figures: kept as the last member of the results, so that they can be drawn again.
  ///   - page: what it says in words is kept in the results too, as their member `wording`.
  public func json(
    names: NameStyle = .snake, figures: [Figure] = [], page: Page? = nil
  ) -> JSONValue {
    let wording: [JSONValue.Member] = page.map { [.init("wording", $0.wording.json)] } ?? []
    let drawn: [JSONValue.Member] =
      figures.isEmpty ? [] : [.init("figures", .array(figures.map(\.json)))]
    return [
      "schema": .string(Envelope.schema),
      "tool": ["name": "magnify", "version": .string(version)],
      "command": .string(command),
      "inputs": .array(inputs.map(\.json)),
      "options": .object(options),
      "seed": JSONValue(seed),
      "results": .object(results.map { .init(names($0.name), names($0.value)) } + wording + drawn),
      "excluded": .array(
        excluded.map { ["what": .string($0.what), "reason": .string($0.reason)] }),
      "findings": RowTable(findings: findings).json,
      "notes": .array(notes.map(JSONValue.string)),
    ]
  }

  /// The text of a result file: pretty JSON with a final newline.
  public func rendered(
    names: NameStyle = .snake, figures: [Figure] = [], page: Page? = nil
  ) -> String {
    json(names: names, figures: figures, page: page).rendered(.pretty) + "\n"
  }
}

extension Envelope.Input {
  fileprivate var json: JSONValue {
    [
      "path": .string(path), "sha256": .string(sha256), "rows_read": .integer(rowsRead),
      "rows_used": .integer(rowsUsed),
    ]
  }
}

extension RowTable {
  /// Findings as flat rows {code, severity, message, hint, file, line, column, value}.
  public init(findings: [Finding]) {
    self.init(
      name: "findings",
      columns: ["code", "severity", "message", "hint", "file", "line", "column", "value"],
      rows: findings.map { finding in
        let file = finding.place.map { Envelope.withoutFolders(ofAbsolute: $0.file) }
        return [
          .string(finding.code), .string(finding.severity.rawValue), .string(finding.message),
          JSONValue(finding.hint), JSONValue(file), JSONValue(finding.place?.line),
          JSONValue(finding.place?.column), JSONValue(finding.value),
        ]
      })
  }
}
