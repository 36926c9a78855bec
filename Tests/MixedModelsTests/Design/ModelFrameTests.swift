import MixedModels
import Numerics
import Tables
import TestSupport
import Testing

@Suite struct ModelFrameTests {
  private let text = """
    y,x,g,treatment,day,w
    1.5,1,7,placebo,2025-02-03,1
    2.5,2,7,magnesium,2025-02-04,2
    ,3,9,placebo,2025-02-05,1
    4.0,NA,9,magnesium,2025-02-06,1
    3.0,5,9,,2025-02-07,1
    2.0,6,3,placebo,2025-02-08,0.5
    1.0,8,3,magnesium,2025-02-09,1

    """

  @Test func rowsWithoutAValueAreLeftOutAndCounted() throws {
    let frame = try MixedModelSpecification("y ~ x + treatment + (1 | g)").frame(makeTable(text))
    #expect(frame.rows == [0, 1, 5, 6])
    #expect(frame.response == [1.5, 2.5, 2, 1])
    #expect(
      frame.omissions == [
        .init(column: "y", rows: 1), .init(column: "x", rows: 1),
        .init(column: "treatment", rows: 1),
      ])
    #expect(frame.random[0].levels == ["7", "3"])
    #expect(frame.random[0].codes == [0, 0, 1, 1])
    #expect(frame.findings.map(\.code) == ["M130", "M132"])
    #expect(frame.findings[0].message.contains("3 of 7 rows"))
    #expect(frame.findings[1].message.contains("'9'"))
  }

  @Test func levelsAreInOrderOfAppearanceUnlessGiven() throws {
    let table = try makeTable(text)
    let frame = try MixedModelSpecification("y ~ treatment").frame(table)
    #expect(frame.fixed.names == ["(Intercept)", "treatment[magnesium]"])
    let given = MixedModelSpecification(
      "y ~ treatment + x",
      levels: [
        .init(column: "treatment", levels: ["magnesium", "placebo"]),
        .init(column: "x", levels: ["8", "6", "5", "2", "1", "3"]),
      ])
    let ordered = try given.frame(table)
    #expect(
      ordered.fixed.allNames == [
        "(Intercept)", "treatment[placebo]", "x[6]", "x[2]", "x[1]",
      ])
    // Four rows cannot tell five columns apart.
    #expect(ordered.fixed.droppedNames == ["x[1]"])
    #expect(ordered.findings.map(\.code) == ["M130", "M131", "M132"])
  }

  @Test func datesAreDaysAsNumbersAndInOrderAsFactors() throws {
    let table = try makeTable("y,d\n1,2025-02-05\n2,2025-02-03\n4,2025-02-04\n3,2025-02-05\n")
    let days = try MixedModelSpecification("y ~ d").frame(table)
    #expect(days.fixed.matrix.column(1) == [20124, 20122, 20123, 20124])
    let factor = try MixedModelSpecification("y ~ factor(d)").frame(table)
    #expect(
      factor.fixed.names
        == ["(Intercept)", "factor(d)[2025-02-04]", "factor(d)[2025-02-05]"])
  }

  @Test func weightsAndOffsets() throws {
    let table = try makeTable("y,x,w,o,t\n1,1,2,0.5,1\n2,3,1,0.25,2\n5,4,0.5,0,4\n")
    let frame = try MixedModelSpecification(
      "y ~ x + offset(log2(t)) + offset(2 * x)", weights: "w", offset: "o"
    ).frame(table)
    #expect(frame.weights == [2, 1, 0.5])
    #expect(frame.offset == [2.5, 7.25, 10])
    #expect(frame.fixed.names == ["(Intercept)", "x"])
  }

  @Test func responseMayBeAnExpression() throws {
    let table = try makeTable("auc,x\n1,1\n8,2\n4,3\n")
    let frame = try MixedModelSpecification("log2(auc) ~ x").frame(table)
    #expect(frame.responseName == "log2(auc)")
    #expect(frame.response == [0, 3, 2])
  }

  @Test func termsOfOneGroupingFactorAreTogether() throws {
    let table = try makeTable("y,x,z,g,h\n1,1,2,a,u\n2,3,1,a,v\n5,4,5,b,u\n3,2,2,b,v\n")
    let frame = try MixedModelSpecification(
      "y ~ x + (1 + x | g) + (1 | h) + (0 + z | g) + (x || h)"
    ).frame(table)
    #expect(frame.random.map(\.group) == ["g", "h"])
    #expect(frame.random[0].names == ["(Intercept)", "x", "z"])
    #expect(frame.random[0].blocks == [0..<2, 2..<3])
    #expect(frame.random[1].names == ["(Intercept)", "(Intercept)", "x"])
    #expect(frame.random[1].blocks == [0..<1, 1..<2, 2..<3])
    #expect(frame.findings.map(\.code) == ["M133"])
    #expect(frame.random[0].columns == [1, 1, 1, 1, 1, 3, 4, 2, 2, 1, 5, 2])
  }

  @Test func doubleBarsSeparateTheColumnsOfFactors() throws {
    let table = try makeTable("y,t,g\n1,p,a\n2,m,a\n5,p,b\n3,m,b\n")
    let frame = try MixedModelSpecification("y ~ t + (t || g)").frame(table)
    #expect(frame.random[0].names == ["(Intercept)", "t[m]"])
    #expect(frame.random[0].blocks == [0..<1, 1..<2])
  }

  @Test func nestedGroupsAreLabelledInnerFirst() throws {
    let table = try makeTable("y,a,b\n1,p,1\n2,p,2\n5,q,1\n3,q,2\n4,p,1\n")
    let frame = try MixedModelSpecification("y ~ 1 + (1 | a/b)").frame(table)
    #expect(frame.random.map(\.group) == ["a", "b:a"])
    #expect(frame.random[1].levels == ["1:p", "2:p", "1:q", "2:q"])
    #expect(frame.random[1].codes == [0, 1, 2, 3, 0])
  }

  /// A factor of many pairs, numbered by dictionary rather than by table, has the same codes.
  @Test func pairsOfManyLevelsAreNumberedInOrderOfAppearance() throws {
    let rows = (0..<200).map { "\($0 % 7).5,k\($0 % 199),l\(($0 * 31) % 197)" }
    let table = try makeTable("y,a,b\n" + rows.joined(separator: "\n") + "\n")
    let frame = try MixedModelSpecification("y ~ 1 + (1 | a:b)").frame(table)
    var seen: [String] = []
    for row in 0..<200 {
      let label = "k\(row % 199):l\((row * 31) % 197)"
      if !seen.contains(label) { seen.append(label) }
      #expect(frame.random[0].levels[Int(frame.random[0].codes[row])] == label)
    }
    #expect(frame.random[0].levels == seen)
  }

  @Test func rowsInAnotherOrderGiveTheSameModel() throws {
    let fixture = try ModelMatrixFixture.read()
    let order = (0..<36).map { ($0 * 13 + 5) % 36 }
    for formula in ["y ~ factor(k) * x + b", "y ~ x * z + factor(k):b + (z || h / b)"] {
      let specification = MixedModelSpecification(
        formula, levels: [.init(column: "b", levels: ["no", "yes"])])
      let frame = try specification.frame(makeTable(fixture.columns))
      let other = try specification.frame(makeTable(fixture.columns, order: order))
      #expect(other.fixed.names == frame.fixed.names)
      for (row, original) in order.enumerated() {
        #expect(other.fixed.matrix.row(row) == frame.fixed.matrix.row(original))
        for (mine, theirs) in zip(other.random, frame.random) {
          #expect(
            mine.levels[Int(mine.codes[row])] == theirs.levels[Int(theirs.codes[original])])
        }
      }
    }
  }
}
