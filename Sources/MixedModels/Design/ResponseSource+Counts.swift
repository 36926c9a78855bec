import Tables

extension ResponseSource {
  /// Larger counts have no exact double.
  private static let largestCount = 9_007_199_254_740_992.0

  /// - Throws: M158 with the place of every number that is not 0, 1, 2, ...
  func checkCounts(_ numbers: [Double], _ node: Int, _ rows: UsedRows) throws(InvalidInput) {
    let wrong = numbers.indices.filter { Self.fault(of: numbers[$0]) != nil }
    if wrong.isEmpty { return }
    let isBinomial = specification.family == .binomial
    throw table.rowErrors(
      "M158", wrong, rows, column: table.firstColumn(tree, below: node),
      hint: isBinomial
        ? "events are counted: 0, 1, 2, ...; proportions lie between 0 and 1 in every row"
        : "counts are 0, 1, 2, ...: correct the cell, or choose the family gaussian for amounts"
    ) { "\(NumberText.shortest(numbers[$0])) \(Self.fault(of: numbers[$0]) ?? "")" }
  }

  /// What keeps a number from being a count.
  private static func fault(of number: Double) -> String? {
    if number < 0 { return "is below 0" }
    if number != number.rounded() { return "is not a whole number" }
    return number > largestCount ? "is too large a count" : nil
  }

  /// - Throws: M161 with the place of every number of trials that is not 1, 2, ...
  func checkTrials(_ numbers: [Double], column: String?, _ rows: UsedRows) throws(InvalidInput) {
    let wrong = numbers.indices.filter { numbers[$0] < 1 || Self.fault(of: numbers[$0]) != nil }
    if wrong.isEmpty { return }
    throw table.rowErrors(
      "M161", wrong, rows, column: column,
      hint: "a row needs 1, 2, ... trials: correct the cell, or empty it to leave the row out"
    ) { "\(NumberText.shortest(numbers[$0])) is not a number of trials" }
  }

  /// The values with a warning where all rows say the same.
  func remarked(_ values: Values) -> Values {
    let same: String
    if values.response.allSatisfy({ $0 == 0 }) {
      same = "\(name) is 0 in every used row"
    } else if specification.family == .binomial,
      values.response.indices.allSatisfy({
        values.response[$0] == (values.trials.isEmpty ? 1 : values.trials[$0])
      })
    {
      same = "\(name) is an event in every trial of every used row"
    } else {
      return values
    }
    var values = values
    values.findings.append(
      table.finding(
        "M166", .warning, message: same,
        hint: "nothing can be compared: check the column and which rows were left out"))
    return values
  }
}
