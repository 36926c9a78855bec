import Tables

/// Reads a table from text under the name `log.csv`.
func read(_ text: String, options: ReadOptions = .init()) throws(InvalidInput) -> Table {
  try Table.read(TableSource(name: "log.csv", text: text), options: options)
}

func read(bytes: [UInt8], options: ReadOptions = .init()) throws(InvalidInput) -> Table {
  try Table.read(TableSource(name: "log.csv", bytes: bytes), options: options)
}

/// The findings with which a text is refused; none if it is accepted.
func refusal(_ text: String, options: ReadOptions = .init()) -> [Finding] {
  refusal(bytes: Array(text.utf8), options: options)
}

func refusal(bytes: [UInt8], options: ReadOptions = .init()) -> [Finding] {
  do {
    _ = try read(bytes: bytes, options: options)
    return []
  } catch {
    return error.findings
  }
}
