import ArgumentParser

/// `column=value,value` on the command line.
struct ColumnAssignment: ExpressibleByArgument {
  let column: String
  let values: [String]

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    column = String(parts[0])
    values = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
