import Foundation
import MixedModels
import Tables
import Testing

@Suite struct ZeroInflationDesignTests {
  private let text = """
    y,x,arm,z,w
    0,1,a,5,1
    3,2,b,6,2
    0,3,a,,3
    1,4,b,8,4
    0,5,c,9,5
    2,6,c,1,6

    """

  private func frame(_ zero: String, _ formula: String = "y ~ x") throws -> ModelFrame {
    try specification(formula, .poisson) { $0.zeroInflation = zero }.frame(makeTable(text))
  }

  @Test(arguments: ["~ 1", "1", " ~1"])
  func anInterceptAlone(_ zero: String) throws {
    let frame = try frame(zero)
    let design = try #require(frame.zeroInflation)
    #expect(design.names == ["(Intercept)"] && design.matrix.elements == [1, 1, 1, 1, 1, 1])
    #expect(frame.fixed.names == ["(Intercept)", "x"])
  }

  @Test func noneUnlessAskedFor() throws {
    let frame = try specification("y ~ x", .poisson).frame(makeTable(text))
    #expect(frame.zeroInflation == nil && frame.zeroRecipe == nil)
  }

  /// The design is that of the same terms as fixed effects, on the same rows.
  @Test(arguments: ["arm + z", "arm * z", "0 + factor(z):arm", "log(z) + I(w^2)"])
  func theDesignIsThatOfTheTerms(_ terms: String) throws {
    let frame = try frame("~ \(terms)", "y ~ 1")
    let twin = try specification("y ~ \(terms)", .poisson).frame(makeTable(text))
    let design = try #require(frame.zeroInflation)
    #expect(design.matrix == twin.fixed.matrix && design.names == twin.fixed.names)
    #expect(frame.rows == [0, 1, 3, 4, 5] && design.terms == twin.fixed.terms)
    #expect(frame.omissions == [.init(column: "z", rows: 1)])
  }

  @Test func dependentColumnsAreDroppedFromEachPart() throws {
    let frame = try frame("~ x + I(2 * x) + w", "y ~ w + x")
    #expect(frame.fixed.names == ["(Intercept)", "w"])
    #expect(frame.zeroInflation?.names == ["(Intercept)", "x"])
    #expect(frame.zeroInflation?.droppedNames == ["I(2 * x)", "w"])
    let dropped = frame.findings.filter { $0.code == "M131" }.map(\.message)
    #expect(dropped.count == 2 && dropped[1].hasPrefix("dropped from the zero inflation"))
  }

  @Test(arguments: ["~ arm + z", "arm", "~ 0 + arm", "~ x + I(2 * x)"])
  func theRecipeMakesTheDesignAgain(_ zero: String) throws {
    let frame = try frame(zero)
    let recipe = try #require(frame.zeroRecipe)
    let again = try JSONDecoder().decode(
      DesignRecipe.self, from: JSONEncoder().encode(recipe))
    #expect(again == recipe)
    for recipe in [recipe, again] {
      let rows = try recipe.evaluate(makeTable(text))
      let design = try #require(frame.zeroInflation)
      #expect(recipe.columnNames == design.names)
      // The recipe needs its own columns only, and so may have more rows.
      for (position, row) in frame.rows.enumerated() {
        let other = try #require(rows.rows.firstIndex(of: row))
        #expect(
          (0..<design.matrix.columns).allSatisfy {
            rows.fixed[other, $0] == design.matrix[position, $0]
          })
      }
    }
  }

  @Test func contrastsHoldForBothParts() throws {
    let asked = specification("y ~ x", .poisson) {
      $0.zeroInflation = "~ arm"
      $0.contrasts = [.init(column: "arm", coding: .sum)]
    }
    #expect(
      try asked.frame(makeTable(text)).zeroInflation?.names
        == ["(Intercept)", "arm[1]", "arm[2]"])
  }

  /// Place, column and width of the mark.
  @Test(
    arguments: [
      ("~ x + (1 | arm)", "M156", "zero inflation", 8),
      ("x + offset(w)", "M156", "zero inflation", 12), ("y ~ x", "M156", "zero inflation", 1),
      ("~ x + y", "M109", "zero inflation", 7),
      ("~ ~ x", "M101", "zero inflation", 3), ("~", "M101", "zero inflation", 2),
      ("", "M101", "zero inflation", 1), ("~ 0", "M116", "zero inflation", 3),
      ("~ poly(x)", "M103", "zero inflation", 3), ("x | arm", "M104", "zero inflation", 1),
      ("~ nothing", "D115", "data.csv", nil), ("~ log(arm)", "D104", "data.csv", 5),
      ("~ log(x - 1)", "M110", "data.csv", 3), ("~ cbind(x, w)", "M104", "zero inflation", 3),
    ] as [(String, String, String, Int?)])
  func errorsHaveTheirPlace(zero: String, code: String, file: String, column: Int?) throws {
    let asked = specification("y ~ w", .poisson) { $0.zeroInflation = zero }
    let first = try #require(findings(asked, try makeTable(text)).first)
    #expect(first.code == code && first.place?.file == file && first.place?.column == column)
  }

  @Test func thereMustBeAZero() throws {
    let asked = specification("I(y + 1) ~ x", .negativeBinomial2) { $0.zeroInflation = "~ 1" }
    #expect(findings(asked, try makeTable(text)).map(\.code) == ["M157"])
  }
}
