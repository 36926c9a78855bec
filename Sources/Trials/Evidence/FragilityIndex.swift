/// How many people's outcomes would have to be otherwise for Fisher's P to cross a level.
///
/// For a P below the level, the smallest number of people in one arm whose outcome has to change to
/// bring it to the level or above (Walsh et al. 2014); for a P that is not below it, the smallest
/// number to bring it below: the reversed index (Khan et al. 2020). All four ways to change the
/// outcomes of one arm are followed, people keeping their arms. Walsh's own index changes people
/// without the event in the arm with fewer events; since an outcome may as well be coded the other
/// way round, the index of the people with the event in the arm with fewer non-events stands beside
/// it.
///
/// The index grows with the number of people and is small for any P near the level: it tells of the
/// level as much as of the trial. Compare it with the number of people lost to follow-up.
public struct FragilityIndex: Sendable, Equatable {
  public enum Arm: String, Sendable, Codable, CaseIterable {
    case treatment, comparator
  }

  /// Which way P has to go.
  public enum Direction: String, Sendable, Codable, CaseIterable {
    /// From below the level to it or above.
    case fragility
    /// From the level or above to below it.
    case reversed
  }

  /// A way across the level.
  public struct Change: Sendable, Equatable {
    public let arm: Arm
    /// People without the event get it; else people with it lose it.
    public let addsEvents: Bool
    public let people: Int
    /// Fisher's, after the change.
    public let pValue: Double
  }

  public let table: TwoGroupEvents
  public let level: Double
  /// Fisher's, two-sided, of the table as it is.
  public let pValue: Double
  public let direction: Direction
  /// The ways that lead across the level, adding before removing, the treated before the others.
  public let changes: [Change]

  /// Changes of more people than this are not looked for: nothing hangs on single people then.
  public static let mostPeople = 200

  /// - Throws: `EvidenceError.levelOutOfRange` unless the level lies between 0 and 1.
  public init(_ table: TwoGroupEvents, level: Double = 0.05) throws(EvidenceError) {
    guard level > 0, level < 1 else { throw .levelOutOfRange(level) }
    self.table = table
    self.level = level
    pValue = FisherTest.probability(table)
    let direction: Direction = pValue < level ? .fragility : .reversed
    self.direction = direction
    var changes: [Change] = []
    for addsEvents in [true, false] {
      for arm in Arm.allCases {
        let own = table.group(arm)
        let most = min(Self.mostPeople, addsEvents ? own.total - own.events : own.events)
        for people in stride(from: 1, through: most, by: 1) {
          guard let changed = table.changing(people, in: arm, addsEvents: addsEvents) else { break }
          let p = FisherTest.probability(changed)
          guard (p < level) == (direction == .reversed) else { continue }
          changes.append(Change(arm: arm, addsEvents: addsEvents, people: people, pValue: p))
          break
        }
      }
    }
    self.changes = changes
  }

  /// The least number of people, by whichever way; nil where no way leads across the level.
  public var smallest: Change? {
    changes.reduce(nil) { best, next in best.map { $0.people <= next.people } ?? false ? best : next
    }
  }

  /// Walsh's index: events are added in the arm with fewer of them (with as many, in the larger
  /// arm). Nil for the reversed index, or where that way does not lead across the level.
  public var byEvents: Change? {
    let (treated, others) = (table.treatment, table.comparator)
    return change(treated.events, others.events, addsEvents: true)
  }

  /// The same with the outcome coded the other way round: events become non-events in the arm with
  /// fewer non-events.
  public var byNonEvents: Change? {
    let (treated, others) = (table.treatment, table.comparator)
    return change(
      treated.total - treated.events, others.total - others.events, addsEvents: false)
  }

  private func change(_ treated: Int, _ others: Int, addsEvents: Bool) -> Change? {
    guard direction == .fragility else { return nil }
    let isTreated =
      treated == others ? table.treatment.total > table.comparator.total : treated < others
    let arm: Arm = isTreated ? .treatment : .comparator
    return changes.first { $0.arm == arm && $0.addsEvents == addsEvents }
  }
}

extension TwoGroupEvents {
  func group(_ arm: FragilityIndex.Arm) -> GroupEvents {
    arm == .treatment ? treatment : comparator
  }

  /// The table with people's outcomes changed; nil where there are not as many.
  func changing(_ people: Int, in arm: FragilityIndex.Arm, addsEvents: Bool) -> TwoGroupEvents? {
    let own = group(arm)
    let events = own.events + (addsEvents ? people : -people)
    guard let changed = try? GroupEvents(events: events, total: own.total) else { return nil }
    return arm == .treatment
      ? TwoGroupEvents(treatment: changed, comparator: comparator)
      : TwoGroupEvents(treatment: treatment, comparator: changed)
  }
}
