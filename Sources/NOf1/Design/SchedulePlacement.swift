import Tables

/// A plan laid over the nights of a log.
///
/// Dates are matched by date, day numbers by number; where one has dates and the other numbers,
/// the first planned night is taken to be the first night of the log.
struct SchedulePlacement: Sendable {
  let schedule: PlannedSchedule
  let inferences: [String]
  /// Added to a planned day to give the day of a log's night.
  private let shift: Int
  private let positionOfDay: [Int: Int]

  init(_ schedule: PlannedSchedule, nights: [RawNight]) {
    self.schedule = schedule
    let logDated = nights.first?.date != nil
    if logDated == schedule.dated {
      (shift, inferences) = (0, [])
    } else {
      shift = (nights.first?.day ?? 0) - (schedule.nights.first?.day ?? 0)
      inferences = ["The first planned night is taken to be the first night of the log."]
    }
    positionOfDay = Dictionary(
      uniqueKeysWithValues: schedule.nights.enumerated().map { ($1.day, $0) })
  }

  /// What was planned for a day of the log.
  func planned(on day: Int) -> PlannedSchedule.Night? {
    positionOfDay[day - shift].map { schedule.nights[$0] }
  }

  /// The nights with planned ones that the log lacks, up to its last night, as missing nights.
  /// Periods and cycles come from the plan where the log names neither.
  func completed(_ nights: [RawNight], arms: [String], covariates: Int) -> [RawNight] {
    guard let first = nights.first, let last = nights.last else { return nights }
    let days = Set(nights.map(\.day))
    let usesPlan = nights.allSatisfy { $0.period == nil && $0.cycle == nil }
    let missing = schedule.nights.compactMap { night -> RawNight? in
      let day = night.day + shift
      guard day > first.day, day < last.day, !days.contains(day), arms.contains(night.arm) else {
        return nil
      }
      let date = first.date.map {
        CalendarDate(daysSinceEpoch: $0.daysSinceEpoch + Int32(day - first.day))
      }
      return RawNight(
        day: day, date: date, arm: night.arm,
        period: nil, cycle: nil, covariates: [Double](repeating: 0, count: covariates), line: 0)
    }
    var all = (nights + missing).sorted { $0.day < $1.day }
    for index in all.indices {
      if usesPlan, let night = planned(on: all[index].day) {
        (all[index].period, all[index].cycle) = (night.period, night.cycle)
      } else if !usesPlan, all[index].row == nil {
        // The log names its periods: this night lies in that of the nearest night on its arm.
        let arm = all[index].arm
        let neighbour = nights.filter { $0.arm == arm }.min {
          abs($0.day - all[index].day) < abs($1.day - all[index].day)
        }
        (all[index].period, all[index].cycle) = (neighbour?.period, neighbour?.cycle)
      }
    }
    return all
  }
}

extension SchedulePlacement {
  /// Every planned night as a day of the log, increasing.
  var plannedDays: [Int] { schedule.nights.map { $0.day + shift } }

  /// How many planned nights come after a day of the log.
  func nightsAfter(_ day: Int) -> Int {
    schedule.nights.count { $0.day > day - shift }
  }
}
