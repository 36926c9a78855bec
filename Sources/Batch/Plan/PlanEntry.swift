import Tables

/// What a plan says of one job, or of one job for every file of a glob.
public struct PlanEntry: Sendable, Equatable {
  /// An option as the command line takes it: `--prior wide`, `--no-simulation`.
  public struct Option: Sendable, Equatable {
    public let words: [String]
    public let place: Place?

    /// `--prior` of `--prior=wide`.
    var name: String {
      words.first.map { String($0.prefix { $0 != "=" }) } ?? ""
    }
  }

  /// As it is typed, e.g. `nof1 analyze`.
  public let verb: PlanText
  /// Paths and globs; none for a verb that reads nothing.
  public let inputs: [PlanText]
  public let options: [Option]
  /// What the verb is given besides options; `{input}` stands for the file.
  public let arguments: [PlanText]
  /// The name of the result without its ending, with placeholders.
  public let output: PlanText

  /// Where the option or the value stands that a message speaks of first, or else the verb.
  public func place(ofOptionIn message: String) -> Place? {
    let words = message.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    let named = words.lazy.compactMap { word in options.first { $0.name == word } }.first
    let option =
      named ?? options.first { $0.words.dropFirst().contains { message.contains("'\($0)'") } }
    return option?.place ?? verb.place
  }

  /// The same with options added that it does not have.
  func adding(_ more: [Option]) -> PlanEntry {
    let new = more.filter { added in !options.contains { $0.name == added.name } }
    return PlanEntry(
      verb: verb, inputs: inputs, options: options + new, arguments: arguments, output: output)
  }
}
