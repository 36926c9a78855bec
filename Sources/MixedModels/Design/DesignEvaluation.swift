/// The columns of a plan at given values of the variables.
struct DesignEvaluation {
  let plan: DesignPlan
  let values: VariableValues
  /// The values of the plan's numeric predictors.
  private(set) var predictors: [[Double]] = []

  init(_ plan: DesignPlan, _ values: VariableValues) {
    self.plan = plan
    self.values = values
    predictors = plan.predictors.map { numbers($0) }
  }

  /// An evaluation that can make only these columns, and needs values only of their variables.
  init(_ plan: DesignPlan, _ values: VariableValues, only columns: [DesignPlan.PlannedColumn]) {
    self.plan = plan
    self.values = values
    predictors = plan.predictors.indices.map { index in
      let isUsed = columns.contains { $0.pieces.contains(.number(index)) }
      return isUsed ? numbers(plan.predictors[index]) : []
    }
  }

  /// The values of a numeric predictor or offset.
  func numbers(_ node: Int) -> [Double] {
    guard let tree = plan.tree else { return [] }
    let arithmetic = FormulaArithmetic(tree: tree, count: values.count) { name in
      let variable = plan.variableOfName[name]
      return variable >= 0 ? values.numbers[variable] : nil
    }
    return arithmetic.evaluate(node)
  }

  /// Some columns one after another, rows within them.
  func columns(_ columns: some Collection<DesignPlan.PlannedColumn>) -> [Double] {
    let rows = values.count
    return [Double](unsafeUninitializedCapacity: rows * columns.count) { buffer, filled in
      filled = rows * columns.count
      guard rows > 0 else { return }
      for (index, column) in columns.enumerated() {
        fill(
          column,
          UnsafeMutableBufferPointer(rebasing: buffer[(index * rows)..<((index + 1) * rows)]))
      }
    }
  }

  private func fill(
    _ column: DesignPlan.PlannedColumn, _ target: UnsafeMutableBufferPointer<Double>
  ) {
    guard let first = column.pieces.first else { return target.initialize(repeating: 1) }
    set(target, first)
    for piece in column.pieces.dropFirst() { multiply(target, piece) }
  }

  private func set(_ target: UnsafeMutableBufferPointer<Double>, _ piece: DesignPlan.Piece) {
    switch piece {
    case .number(let predictor): _ = target.initialize(from: predictors[predictor])
    case .indicator(let variable, let level):
      let codes = values.codes[variable]
      let level = Int32(level)
      for row in codes.indices { target[row] = codes[row] == level ? 1 : 0 }
    case .contrast(let variable, let column):
      let codes = values.codes[variable]
      let elements = contrast(variable, column)
      for row in codes.indices { target[row] = elements[Int(codes[row])] }
    }
  }

  private func multiply(_ target: UnsafeMutableBufferPointer<Double>, _ piece: DesignPlan.Piece) {
    switch piece {
    case .number(let predictor):
      let numbers = predictors[predictor]
      for row in numbers.indices { target[row] *= numbers[row] }
    case .indicator(let variable, let level):
      let codes = values.codes[variable]
      let level = Int32(level)
      for row in codes.indices { target[row] *= codes[row] == level ? 1 : 0 }
    case .contrast(let variable, let column):
      let codes = values.codes[variable]
      let elements = contrast(variable, column)
      for row in codes.indices { target[row] *= elements[Int(codes[row])] }
    }
  }

  private func contrast(_ variable: Int, _ column: Int) -> [Double] {
    guard let matrix = plan.contrasts[variable] else {
      preconditionFailure("a planned contrast column has its contrast matrix")
    }
    return Array(matrix[column: column])
  }
}
