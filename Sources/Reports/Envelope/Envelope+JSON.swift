import Figures
import Tables

extension Envelope {
  /// The envelope as JSON, its keys in the order of the schema.
  /// - Parameters:
  ///   - names: how columns of the results are named.
  ///   - redact: hides the offending values of findings.
  public func json(names: NameStyle = .snake, redact: Bool = false) -> JSONValue {
    [
      "schema": .string(Envelope.schema),
      "tool": ["name": "magnify", "version": .string(version)],
      "command": .string(command),
      "inputs": .array(inputs.map(\.json)),
      "options": .object(options),
      "seed": JSONValue(seed),
      "results": names(.object(results)),
      "excluded": .array(
        excluded.map { ["what": .string($0.what), "reason": .string($0.reason)] }),
      "findings": RowTable(findings: findings, redact: redact).json,
      "notes": .array(notes.map(JSONValue.string)),
    ]
  }

  /// The text of a result file: pretty JSON with a final newline.
  public func rendered(names: NameStyle = .snake, redact: Bool = false) -> String {
    json(names: names, redact: redact).rendered(.pretty) + "\n"
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
  public init(findings: [Finding], redact: Bool = false) {
    self.init(
      name: "findings",
      columns: ["code", "severity", "message", "hint", "file", "line", "column", "value"],
      rows: findings.map { original in
        let finding = redact ? original.withoutValue : original
        let file = finding.place.map { Envelope.withoutFolders(ofAbsolute: $0.file) }
        return [
          .string(finding.code), .string(finding.severity.rawValue), .string(finding.message),
          JSONValue(finding.hint), JSONValue(file), JSONValue(finding.place?.line),
          JSONValue(finding.place?.column), JSONValue(finding.value),
        ]
      })
  }
}
