/// Finds which of `,`, `;` and tab separates the cells of a file.
enum SeparatorDetection {
  /// How many records are looked at.
  private static let sample = 1000

  /// The separator, or nil if more than one divides the header and every row alike.
  ///
  /// Only characters that occur in the header, outside quotes, come into question. Of several,
  /// the one that gives every record as many cells as the header has is taken. If none does, the
  /// comma is preferred, so that the ragged rows are reported.
  static func detect(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, lineBreak: UInt8
  ) -> ReadOptions.Separator? {
    var present: [ReadOptions.Separator] = []
    var consistent: [ReadOptions.Separator] = []
    for separator in ReadOptions.Separator.allCases {
      var scanner = RecordScanner(
        bytes, from: start, separator: separator.byte, lineBreak: lineBreak)
      guard let header = scanner.next(), header.cells > 1 else { continue }
      present.append(separator)
      if isConsistent(&scanner, header: header) { consistent.append(separator) }
    }
    if present.count <= 1 { return present.first ?? .comma }
    switch consistent.count {
    case 0: return present.contains(.comma) ? .comma : present[0]
    case 1: return consistent[0]
    default: return nil
    }
  }

  private static func isConsistent(
    _ scanner: inout RecordScanner, header: RecordScanner.Record
  ) -> Bool {
    guard header.fault == nil else { return false }
    for _ in 0..<sample {
      guard let record = scanner.next() else { return true }
      if record.fault != nil || record.cells != header.cells { return false }
    }
    return true
  }
}
