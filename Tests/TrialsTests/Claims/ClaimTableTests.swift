import Foundation
import Tables
import TestSupport
import Testing

@testable import Trials

struct ClaimTableTests {
  func read(_ text: String) throws -> ClaimTable {
    try ClaimTable.read(TableSource(name: "claims.csv", text: text))
  }

  func findings(_ text: String) -> [Finding] {
    do {
      return try read(text).findings
    } catch {
      return (error as? InvalidInput)?.findings ?? []
    }
  }

  @Test func everyFieldIsRead() throws {
    let text = """
      claim,article,topic,statement,population,group,comparator,outcome,direction,quantity,\
      quantity_high,bound,unit,quantity_of,further_quantities,equals,equals_high,equals_unit,\
      individual_level,arithmetic,testable_by,testable_with,reviews,source_url,note
      K,A,t,s,p,g,c,o,no difference,1.50,2,at most,mg,time to effect,a; b,3,4,u,yes,no,trials,\
      x;y,r,https://e.org,n

      """
    let claim = try #require(read(text).claims.first)
    #expect([claim.id, claim.article, claim.topic, claim.statement] == ["K", "A", "t", "s"])
    #expect(
      [claim.population, claim.group, claim.comparator, claim.outcome] == ["p", "g", "c", "o"])
    #expect(claim.direction == .noDifference && claim.bound == .atMost)
    #expect(claim.quantity?.text == "1.50" && claim.quantityHigh?.text == "2")
    #expect(claim.unit == "mg" && claim.quantityOf == .timeToEffect)
    #expect(claim.furtherQuantities == ["a", "b"] && claim.equalsUnit == "u")
    #expect(claim.equals?.value == 3 && claim.equalsHigh?.value == 4)
    #expect(claim.isIndividual && !claim.isArithmetic && claim.testableBy == .trials)
    #expect(claim.studies == ["x", "y"] && claim.reviews == ["r"])
    #expect(claim.sourceURL == "https://e.org" && claim.note == "n")
  }

  @Test func twoColumnsAreEnough() throws {
    let claim = try #require(read("claim,statement\nK,s\n").claims.first)
    #expect(claim.direction == nil && claim.testableBy == nil && !claim.isIndividual)
  }

  @Test func anUnknownColumnIsReported() throws {
    let found = try read("claim,statement,direktion\nK,s,lower\n").findings
    #expect(found.map(\.code) == ["A301"] && found[0].message.contains("direktion"))
  }

  @Test(arguments: [
    ("claim,statement,direction\nK,s,downwards\n", "D114", 2),
    ("claim,statement,bound\nK,s,lower\nL,s,least\n", "D114", 2),
    ("claim,statement,quantity\nK,s,1\nL,s,two\n", "D104", 3),
    ("claim,statement,individual_level\nK,s,perhaps\n", "D114", 2),
    ("claim,statement\nK,s\n,t\n", "A330", 3), ("claim,statement,unit\nK,,mg\n", "A330", 2),
    ("claim,statement\nK,s\nK,t\n", "A330", 3),
    ("claim,statement,quantity,quantity_high\nK,s,3,2\n", "A330", 2),
  ])
  func badCellsHaveTheirPlace(_ text: String, _ code: String, _ line: Int) {
    let found = findings(text)
    #expect(found.contains { $0.code == code && $0.place?.line == line }, "\(found)")
    #expect(throws: InvalidInput.self) { try read(text) }
  }

  @Test(arguments: ["claim\nK\n", "statement\ns\n", "claim,statement\n"])
  func aTableWithoutClaims(_ text: String) {
    #expect(throws: InvalidInput.self) { try read(text) }
  }

  @Test func aFolderAndItsFile() throws {
    let folder = Reference.repository.appendingPathComponent("Datasets/claims").path
    let first = try ClaimTable.read(path: folder)
    let second = try ClaimTable.read(path: folder + "/claims.csv")
    #expect(first.claims.count == 42 && second.claims.count == 42)
    #expect(first.findings.isEmpty, "\(first.findings.rendered())")
    #expect(throws: InputError.self) { try ClaimTable.read(path: folder + "/none") }
  }
}
