import Numerics
import Tables

extension DesignRecipe {
  /// The p kept fixed-effect columns at one combination of values.
  ///
  /// - Parameter values: by the variable's name or its column's, for every variable of the fixed
  ///   effects; a number stands for its label where a factor is meant, and the other way round.
  /// - Throws: M110 where a column is not finite, M140 for a level the model has not seen, M141
  ///   for a variable without value or with a label that is not a number.
  public func fixedRow(_ values: [String: VariableValue]) throws(InvalidInput) -> [Double] {
    try modelMatrix(of: [values]).elements
  }

  /// The fixed-effect columns at some combinations of values, one row for each.
  ///
  /// - Throws: As `fixedRow`.
  public func modelMatrix(
    of grid: [[String: VariableValue]]
  ) throws(InvalidInput) -> Matrix {
    var values = VariableValues(count: grid.count, numbers: [], codes: [])
    for variable in variables {
      var (numbers, codes): ([Double], [Int32]) = ([], [])
      if variable.isFixed {
        for combination in grid {
          guard let value = combination[variable.name] ?? combination[variable.column] else {
            throw gridError(
              "M141", "no value of \(Finding.quoted(variable.name)) is given",
              hint: "give a value of every variable of the fixed effects")
          }
          if variable.levels == nil {
            numbers.append(try number(value, variable))
          } else {
            codes.append(try code(value, variable))
          }
        }
      }
      values.numbers.append(numbers)
      values.codes.append(codes)
    }
    let columns = keptColumns.map { plan.fixed[$0] }
    let elements = DesignEvaluation(plan, values, only: columns).columns(columns)
    if let wrong = elements.firstIndex(where: { !$0.isFinite }) {
      throw gridError(
        "M110",
        "\(Finding.quoted(columnNames[wrong / grid.count])) is "
          + "\(NumberText.shortest(elements[wrong])) at these values",
        hint: "logarithms need numbers above 0, and divisors must not be 0")
    }
    return Matrix(rows: grid.count, columns: columns.count, columnMajor: elements)
  }

  private func number(
    _ value: VariableValue, _ variable: Variable
  ) throws(InvalidInput) -> Double {
    switch value {
    case .number(let number): return number
    case .level(let label):
      if let number = Double(label) { return number }
      throw gridError(
        "M141", "\(Finding.quoted(label)) is not a number",
        hint: "\(Finding.quoted(variable.name)) is a column of numbers")
    }
  }

  private func code(_ value: VariableValue, _ variable: Variable) throws(InvalidInput) -> Int32 {
    let label =
      switch value {
      case .number(let number): NumberText.shortest(number)
      case .level(let label): label
      }
    let levels = variable.levels ?? []
    if let code = levels.firstIndex(of: label) { return Int32(code) }
    throw gridError(
      "M140", "\(Finding.quoted(label)) is not a level of \(Finding.quoted(variable.name))",
      hint: "the levels are "
        + levels.prefix(20).map { Finding.quoted($0) }.joined(separator: ", "))
  }

  private func gridError(_ code: String, _ message: String, hint: String) -> InvalidInput {
    InvalidInput(Finding(code: code, severity: .error, message: message, hint: hint))
  }
}
