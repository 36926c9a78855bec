import ArgumentParser

/// Numbers on the command line, separated by commas.
struct CommaList<Value: LosslessStringConvertible & Sendable>: ExpressibleByArgument, Sendable {
  let values: [Value]

  init(_ values: [Value]) { self.values = values }

  /// Nil where a part is not a value; an empty text is an empty list.
  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let read = parts.compactMap { Value(String($0).filter { $0 != " " }) }
    guard read.count == parts.count || argument.isEmpty else { return nil }
    values = read
  }

  var defaultValueDescription: String { values.map(\.description).joined(separator: ",") }
}

/// Names on the command line, separated by commas.
enum NameList {
  /// The parts without blanks around them; empty ones are left out.
  static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
