import Foundation
import Tables
import TestSupport
import Testing

@testable import Trials

/// The shipped package of magnesium trials, read as it stands.
struct ShippedPackageTests {
  static let tables = Result {
    try TrialTables.read(paths: [
      Reference.repository.appendingPathComponent("Datasets/magnesium-trials").path
    ])
  }

  @Test func everyRowIsRead() throws {
    let tables = try Self.tables.get()
    #expect(tables.trials.count == 21)
    #expect(tables.arms.count == 58)
    #expect(tables.contrasts.count == 29)
    #expect(tables.reviews.count == 23)
    #expect(tables.findings.isEmpty, "\(tables.findings.rendered())")
    #expect(tables.groups.prefix(3).contains("idiopathic"))
  }

  @Test func armsMeetTheirComparatorsAndReports() throws {
    let all = try Self.tables.get().comparisons
    let change = try #require(
      all.first { $0.study == "roguinmaor2017" && $0.phase == .change })
    #expect(change.treatment?.mean?.text == "-3.41")
    #expect(change.comparator?.mean?.text == "-3.03")
    #expect(change.contrasts.map { $0.p?.text } == [".67"])
    let final = try #require(
      all.first { $0.study == "roguinmaor2017" && $0.phase == .treatment })
    #expect(final.contrasts.isEmpty)
    let pilot = try #require(
      all.first { $0.study == "gorantla2024" && $0.outcome == "PLMW index" })
    #expect(!pilot.isControlled && pilot.design == .beforeAfter)
    #expect(pilot.treatment?.median?.text == "8.63")
    #expect(pilot.comparator?.median?.text == "30.40")
    #expect(pilot.contrasts.count == 1)
    let crossover = try #require(all.first { $0.study == "frusso1999" })
    #expect(crossover.design == .crossover && crossover.contrasts.count == 1)
    // Every report of the treatments is in at least one comparison.
    let reports = try Self.tables.get().contrasts.filter(\.isOfTreatments)
    #expect(reports.count > 20)
    for report in reports {
      #expect(all.contains { $0.contrasts.contains { $0.source?.row == report.source?.row } })
    }
  }
}
