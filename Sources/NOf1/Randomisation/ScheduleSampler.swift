import Numerics

/// Adds up the nights of two arms over the schedules of a `ScheduleSpace`.
///
/// Nights are taken in chunks. For every chunk and every state in which it can begin, all its
/// courses are listed with their sums, and chosen with probability proportional to the number of
/// ways to go on, by Walker's alias method: one random number per chunk.
///
/// *Reference*: Walker (1977); Vose (1991) for the construction of the tables.
struct ScheduleSampler: Sendable {
  struct Sums: Sendable, Equatable {
    var treatment = NightSum.zero
    var reference = NightSum.zero

    @inline(__always)
    static func + (a: Sums, b: Sums) -> Sums {
      Sums(treatment: a.treatment + b.treatment, reference: a.reference + b.reference)
    }
  }

  /// One course of a chunk.
  private struct Course: Sendable {
    var sums = Sums()
    var state = 0
    var weight = 0.0
    /// The alias table: this course with probability `share` of its cell, else `other`.
    var share = 1.0
    var other = 0
  }

  /// Number of schedules, exact below 2^53, possibly infinite.
  let count: Double
  private let chunkCount: Int
  private let stateCount: Int
  /// All courses; those of chunk c from state s are `ranges[c * stateCount + s]`.
  private var courses: [Course] = []
  private var ranges: [Range<Int>] = []

  /// - Parameter values: the value of every night, nil where it was not recorded.
  init(space: ScheduleSpace, values: [Double?], treatment: Int) {
    let length = Self.chunkLength(space)
    chunkCount = (space.nights + length - 1) / length
    stateCount = space.stateCount
    let ends = (0..<chunkCount).map { min(($0 + 1) * length, space.nights) }
    let (ways, count) = space.completions(before: Set(ends))
    self.count = count
    var reachable: Set<Int> = [0]
    for (chunk, end) in ends.enumerated() {
      var after: Set<Int> = []
      for state in 0..<stateCount {
        let first = courses.count
        if reachable.contains(state) {
          extend(
            Course(state: state), from: chunk * length, to: end, space: space, values: values,
            treatment: treatment, ways: ways[end] ?? [])
          after.formUnion(courses[first...].map(\.state))
        }
        ranges.append(first..<courses.count)
        makeAliasTable(first..<courses.count)
      }
      reachable = after
    }
  }

  /// As many nights as keep the tables small.
  private static func chunkLength(_ space: ScheduleSpace) -> Int {
    var (length, courses) = (1, space.arms)
    while courses * space.arms <= 256,
      courses * space.arms * space.stateCount * space.nights / (length + 1) <= 200_000
    {
      (length, courses) = (length + 1, courses * space.arms)
    }
    return length
  }

  private mutating func extend(
    _ course: Course, from night: Int, to end: Int, space: ScheduleSpace, values: [Double?],
    treatment: Int, ways: [Double]
  ) {
    if night == end {
      var whole = course
      whole.weight = ways[course.state]
      if whole.weight > 0 { courses.append(whole) }
      return
    }
    for arm in 0..<space.arms {
      guard let state = space.next(night, course.state, arm) else { continue }
      var longer = course
      longer.state = state
      if night < values.count, let value = values[night] {
        if arm == treatment { longer.sums.treatment.add(value) }
        if arm == 0 { longer.sums.reference.add(value) }
      }
      extend(
        longer, from: night + 1, to: end, space: space, values: values, treatment: treatment,
        ways: ways)
    }
  }

  private mutating func makeAliasTable(_ range: Range<Int>) {
    let total = range.reduce(0) { $0 + courses[$1].weight }
    guard total > 0 else { return }
    var (small, large) = ([Int](), [Int]())
    for index in range {
      courses[index].share = courses[index].weight / total * Double(range.count)
      if courses[index].share < 1 { small.append(index) } else { large.append(index) }
    }
    while let low = small.popLast(), let high = large.last {
      courses[low].other = high
      courses[high].share -= 1 - courses[low].share
      if courses[high].share < 1 { small.append(large.removeLast()) }
    }
    // What rounding leaves over keeps its whole cell.
    for index in small + large { courses[index].share = 1 }
  }

  /// The sums of one schedule, all schedules being equally likely.
  func draw(using stream: inout RandomStream) -> Sums {
    var sums = Sums()
    var state = 0
    for chunk in 0..<chunkCount {
      let range = ranges[chunk * stateCount + state]
      let position = stream.uniform() * Double(range.count)
      let cell = min(Int(position), range.count - 1)
      var index = range.lowerBound + cell
      if position - Double(cell) >= courses[index].share { index = courses[index].other }
      sums = sums + courses[index].sums
      state = courses[index].state
    }
    return sums
  }

  /// Calls `body` with the sums of every schedule.
  func forEach(_ body: (Sums) -> Void) {
    func extend(_ chunk: Int, _ state: Int, _ sums: Sums) {
      guard chunk < chunkCount else { return body(sums) }
      for index in ranges[chunk * stateCount + state] {
        extend(chunk + 1, courses[index].state, sums + courses[index].sums)
      }
    }
    extend(0, 0, Sums())
  }
}
