import Numerics
import Testing

@testable import MixedModels

@Suite struct RankReductionTests {
  @Test func anEarlierColumnIsKept() throws {
    let table = try makeTable("y,a,b,c,d\n1,1,2,3,5\n2,4,1,5,6\n3,2,2,4,8\n5,7,0,7,1\n4,1,1,2,0\n")
    let frame = try MixedModelSpecification("y ~ a + b + c + I(2 * a) + d").frame(table)
    #expect(frame.fixed.names == ["(Intercept)", "a", "b", "d"])
    #expect(frame.fixed.droppedNames == ["c", "I(2 * a)"])
    #expect(frame.fixed.keptColumns == [0, 1, 2, 5])
    #expect(frame.fixed.termOfColumn == [-1, 0, 1, 4])
    #expect(frame.findings.map(\.code) == ["M131"])
    let other = try MixedModelSpecification("y ~ c + b + a + d").frame(table)
    #expect(other.fixed.droppedNames == ["a"])
  }

  @Test func emptyCellsOfAnInteractionAreDropped() throws {
    let table = try makeTable("y,a,b\n1,p,u\n2,p,v\n3,q,u\n5,p,u\n4,q,u\n7,p,v\n")
    let frame = try MixedModelSpecification("y ~ a * b").frame(table)
    #expect(frame.fixed.names == ["(Intercept)", "a[q]", "b[v]"])
    #expect(frame.fixed.droppedNames == ["a[q]:b[v]"])
  }

  @Test func moreColumnsThanRows() throws {
    let table = try makeTable("y,a,b,c,d\n1,1,2,3,5\n2,4,1,5,7\n3,2,2,4,8\n")
    let frame = try MixedModelSpecification("y ~ a + b + c + d").frame(table)
    #expect(frame.fixed.names == ["(Intercept)", "a", "b"])
  }

  /// Units do not matter, whatever their size.
  @Test(arguments: [1e-150, 1e-8, 1, 1e8, 1e150])
  func scalesDoNotMatter(scale: Double) {
    let x = (0..<40).map { Double(($0 * 17) % 23) * scale }
    let z = (0..<40).map { Double(($0 * 7) % 11) }
    let both = zip(x, z).map { $0 + $1 * scale }
    let ones = [Double](repeating: 1, count: 40)
    let matrix = Matrix(rows: 40, columns: 5, columnMajor: ones + x + x.map { $0 * 3 } + z + both)
    for tolerance in [RankReduction.leastSquaresTolerance, RankReduction.mixedModelTolerance] {
      #expect(RankReduction.keptColumns(matrix, tolerance: tolerance) == [0, 1, 3])
    }
  }

  /// A column of which a share of `size` is new, on both sides of the tolerance.
  @Test(arguments: [(1e-6, true), (1e-8, true), (1e-9, true), (1e-12, false), (0, false)])
  func toleranceIsTheShareThatIsLeft(size: Double, isKept: Bool) {
    let count = 64
    let x = (0..<count).map { Double($0 % 8) - 3.5 }
    let noise = (0..<count).map { $0 % 16 < 8 ? 1.0 : -1.0 }
    let near = zip(x, noise).map { $0 + $1 * size * 2.29128784747792 }
    let matrix = Matrix(rows: count, columns: 2, columnMajor: x + near)
    let kept = RankReduction.keptColumns(matrix, tolerance: RankReduction.leastSquaresTolerance)
    #expect(kept == (isKept ? [0, 1] : [0]))
    let asR = RankReduction.keptColumns(matrix, tolerance: RankReduction.mixedModelTolerance)
    #expect(asR == (size > 1e-7 ? [0, 1] : [0]))
  }

  @Test func zerosAreDropped() {
    let matrix = Matrix(rows: 3, columns: 2, columnMajor: [0, 0, 0, 1, 2, 3])
    #expect(RankReduction.keptColumns(matrix, tolerance: 1e-7) == [1])
  }
}
