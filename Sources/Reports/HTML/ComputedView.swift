import Figures

/// How a result was computed: what another person needs to compute it again.
struct ComputedView: Sendable {
  struct Pair: Sendable {
    let name: Markup
    let value: Markup
  }

  struct Input: Sendable {
    let path: Markup
    let checksum: Markup
    let rowsRead: Markup
    let rowsUsed: Markup
  }

  let command: Markup
  let version: Markup
  let seed: [Markup]
  let options: [Pair]
  let inputs: [Input]

  init(_ result: SavedResult) {
    command = Markup("magnify \(result.command)")
    version = Markup("magnify \(result.version)")
    seed = result.seed.map { [Markup(String($0))] } ?? []
    options = result.options.map { Pair(name: Markup($0.name), value: Markup(Self.text($0.value))) }
    inputs = result.inputs.map {
      Input(
        path: Markup($0.path), checksum: Markup($0.sha256),
        rowsRead: Markup(String($0.rowsRead)), rowsUsed: Markup(String($0.rowsUsed)))
    }
  }

  /// A value in words: nested ones as "name: value" pairs.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: "none"
    case .string(let text): text.isEmpty ? "empty" : text
    case .bool(let answer): answer ? "yes" : "no"
    case .array(let elements):
      elements.isEmpty ? "none" : elements.map(text).joined(separator: ", ")
    case .object(let members):
      members.isEmpty
        ? "none" : members.map { "\($0.name): \(text($0.value))" }.joined(separator: "; ")
    case .integer, .number: value.rendered(.compact)
    }
  }
}
