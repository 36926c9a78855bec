import Figures

/// A result file read back: what an `Envelope` wrote, with its rows as JSON values.
public struct SavedResult: Sendable, Equatable {
  /// A file that the result was computed from.
  public struct Input: Sendable, Equatable {
    public let path: String
    public let sha256: String
    public let rowsRead: Int
    public let rowsUsed: Int
  }

  /// Version of magnify that wrote it.
  public let version: String
  /// The verb, e.g. `nof1 analyze`.
  public let command: String
  public let inputs: [Input]
  public let options: [JSONValue.Member]
  public let seed: Int?
  /// The tables and objects of the verb, without its figures.
  public let results: [JSONValue.Member]
  public let figures: [Figure]
  public let excluded: [Envelope.Exclusion]
  /// Rows {code, severity, message, hint, file, line, column, value}.
  public let findings: RowTable
  public let notes: [String]

  /// - Throws: `SavedResultError` where the value is no result, or one of another schema.
  public init(_ json: JSONValue) throws(SavedResultError) {
    guard json["schema"]?.text == Envelope.schema else {
      throw .unknownSchema(json["schema"]?.text)
    }
    func part<T>(_ path: String, _ value: T?) throws(SavedResultError) -> T {
      guard let value else { throw .damaged(path: path, reason: "it is absent or of another type") }
      return value
    }
    version = try part("tool.version", json["tool"]?["version"]?.text)
    command = try part("command", json["command"]?.text)
    options = try part("options", json["options"]?.members)
    seed = json["seed"]?.integer
    results = try part("results", json["results"]?.members).filter { $0.name != "figures" }
    findings = try part("findings", RowTable(name: "findings", json: json["findings"] ?? .null))
    notes = try part("notes", json["notes"]?.elements).compactMap(\.text)
    excluded = try part("excluded", json["excluded"]?.elements).map {
      Envelope.Exclusion(what: $0["what"]?.text ?? "", reason: $0["reason"]?.text ?? "")
    }
    inputs = try part("inputs", json["inputs"]?.elements).map {
      Input(
        path: $0["path"]?.text ?? "", sha256: $0["sha256"]?.text ?? "",
        rowsRead: $0["rows_read"]?.integer ?? 0, rowsUsed: $0["rows_used"]?.integer ?? 0)
    }
    var figures: [Figure] = []
    for (index, value) in (json["results"]?["figures"]?.elements ?? []).enumerated() {
      do {
        figures.append(try Figure(json: value))
      } catch {
        throw .damaged(path: "results.figures.\(index).\(error.path)", reason: error.reason)
      }
    }
    self.figures = figures
  }

  /// A member of the results, nil where there is none.
  public subscript(_ name: String) -> JSONValue? { results.first { $0.name == name }?.value }
}
