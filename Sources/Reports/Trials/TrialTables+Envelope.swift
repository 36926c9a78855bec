import Tables
import Trials

extension TrialTables {
  /// Every file that was read, with the number of its rows that went into the effects; without
  /// effects all rows count as used.
  public func envelopeInputs(used effects: [TrialEffect]? = nil) -> [Envelope.Input] {
    let rows = effects.map { Set($0.flatMap(\.rows)) }
    return inputs.map { input in
      Envelope.Input(
        path: input.source.name, bytes: input.source.bytes, rowsRead: input.rows,
        rowsUsed: rows.map { rows in rows.count { $0.file == input.source.name } } ?? input.rows)
    }
  }
}

extension ClaimTable {
  /// The file that was read.
  public var envelopeInputs: [Envelope.Input] {
    guard let source = claims.first?.source?.table.source else { return [] }
    return [
      Envelope.Input(
        path: source.name, bytes: source.bytes, rowsRead: claims.count, rowsUsed: claims.count)
    ]
  }
}

extension TrialEffect {
  struct Row: Hashable {
    let file: String
    let row: Int
  }

  /// The rows of the files from which the effect was made.
  var rows: [Row] {
    let arms = origin == .arms ? [comparison.treatment?.source, comparison.comparator?.source] : []
    let takesReport = origin == .report || correlation != nil
    let report = takesReport ? comparison.contrasts.first?.source : nil
    return (arms + [report, comparison.trial?.source]).compactMap { source in
      source.map { Row(file: $0.table.source.name, row: $0.row) }
    }
  }
}
