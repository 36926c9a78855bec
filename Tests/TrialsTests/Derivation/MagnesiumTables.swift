import Foundation
import Tables
import TestSupport

@testable import Trials

/// The shipped trials as records, read column by column, with their comparisons.
struct MagnesiumTables {
  let tables: TrialTables
  let comparisons: [TrialComparison]

  init() throws {
    let folder = Reference.repository.appendingPathComponent("Datasets/magnesium-trials")
    func table(_ name: String) throws -> Table {
      try Table.read(path: folder.appendingPathComponent(name).path)
    }
    var tables = TrialTables()
    tables.arms = Self.rows(try table("arms.csv")).map { $0.arm }
    tables.contrasts = Self.rows(try table("contrasts.csv")).map { $0.contrast }
    tables.trials = Self.rows(try table("trials.csv")).map { $0.trial }
    self.tables = tables
    comparisons = Self.comparisons(tables)
  }

  private static func rows(_ table: Table) -> [Row] {
    (0..<table.rowCount).map { Row(table: table, row: $0) }
  }

  /// One comparison for every report: the arms after baseline of its outcome, before and after for
  /// a study without a comparator.
  private static func comparisons(_ tables: TrialTables) -> [TrialComparison] {
    tables.contrasts.map { contrast in
      let trial = tables.trials.first { $0.study == contrast.study }
      let design = contrast.design ?? trial?.design ?? .parallel
      let arms = tables.arms.filter {
        $0.study == contrast.study && $0.outcome == contrast.outcome && $0.sequence.isEmpty
      }
      let isBeforeAfter = design == .beforeAfter
      let timed = arms.filter { $0.timepoint == contrast.timepoint }
      let after = (timed.isEmpty || isBeforeAfter ? arms : timed).filter { $0.phase != .baseline }
      return TrialComparison(
        study: contrast.study, group: contrast.group, outcome: contrast.outcome,
        timepoint: contrast.timepoint, phase: after.first?.phase ?? .treatment,
        treatment: after.first { $0.role == .treatment },
        comparator: isBeforeAfter
          ? arms.first { $0.phase == .baseline } : after.first { $0.role == .comparator },
        contrasts: [contrast], trial: trial, design: design, isControlled: !isBeforeAfter)
    }
  }
}

/// A row whose cells are taken as they stand.
private struct Row {
  let table: Table
  let row: Int

  func text(_ column: String) -> String {
    table.column(column) == nil ? "" : table.rawText(row: row, column: column)
  }

  func number(_ column: String) -> PrintedNumber? { PrintedNumber(text(column)) }

  var design: ComparisonDesign? {
    [
      "parallel": .parallel, "crossover": .crossover, "before-after": .beforeAfter,
    ][text("design")]
  }

  var arm: ArmRecord {
    var arm = ArmRecord()
    arm.study = text("study")
    arm.group = text("group")
    arm.outcome = text("outcome")
    arm.arm = text("arm")
    arm.role = ArmRecord.Role(rawValue: text("role")) ?? .all
    arm.timepoint = text("timepoint")
    arm.phase = ArmRecord.Phase(rawValue: text("phase")) ?? .treatment
    arm.sequence = text("sequence")
    arm.n = number("n")
    arm.mean = number("mean")
    arm.sd = number("sd")
    arm.se = number("se")
    arm.median = number("median")
    arm.q1 = number("q1")
    arm.q3 = number("q3")
    arm.min = number("min")
    arm.max = number("max")
    arm.events = number("events")
    arm.total = number("total")
    arm.percent = number("percent")
    arm.ciLow = number("ci_low")
    arm.ciHigh = number("ci_high")
    arm.ciLevel = number("ci_level")
    arm.intervalOf = text("interval_of")
    arm.source = RowSource(table: table, row: row)
    return arm
  }

  var contrast: ContrastRecord {
    var contrast = ContrastRecord()
    contrast.study = text("study")
    contrast.group = text("group")
    contrast.outcome = text("outcome")
    contrast.effect = text("effect")
    contrast.timepoint = text("timepoint")
    contrast.measure = text("measure")
    contrast.estimate = number("estimate")
    contrast.ciLow = number("ci_low")
    contrast.ciHigh = number("ci_high")
    contrast.ciLevel = number("ci_level")
    contrast.intervalKind = text("interval_kind")
    contrast.p = number("p")
    contrast.design = design
    contrast.source = RowSource(table: table, row: row)
    return contrast
  }

  var trial: TrialRecord {
    var trial = TrialRecord()
    trial.study = text("study")
    trial.analysed = number("n_analysed")
    trial.design = design
    return trial
  }
}
