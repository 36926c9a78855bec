import Glibc

/// Evaluates the arithmetic of a formula, column by column.
struct FormulaArithmetic {
  let tree: FormulaTree
  let count: Int
  /// The values of the name of that index; nil for `pi`.
  let values: (Int) -> [Double]?

  private enum Operand {
    case scalar(Double)
    case vector([Double])
  }

  /// The values of a node, which may be infinite or not a number.
  func evaluate(_ node: Int) -> [Double] {
    switch operand(node) {
    case .scalar(let value): [Double](repeating: value, count: count)
    case .vector(let values): values
    }
  }

  private func operand(_ node: Int) -> Operand {
    let found = tree[node]
    switch found.kind {
    case .number: return .scalar(found.value)
    case .name: return values(found.left).map { .vector($0) } ?? .scalar(Double.pi)
    case .parenthesis, .positive: return operand(found.left)
    case .negative: return FormulaArithmetic.map(operand(found.left)) { -$0 }
    case .call: return FormulaArithmetic.call(found.function, operand(found.left))
    default:
      return FormulaArithmetic.combine(found.kind, operand(found.left), operand(found.right))
    }
  }

  private static func call(_ function: FormulaFunction, _ x: Operand) -> Operand {
    switch function {
    case .log: map(x) { Glibc.log($0) }
    case .log2: map(x) { Glibc.log2($0) }
    case .log10: map(x) { Glibc.log10($0) }
    case .log1p: map(x) { Glibc.log1p($0) }
    case .exp: map(x) { Glibc.exp($0) }
    case .expm1: map(x) { Glibc.expm1($0) }
    case .sqrt: map(x) { $0.squareRoot() }
    case .abs: map(x) { $0.magnitude }
    case .sin: map(x) { Glibc.sin($0) }
    case .cos: map(x) { Glibc.cos($0) }
    case .tan: map(x) { Glibc.tan($0) }
    default: x
    }
  }

  private static func combine(
    _ kind: FormulaNode.Kind, _ left: Operand, _ right: Operand
  ) -> Operand {
    switch kind {
    case .add: combine(left, right) { $0 + $1 }
    case .subtract: combine(left, right) { $0 - $1 }
    case .multiply: combine(left, right) { $0 * $1 }
    case .divide: combine(left, right) { $0 / $1 }
    default: combine(left, right) { power($0, $1) }
    }
  }

  /// As in R, a square is the product itself.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    exponent == 2 ? base * base : pow(base, exponent)
  }

  @inline(__always)
  private static func map(_ operand: Operand, _ function: (Double) -> Double) -> Operand {
    switch operand {
    case .scalar(let value): .scalar(function(value))
    case .vector(let values): .vector(values.map(function))
    }
  }

  @inline(__always)
  private static func combine(
    _ left: Operand, _ right: Operand, _ function: (Double, Double) -> Double
  ) -> Operand {
    switch (left, right) {
    case (.scalar(let a), .scalar(let b)): return .scalar(function(a, b))
    case (.vector(let a), .scalar(let b)): return .vector(a.map { function($0, b) })
    case (.scalar(let a), .vector(let b)): return .vector(b.map { function(a, $0) })
    case (.vector(let a), .vector(let b)):
      var result = a
      for index in result.indices { result[index] = function(a[index], b[index]) }
      return .vector(result)
    }
  }
}

extension FormulaTree {
  /// The first node below this one that is not arithmetic, such as `a:b`.
  func firstNotArithmetic(_ node: Int) -> Int? {
    let found = self[node]
    switch found.kind {
    case .number, .name: return nil
    case .parenthesis, .negative, .positive: return firstNotArithmetic(found.left)
    case .call: return found.function.isArithmetic ? firstNotArithmetic(found.left) : node
    case .add, .subtract, .multiply, .divide, .power:
      return firstNotArithmetic(found.left) ?? firstNotArithmetic(found.right)
    default: return node
    }
  }
}
