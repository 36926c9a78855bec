/// When a log has been and will be looked at, this analysis included.
struct LookSchedule: Sendable, Equatable {
  /// Complete cycles of the log, and its nights after them.
  let cycles: Int
  let extraNights: Int
  let plannedCycles: Int
  /// Complete cycles at every declared look, the planned end last.
  let declared: [Int]
  /// Which of them this analysis is, from 1; nil for a look that was not declared.
  let look: Int?

  /// Nil when the log is looked at once, at its end, or when nobody knows where its end is.
  init?(_ log: PersonalLog, study: PersonalStudy) {
    let finished = log.finishedCycles
    cycles = finished.count
    let last = finished.last?.last?.number ?? -1
    extraNights = log.nights.count { $0.period > last }
    switch study.monitoring {
    case .continuous: return nil
    case .looks(let cycles):
      guard let end = cycles.last else { return nil }
      (declared, plannedCycles) = (cycles, end)
    case .atTheEnd:
      guard let planned = study.plannedCycles, finished.count < planned else { return nil }
      (declared, plannedCycles) = ([planned], planned)
    }
    look = extraNights == 0 ? declared.firstIndex(of: finished.count).map { $0 + 1 } : nil
  }

  /// The whole plan as a log: the complete cycles repeated up to the last one that is looked at.
  func plan(_ log: PersonalLog) -> PersonalLog {
    let last = log.finishedCycles.last?.last?.number ?? -1
    return PersonalLog(arms: log.arms, nights: log.nights.filter { $0.period <= last })
      .extended(byCycles: max(0, plannedCycles - cycles))
  }

  /// Rows of `plan` that have been seen at every look, increasing.
  func rows(of plan: PersonalLog) -> [Int] {
    func end(ofCycle cycle: Int) -> Int {
      let last = plan.nights.lastIndex { night in night.cycle.map { $0 < cycle } ?? false }
      return last.map { $0 + 1 } ?? 0
    }
    let ends = declared.map(end)
    guard look == nil else { return ends }
    let now = min(end(ofCycle: cycles) + extraNights, plan.nights.count)
    return Array(Set(ends + [now])).sorted()
  }
}
