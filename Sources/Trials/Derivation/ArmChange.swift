/// The rows of one arm that belong together: at baseline, at the end, and the change between.
struct ArmChange {
  let change: ArmRecord
  /// nil if there is none, or more than one that could be meant.
  let baseline: ArmRecord?
  let final: ArmRecord?

  /// Every change that is printed, in the order of the rows.
  static func all(in arms: [ArmRecord]) -> [ArmChange] {
    arms.filter { $0.phase == .change }.map { change in
      let same = arms.filter { isSameArm($0, change) }
      return ArmChange(
        change: change, baseline: only(same.filter { $0.phase == .baseline }, change),
        final: only(same.filter { $0.phase == .treatment }, change))
    }
  }

  /// The rows are of the same people, as far as is printed.
  var isOfSamePeople: Bool {
    let counts = [change, baseline, final].compactMap { $0?.n?.value }
    return counts.allSatisfy { $0 == counts.first }
  }

  /// The only one, or the only one whose time the change names (`screening to 4 weeks`).
  private static func only(_ arms: [ArmRecord], _ change: ArmRecord) -> ArmRecord? {
    if arms.count == 1 { return arms[0] }
    let named = arms.filter { arm in
      !arm.timepoint.isEmpty && change.timepoint.contains(arm.timepoint)
    }
    return named.count == 1 ? named[0] : nil
  }

  private static func isSameArm(_ a: ArmRecord, _ b: ArmRecord) -> Bool {
    a.study == b.study && a.group == b.group && a.outcome == b.outcome && a.arm == b.arm
      && a.role == b.role && a.sequence == b.sequence && a.period == b.period
  }
}
