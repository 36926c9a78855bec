import Reports

/// One run of a verb, everything filled in.
public struct PlannedJob: Sendable, Equatable {
  /// Its place in the plan, from 1.
  public let number: Int
  /// The index of its entry in the plan.
  public let entryIndex: Int
  public let verb: String
  /// The file that the plan names or its glob found.
  public let input: String?
  public let arguments: [String]
  public let options: [String]
  /// The name of its result without `.json`, below the folder of results.
  public let name: String

  /// The name of its result.
  public var output: String { name + ".json" }

  /// The words of the command line.
  public var words: [String] { verb.split(separator: " ").map(String.init) + arguments + options }

  init(number: Int, entryIndex: Int, entry: PlanEntry, input: String?) {
    let fill = Placeholders(input: input, number: number)
    self.number = number
    self.entryIndex = entryIndex
    verb = entry.verb.text
    self.input = input
    arguments = entry.arguments.map { fill($0.text) }
    options = entry.options.flatMap(\.words).map { fill($0) }
    name = fill(entry.output.text)
  }

  /// What decides the result besides the bytes of the inputs: a checksum of the verb, its arguments
  /// and options in order, and the version.
  func identity(version: String) -> String {
    let words = [version, verb] + arguments + ["options"] + options
    return Checksum.sha256(lines: words.map { "\($0.utf8.count) \($0)" })
  }
}

/// What a plan may write in braces.
private struct Placeholders {
  let values: [(name: String, value: String)]

  init(input: String?, number: Int) {
    var path = Substring(input ?? "")
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    let slash = path.lastIndex(of: "/")
    let file = slash.map { path[path.index(after: $0)...] } ?? path
    let dot = file.dropFirst().lastIndex(of: ".")
    values = [
      ("{input}", input ?? "{input}"), ("{stem}", String(dot.map { file[..<$0] } ?? file)),
      ("{folder}", String(slash.map { path[..<$0] } ?? "")), ("{index}", String(number)),
    ]
  }

  /// One pass from left to right: what is filled in is not looked at again.
  func callAsFunction(_ text: String) -> String {
    guard text.contains("{") else { return text }
    var (result, rest) = ("", text[...])
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[brace...]
      if let found = values.first(where: { rest.hasPrefix($0.name) }) {
        result += found.value
        rest = rest.dropFirst(found.name.count)
      } else {
        result.append("{")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
