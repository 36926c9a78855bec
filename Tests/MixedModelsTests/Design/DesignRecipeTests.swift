import Foundation
import MixedModels
import Tables
import Testing

@Suite struct DesignRecipeTests {
  private let formulas = [
    "y ~ a * b + x", "y ~ 0 + factor(k) * log(z) + (x | g) + (1 | h / b)",
    "y ~ c + c:x + sin(2 * pi * z) + (a || g) + offset(log(z))", "y ~ x + I(2 * x) + a:b",
    "y ~ I(x^2) + k + (0 + x:b | h)",
  ]

  private func makeFrame(_ formula: String, _ table: Table) throws -> ModelFrame {
    try MixedModelSpecification(
      formula, offset: "k",
      contrasts: formula.contains("c:x") ? [.init(column: "c", coding: .polynomial)] : []
    ).frame(table)
  }

  private func coded(_ recipe: DesignRecipe) throws -> DesignRecipe {
    try JSONDecoder().decode(DesignRecipe.self, from: JSONEncoder().encode(recipe))
  }

  @Test func columnsAreTheSameToTheLastBitAfterJSON() throws {
    let table = try makeTable(ModelMatrixFixture.read().columns)
    for formula in formulas {
      let frame = try makeFrame(formula, table)
      let recipe = try coded(frame.recipe)
      #expect(recipe == frame.recipe)
      let rows = try recipe.evaluate(table)
      #expect(rows.rows == frame.rows)
      #expect(rows.fixed == frame.fixed.matrix, "\(formula)")
      #expect(recipe.columnNames == frame.fixed.names)
      #expect(rows.offset == frame.offset)
      #expect(rows.random.count == frame.random.count)
      for (new, old) in zip(rows.random, frame.random) {
        #expect(new.group == old.group && new.levels == old.levels && new.names == old.names)
        #expect(new.codes == old.codes && new.blocks == old.blocks)
        #expect(new.columns == old.columns, "\(formula)")
      }
    }
  }

  @Test func gridRowsAreTheRowsOfTheMatrix() throws {
    let fixture = try ModelMatrixFixture.read()
    let table = try makeTable(fixture.columns)
    for formula in formulas {
      let frame = try makeFrame(formula, table)
      let grid = (0..<table.rowCount).map { row in
        Dictionary(
          uniqueKeysWithValues: frame.recipe.variables.filter(\.isFixed).map { variable in
            let column = table.column(variable.column)
            let value = column?.double(row).map { VariableValue.number($0) }
            return (variable.name, value ?? .level(column?.string(row) ?? ""))
          })
      }
      #expect(try frame.recipe.modelMatrix(of: grid) == frame.fixed.matrix, "\(formula)")
      #expect(try frame.recipe.fixedRow(grid[7]) == frame.fixed.matrix.row(7))
    }
  }

  @Test func variablesAreSummarised() throws {
    let table = try makeTable("y,x,t,g\n1,2,p,a\n2,4,m,a\n3,NA,p,b\n5,9,p,b\n")
    let recipe = try MixedModelSpecification("y ~ log(x) + t + (factor(x) | g)").frame(table).recipe
    #expect(recipe.variables.map(\.name) == ["x", "t", "factor(x)"])
    #expect(recipe.variables.map(\.column) == ["x", "t", "x"])
    #expect(recipe.variables.map(\.isFixed) == [true, true, false])
    #expect(recipe.variables[0].kind == .numeric(mean: 5, minimum: 2, maximum: 9))
    #expect(
      recipe.variables[1].kind
        == .factor(levels: ["p", "m"], counts: [2, 1], coding: .treatment))
    #expect(recipe.groupings.map(\.levels) == [["a", "b"]])
  }

  @Test func newRowsMayLackResponseAndHaveNewGroups() throws {
    let table = try makeTable("y,x,t,g,h\n1,2,p,a,u\n2,4,m,a,v\n3,1,p,b,u\n5,9,m,b,v\n")
    let recipe = try MixedModelSpecification("y ~ x * t + (x | g/h)").frame(table).recipe
    let new = try makeTable("t,x,h,g\nm,3,u,a\np,4,u,z\nm,,u,a\np,5,w,b\nm,6,v,b\n")
    let rows = try recipe.evaluate(new)
    #expect(rows.rows == [0, 1, 3, 4])
    #expect(rows.omissions == [.init(column: "x", rows: 1)])
    #expect(recipe.columnNames == ["(Intercept)", "x", "t[m]", "x:t[m]"])
    #expect(rows.fixed.row(0) == [1, 3, 1, 3])
    #expect(rows.fixed.row(1) == [1, 4, 0, 0])
    #expect(rows.random[0].codes == [0, -1, 1, 1])
    // a:u, a:v, b:u, b:v were seen, with the inner factor named first.
    #expect(rows.random[1].levels == ["u:a", "v:a", "u:b", "v:b"])
    #expect(rows.random[1].codes == [0, -1, -1, 3])
    #expect(rows.random[0].columns == [1, 1, 1, 1, 3, 4, 5, 6])
  }

  @Test func populationNeedsNoGroups() throws {
    let table = try makeTable("y,x,t,g\n1,2,p,a\n2,4,m,a\n3,1,p,b\n5,9,m,b\n")
    let recipe = try MixedModelSpecification("y ~ x + (t | g) + offset(x)").frame(table).recipe
    let new = try makeTable("x\n3\n4\n")
    #expect(throws: InvalidInput.self) { try recipe.evaluate(new) }
    let rows = try recipe.evaluate(new, includesRandom: false)
    #expect(rows.fixed.elements == [1, 1, 3, 4])
    #expect(rows.offset == [3, 4] && rows.random.isEmpty)
  }

  @Test func unknownLevelsAreErrorsWithPlace() throws {
    let table = try makeTable("y,t,k\n1,p,1\n2,m,2\n3,p,2\n")
    let recipe = try MixedModelSpecification("y ~ t + factor(k)").frame(table).recipe
    let new = try makeTable("t,k\np,1\niron,2\nm,3\n")
    let error = try #require(throws: InvalidInput.self) { try recipe.evaluate(new) }
    #expect(error.findings.map(\.code) == ["M140"])
    #expect(error.findings[0].place?.line == 3 && error.findings[0].value == "iron")
    for values in [["t": .level("q"), "k": .number(1)], ["t": .level("p"), "k": .number(7)]]
      as [[String: VariableValue]]
    {
      let error = try #require(throws: InvalidInput.self) { try recipe.fixedRow(values) }
      #expect(error.findings.map(\.code) == ["M140"])
    }
    let lacking = try #require(throws: InvalidInput.self) {
      try recipe.fixedRow(["t": .level("p")])
    }
    #expect(lacking.findings.map(\.code) == ["M141"])
  }

  @Test func expressionsOfNewValuesMustBeFinite() throws {
    let table = try makeTable("y,x\n1,1\n2,2\n3,5\n")
    let recipe = try MixedModelSpecification("y ~ log(x)").frame(table).recipe
    let inFile = try #require(throws: InvalidInput.self) {
      try recipe.evaluate(makeTable("x\n1\n0\n"))
    }
    #expect(inFile.findings.map(\.code) == ["M110"] && inFile.findings[0].place?.line == 3)
    let inGrid = try #require(throws: InvalidInput.self) { try recipe.fixedRow(["x": .number(0)]) }
    #expect(inGrid.findings.map(\.code) == ["M110"])
    let text = try #require(throws: InvalidInput.self) { try recipe.fixedRow(["x": .level("q")]) }
    #expect(text.findings.map(\.code) == ["M141"])
  }

  /// A stored recipe that was changed by hand is refused, not evaluated.
  @Test(arguments: [
    ("y ~ t + x + (1 | g:h)", "y ~ t + z + (1 | g:h)"), ("y ~ t + x", "y ~ t + "),
    ("(1 | g:h)", "(1 | g)"), ("\"keptColumns\":[0,1,2]", "\"keptColumns\":[0,1,3]"),
    ("\"partCodes\":[[0,0]", "\"partCodes\":[[0,9]"), ("\"levels\":[\"p\",\"m\"]", "\"levels\":[]"),
  ])
  func corruptRecipesAreRefused(part: String, replacement: String) throws {
    let table = try makeTable("y,t,x,g,h\n1,p,1,a,u\n2,m,2,a,v\n3,p,7,b,u\n5,m,3,b,v\n")
    let recipe = try MixedModelSpecification("y ~ t + x + (1 | g:h)").frame(table).recipe
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let json = String(decoding: try encoder.encode(recipe), as: UTF8.self)
    let changed = json.replacingOccurrences(of: part, with: replacement)
    try #require(changed != json)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(DesignRecipe.self, from: Data(changed.utf8))
    }
  }
}
