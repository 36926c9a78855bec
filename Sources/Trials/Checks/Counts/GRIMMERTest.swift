/// Whether a standard deviation is possible for whole numbers with a printed mean.
///
/// Whole numbers x with total T have a whole sum of squares Q with the parity of T, and
///
///     n (n - 1) SD^2 = n Q - T^2.
///
/// The test asks for a T that the mean allows and a Q that the SD allows, for which n whole numbers
/// exist. For n >= 5 they do whenever Q has T's parity and is at least that of the most equal
/// values (by Cauchy's lemma on sums of four squares with a given sum); for fewer they are
/// searched. With k items a person, the total of a person's items takes the place of x.
///
/// Sources: Anaya (2016), PeerJ Preprints 4:e2400; Allard (2018), "Analytic-GRIMMER". Theirs do not
/// ask for the smallest Q nor, for n < 5, for the existence.
public struct GRIMMERTest: Sendable {
  public let n: Int
  public let items: Int

  /// - Precondition: n and items are at least 1.
  public init(n: Int, items: Int = 1) {
    precondition(n >= 1 && items >= 1, "a mean has at least one value")
    self.n = n
    self.items = items
  }

  /// Whether some SD with as many digits is impossible: the possible values of Q are 2 apart, so
  /// none is once k^2 (n - 1) SD times one unit of its last digit reaches 1.
  public func isInformative(for sd: PrintedNumber) -> Bool {
    guard n > 1, sd.relation == .equal, sd.digits >= 0 else { return false }
    return n < 5 || squaredItems * Int128(n - 1) * sd.digits < sd.scale * sd.scale
  }

  /// Not checkable for a mean that is itself impossible (see ``GRIMTest``), and for numbers of more
  /// than nine digits.
  public func verdict(mean: PrintedNumber, sd: PrintedNumber) -> ConsistencyCheck.Verdict {
    let grim = GRIMTest(n: n, items: items)
    guard isInformative(for: sd), mean.relation == .equal, isTractable(mean), isTractable(sd),
      grim.totals(of: mean, generous: true) != nil
    else { return .notCheckable }
    for generous in [false, true] {
      let totals = grim.totals(of: mean, generous: generous)
      let bounds = sd.squareBounds(generous: generous)
      if totals?.contains(where: { isPossible(total: $0, bounds) }) == true {
        return generous ? .rounding : .consistent
      }
    }
    return .inconsistent
  }

  private var squaredItems: Int128 { Int128(items * items) }

  private func isTractable(_ number: PrintedNumber) -> Bool {
    n * items <= 100_000 && number.decimals <= 6 && abs(number.value) * Double(number.scale) < 1e9
  }

  /// Whether n whole numbers with the total have a variance within the bounds.
  private func isPossible(total: Int, _ bounds: SquareBounds) -> Bool {
    let people = Int128(n)
    let total = Int128(total)
    let weight = squaredItems * people * (people - 1)
    let (shift, step) = (bounds.unit * total * total, bounds.unit * people)
    let low = -PrintedNumber.floor(-(shift + weight * bounds.low), step)
    let high = PrintedNumber.floor(shift + weight * bounds.high, step)
    guard low <= high else { return false }
    return (low...high).contains { squares in
      bounds.contains(people * squares - total * total, over: weight)
        && exists(total: total, squares: squares)
    }
  }

  /// Whether n whole numbers with the total and the sum of squares exist. They are taken less the
  /// mean rounded down, so that the total r of the rest is one of 0..<n.
  private func exists(total: Int128, squares: Int128) -> Bool {
    let people = Int128(n)
    let base = PrintedNumber.floor(total, people)
    let rest = total - base * people
    let excess = squares - 2 * base * total + people * base * base
    guard (excess - rest) % 2 == 0, excess >= rest else { return false }
    return n >= 5 || Self.vectorExists(n, sum: Int(rest), squares: Int(excess))
  }

  private static func vectorExists(_ count: Int, sum: Int, squares: Int) -> Bool {
    if squares < 0 { return false }
    if count == 2 {
      let gap = 2 * squares - sum * sum
      return gap >= 0 && root(gap) * root(gap) == gap
    }
    let largest = root(squares)
    return (-largest...largest).contains {
      vectorExists(count - 1, sum: sum - $0, squares: squares - $0 * $0)
    }
  }

  /// The root rounded down, exact for numbers far below 2^52.
  private static func root(_ square: Int) -> Int { Int(Double(square).squareRoot()) }
}
