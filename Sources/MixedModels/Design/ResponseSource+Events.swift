import Tables

/// Binomial responses.
extension ResponseSource {
  /// Labels of which the second is the event, whichever comes first in the file.
  private static let pairs = [["no", "yes"], ["false", "true"], ["n", "y"], ["0", "1"]]
  /// How far a proportion times the trials may be from a whole number.
  private static let tolerance = 1e-6

  /// Events from two labels.
  ///
  /// - Throws: M160 where there are not two.
  func events(
    _ column: Column, _ factor: Factor, _ rows: UsedRows
  ) throws(InvalidInput) -> Values {
    var (labels, codes) = (factor.levels, rows.select(factor.codes))
    if labels.count != 2 {
      let coded = CodedFactor(factor, rows)
      (labels, codes) = (coded.levels, coded.codes)
      if labels.count > 2 { throw furtherLevels(coded, column, rows) }
    }
    let isGiven = specification.levels(of: column.name) != nil
    guard let event = Self.eventCode(labels, isGiven: isGiven) else {
      throw singleLevel(labels)
    }
    let other = labels.indices.first { $0 != event }.map { Finding.quoted(labels[$0]) }
    let finding: Finding
    if labels.indices.contains(event) {
      let label = Finding.quoted(labels[event])
      finding = table.finding(
        "M164", .information,
        message: "\(label) counts as the event of \(name)"
          + (other.map { ", \($0) does not" } ?? ""),
        hint: other.map { "to turn it round give the levels \(label), \($0): the second counts" })
    } else {
      finding = table.finding(
        "M164", .information, message: "\(other ?? "") does not count as an event of \(name)")
    }
    return remarked(
      Values(
        response: codes.map { Int($0) == event ? 1 : 0 },
        eventLevel: labels.indices.contains(event) ? labels[event] : nil, findings: [finding]))
  }

  /// The code of the event, -1 where only the other label occurs; nil where it cannot be told.
  private static func eventCode(_ labels: [String], isGiven: Bool) -> Int? {
    if labels.count == 2 && isGiven { return 1 }
    let known = labels.map { $0.lowercased() }
    guard let pair = pairs.first(where: { pair in known.allSatisfy { pair.contains($0) } })
    else { return labels.count == 2 ? 1 : nil }
    // 'Yes' and 'yes' are one level.
    if labels.count == 2 && known[0] == known[1] { return nil }
    return known.firstIndex(of: pair[1]) ?? -1
  }

  private func furtherLevels(
    _ coded: CodedFactor, _ column: Column, _ rows: UsedRows
  ) -> InvalidInput {
    let common = coded.levels.indices
      .sorted { (-coded.counts[$0], $0) < (-coded.counts[$1], $1) }.prefix(2).sorted()
    let names = common.map { Finding.quoted(coded.levels[$0]) }.joined(separator: " and ")
    return table.rowErrors(
      "M160", coded.codes.indices.filter { !common.contains(Int(coded.codes[$0])) }, rows,
      column: column.name,
      hint: "a binomial response has two levels: correct the cell, or empty it to leave the row out"
    ) { "\(Finding.quoted(coded.levels[Int(coded.codes[$0])])) is a level beside \(names)" }
  }

  private func singleLevel(_ labels: [String]) -> InvalidInput {
    let list = labels.map { Finding.quoted($0) }.joined(separator: " or ")
    return InvalidInput(
      table.finding(
        "M160", .error, message: "the response \(name) is \(list) in every used row",
        hint: "give both levels, the event last, to say whether this is the event"))
  }

  /// Events from numbers: 0 and 1, events among trials, or proportions of the trials.
  ///
  /// - Throws: M158, M159, M161 to M163 with the place of every value that does not fit.
  func events(_ numbers: [Double], _ rows: UsedRows) throws(InvalidInput) -> Values {
    guard let trials, let totals = rows.numbers(trials) else {
      try checkIndicators(numbers, rows)
      return remarked(Values(response: numbers))
    }
    try checkTrials(totals, column: trials.name, rows)
    var values = Values(response: numbers, trials: totals)
    if numbers.allSatisfy({ $0 >= 0 && $0 <= 1 }) {
      if numbers.contains(where: { $0 != $0.rounded() }) {
        values.response = try products(numbers, totals, rows)
        values.findings = [reading("a proportion", "a number of events")]
      } else if numbers.contains(1), totals.contains(where: { $0 > 1 }) {
        values.findings = [reading("a number of events", "a proportion")]
      }
    }
    try checkCounts(values.response, node, rows)
    try checkEvents(values.response, totals, rows)
    return remarked(values)
  }

  private func reading(_ kind: String, _ other: String) -> Finding {
    table.finding(
      "M165", .information,
      message: "\(name) was read as \(kind) of the trials in "
        + "\(Finding.quoted(trials?.name ?? "")), not as \(other)")
  }

  private func checkIndicators(_ numbers: [Double], _ rows: UsedRows) throws(InvalidInput) {
    let wrong = numbers.indices.filter { numbers[$0] != 0 && numbers[$0] != 1 }
    if wrong.isEmpty { return }
    throw table.rowErrors(
      "M159", wrong, rows, column: table.firstColumn(tree, below: node),
      hint: "1 is an event, 0 none; for more than one trial in a row, name the column of trials or "
        + "write cbind(events, others)"
    ) { "\(NumberText.shortest(numbers[$0])) is neither 0 nor 1" }
  }

  private func products(
    _ proportions: [Double], _ totals: [Double], _ rows: UsedRows
  ) throws(InvalidInput) -> [Double] {
    let products = zip(proportions, totals).map { $0 * $1 }
    let wrong = products.indices.filter {
      abs(products[$0] - products[$0].rounded()) > Self.tolerance
    }
    if wrong.isEmpty { return products.map { $0.rounded() } }
    throw table.rowErrors(
      "M163", wrong, rows, column: table.firstColumn(tree, below: node),
      hint: "give the number of events, or the proportion with more digits"
    ) {
      "\(NumberText.shortest(proportions[$0])) of \(NumberText.shortest(totals[$0])) trials is "
        + "not a whole number of events"
    }
  }

  private func checkEvents(
    _ events: [Double], _ totals: [Double], _ rows: UsedRows
  ) throws(InvalidInput) {
    let wrong = events.indices.filter { events[$0] > totals[$0] }
    if wrong.isEmpty { return }
    throw table.rowErrors(
      "M162", wrong, rows, column: table.firstColumn(tree, below: node),
      hint: "each trial has one event at most: correct the events or the trials"
    ) {
      "\(NumberText.shortest(events[$0])) events in \(NumberText.shortest(totals[$0])) trials"
    }
  }

  /// Events and trials from `cbind(events, others)`.
  ///
  /// - Throws: M158, M161, M162 with the place of every value that does not fit.
  func pair(_ events: Int, _ others: Int, _ rows: UsedRows) throws(InvalidInput) -> Values {
    let counts = try numbers(events, rows)
    let rest = try numbers(others, rows)
    try checkCounts(counts, events, rows)
    let totals = zip(counts, rest).map { $0 + $1 }
    if tree.name(others) == nil { try checkEvents(counts, totals, rows) }
    try checkCounts(rest, others, rows)
    try checkTrials(totals, column: table.firstColumn(tree, below: others), rows)
    return remarked(Values(response: counts, trials: totals))
  }
}
