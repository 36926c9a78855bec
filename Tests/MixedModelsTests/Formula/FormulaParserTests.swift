import Tables
import Testing

@testable import MixedModels

@Suite struct FormulaParserTests {
  /// Every operation in parentheses.
  private func grouped(_ tree: FormulaTree, _ node: Int) -> String {
    let found = tree[node]
    switch found.kind {
    case .name: return tree.names[found.left]
    case .number: return NumberText.shortest(found.value)
    case .call:
      let second = found.right < 0 ? "" : ",\(grouped(tree, found.right))"
      return "\(found.function.rawValue)[\(grouped(tree, found.left))\(second)]"
    case .parenthesis: return grouped(tree, found.left)
    case .negative: return "(-\(grouped(tree, found.left)))"
    case .positive: return "(+\(grouped(tree, found.left)))"
    default:
      let (left, right) = (grouped(tree, found.left), grouped(tree, found.right))
      return "(\(left)\(found.kind.symbol.filter { $0 != " " })\(right))"
    }
  }

  /// The groupings are those of R's parser: `as.list(quote(...))`.
  @Test(arguments: [
    ("a+b*c", "(a+(b*c))"), ("a*b:c", "(a*(b:c))"), ("a:b^2", "(a:(b^2))"),
    ("a%in%b:c", "(a%in%(b:c))"), ("a*b%in%c", "(a*(b%in%c))"), ("a-b-c", "((a-b)-c)"),
    ("a^b^c", "(a^(b^c))"), ("-a^2", "(-(a^2))"), ("-a:b", "((-a):b)"), ("2^-a", "(2^(-a))"),
    ("a/b/c", "((a/b)/c)"), ("a/b*c", "((a/b)*c)"), ("a**2", "(a^2)"), ("a+b|g", "((a+b)|g)"),
    ("a||b/c", "(a||(b/c))"), ("y~a+b", "(y~(a+b))"), ("log(a+1)/2", "(log[(a+1)]/2)"),
    ("(a+b)*c", "((a+b)*c)"), ("1e-3*a", "(0.001*a)"), (".5+a.b", "(0.5+a.b)"),
    ("`my col`+b_2", "(my col+b_2)"), (" y\t~\n x ", "(y~x)"), ("2L+x1", "(2+x1)"),
    ("größe+x", "(größe+x)"), ("_a+.b", "(_a+.b)"), ("log + log(x)", "(log+log[x])"),
    ("cbind(a, b-a)~cbind", "(cbind[a,(b-a)]~cbind)"),
  ])
  func operatorsBindAsInR(text: String, expected: String) throws {
    let tree = try FormulaParser.parse(text)
    #expect(grouped(tree, tree.root) == expected)
  }

  @Test(arguments: [
    "y ~ x + I(x^2) + sin(2 * pi * t)", "log(y) ~ (a + b)^2 - a:b", "y ~ -1 + a %in% b + (x || g)",
    "y ~ offset(log(n)) + I((a - 1)/2) + (1 | a:b)", "cbind(a, b - a) ~ x",
  ])
  func descriptionsReadTheSame(text: String) throws {
    let tree = try FormulaParser.parse(text)
    let described = tree.description(of: tree.root)
    #expect(described == text)
    let again = try FormulaParser.parse(described)
    #expect(grouped(again, again.root) == grouped(tree, tree.root))
  }

  /// Column from 1 and width of the mark, in characters.
  @Test(arguments: [
    ("y ~ x +", "M101", 8, 1), ("y ~ (x", "M101", 5, 1), ("y ~ x)", "M101", 6, 1),
    ("y ~ x y", "M101", 7, 1), ("y ~ x == 2", "M101", 7, 1), ("y ~ log(x, 2)", "M101", 10, 1),
    ("y ~ `x", "M101", 5, 1), ("y ~ ``", "M101", 5, 1), ("y ~ 2x", "M101", 5, 1),
    ("y ~ x %% 2", "M101", 7, 1), ("", "M101", 1, 1), ("größe ~ \"x\"", "M101", 9, 1),
    ("y", "M102", 1, 1), ("y ~ a ~ b", "M102", 1, 9), ("y ~ poly(x)", "M103", 5, 4),
    ("größe ~ poly(x)", "M103", 9, 4), ("y ~ x + 1 | g", "M104", 5, 9),
    ("y ~ x * (1 | g)", "M104", 10, 5), ("y ~ x - (1 | g)", "M104", 10, 5),
    ("y ~ ((1 | g) | h)", "M104", 7, 5), ("y ~ x:offset(z)", "M104", 7, 9),
    ("y ~ ar1(t | g)", "M104", 5, 10), ("y ~ 2 + x", "M105", 5, 1), ("y ~ 2 * x", "M105", 5, 1),
    ("y ~ a^b", "M105", 7, 1), ("y ~ a^0", "M105", 7, 1), ("y ~ a:-b", "M105", 7, 2),
    ("y ~ .", "M105", 5, 1), ("y ~ (1 | a + b)", "M108", 10, 5), ("y ~ (1 | 1)", "M108", 10, 1),
    ("y ~ (1 | log(a))", "M108", 10, 6), ("y ~ x + y", "M109", 9, 1), ("y ~ (0 | g)", "M116", 6, 5),
    ("y ~ (x + x - x + 0 | g)", "M116", 6, 17),
  ])
  func errorsHaveTheirPlace(text: String, code: String, column: Int, width: Int) throws {
    let error = try #require(throws: InvalidInput.self) { _ = try Formula(text) }
    let finding = try #require(error.findings.first)
    #expect(finding.code == code)
    #expect(finding.hint != nil)
    #expect(finding.place?.file == "formula" && finding.place?.line == 1)
    #expect(finding.place?.column == column)
    #expect(finding.place?.width == width)
    #expect(finding.place?.excerpt == text)
  }

  @Test func depthIsBounded() {
    let deep = [
      "y ~ " + String(repeating: "(", count: 100_000),
      "y ~ " + String(repeating: "(", count: 5000) + "x" + String(repeating: ")", count: 5000),
      "y ~ " + String(repeating: "x + ", count: 50_000) + "x",
      "y ~ " + String(repeating: "-", count: 50_000) + "x",
      "y ~ " + String(repeating: "x^", count: 50_000) + "x",
      "y ~ " + String(repeating: "log(", count: 50_000),
      "y ~ (" + (1...40).map { "x\($0)" }.joined(separator: " + ") + ")^30",
      "y ~ " + (1...300).map { "x\($0)" }.joined(separator: " + "),
    ]
    for text in deep {
      let error = #expect(throws: InvalidInput.self) { _ = try Formula(text) }
      #expect(error?.findings.first?.code == "M107")
    }
  }

  @Test func longSumsWithinTheBoundsAreRead() throws {
    let names = (1...250).map { "x\($0)" }
    let formula = try Formula("y ~ " + names.joined(separator: " + "))
    #expect(formula.fixed.terms.count == 250)
    #expect(formula.fixed.terms[249].elements == [249])
  }
}
