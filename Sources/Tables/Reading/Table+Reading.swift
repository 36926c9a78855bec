extension Table {
  /// Reads a delimited text file: one line of column names, then one record per row.
  ///
  /// - Throws: `InvalidInput` with every error found, at most one per row: D101 to D113.
  /// - Complexity: O(bytes), one pass over the file and one over every column.
  public static func read(
    _ source: TableSource, options: ReadOptions = .init()
  ) throws(InvalidInput) -> Table {
    var result: Result<Table, InvalidInput>?
    source.bytes.withUnsafeBufferPointer { bytes in
      result = Result { () throws(InvalidInput) in
        try TableReader(source: source, bytes: bytes, options: options).read()
      }
    }
    guard let result else { preconditionFailure("the bytes of an array are always at hand") }
    return try result.get()
  }

  /// Reads the file at `path`, or standard input if it is "-".
  ///
  /// - Throws: `InputError` if the file cannot be read, `InvalidInput` if it is not a table.
  public static func read(path: String, options: ReadOptions = .init()) throws -> Table {
    try read(TableSource.read(path: path), options: options)
  }
}
