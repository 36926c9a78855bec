import ArgumentParser
import Reports

/// `magnify schema NAME`: the JSON Schema of what is read and written.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "The JSON Schema of results and study files.",
    discussion: """
      Example:
        magnify schema result

      Names: \(SchemaCatalogue.names.joined(separator: ", ")).
      """)

  @Argument(help: "Which schema; without it, the list of names.") var name: String?

  func validate() throws {
    if let name, SchemaCatalogue.text(name) == nil {
      let names = SchemaCatalogue.names.joined(separator: ", ")
      throw ValidationError("there is no schema '\(name)': choose one of \(names)")
    }
  }

  func run() {
    let names = SchemaCatalogue.names.map { $0 + "\n" }.joined()
    Terminal.out(name.flatMap { SchemaCatalogue.text($0) } ?? names)
  }
}
