import Tables

extension StudyResolver {
  /// The study with its plan and what it says about looking early.
  ///
  /// - Throws: N233 looks that do not increase, or do not end where the plan does.
  func monitored(
    _ study: PersonalStudy, _ schedule: PlannedSchedule?
  ) throws(InvalidInput) -> PersonalStudy {
    var study = study
    let planned = schedule?.cycles(arms: [study.reference] + study.treatments)
    study.plannedCycles = planned ?? settings.design?.cycles
    study.plannedNights = schedule?.nights.count ?? settings.design?.nights
    study.monitoring = settings.monitoring ?? settings.design?.monitoring ?? .atTheEnd
    guard case .looks(let cycles) = study.monitoring else { return study }
    func wrong(_ message: String, _ hint: String) -> InvalidInput {
      InvalidInput(
        Finding(
          code: "N233", severity: .error, message: message, hint: hint,
          place: settings.places["looks"] ?? header))
    }
    guard let end = cycles.last, zip([0] + cycles, cycles).allSatisfy({ $0 < $1 }) else {
      throw wrong(
        "looks \(cycles) do not come one after another",
        "give complete cycles in increasing order, such as [2, 4, 6]")
    }
    if let planned = study.plannedCycles, end != planned {
      throw wrong(
        "the last look is after \(end) cycles, but the plan has \(planned)",
        "the last look is the planned end: let looks end with \(planned)")
    }
    study.plannedCycles = end
    return study
  }
}

extension PlannedSchedule {
  /// Complete cycles of the plan.
  func cycles(arms: [String]) -> Int {
    let known = nights.filter { arms.contains($0.arm) }
    func labels(_ values: [String?]) -> [String?]? {
      values.contains { $0 != nil } ? values : nil
    }
    let structure = CycleStructure(
      days: known.map(\.day), arms: known.map { arms.firstIndex(of: $0.arm) ?? 0 },
      armCount: arms.count, periodLabels: labels(known.map(\.period)),
      cycleLabels: labels(known.map(\.cycle)))
    return Set(structure.cycle.compactMap { $0 }).count
  }
}
