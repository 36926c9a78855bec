/// How one fit departs from the study's main analysis.
struct ModelVariant: Sendable, Equatable {
  enum Trend: Sendable, Equatable {
    /// Straight line over the recorded nights.
    case linear
    case none
    /// A random walk: straight pieces whose changes are independent N(0, step^2).
    case randomWalk
  }

  /// What the missing nights are taken to have been.
  enum Filling: Sendable, Equatable {
    case none
    /// Missing nights as in the arm's best period for the treatments, its worst for the reference.
    case favouringTreatment
    /// The other way round.
    case againstTreatment
  }

  /// First nights after every switch that are left out.
  var washInNights: Int
  /// Half-life in nights of a gradual onset and equally gradual carry-over; nil for at once.
  var halfLife: Double?
  var trend = Trend.linear
  var filling = Filling.none
  /// Only nights on which the treatment was taken, or not said to have been left out.
  var perProtocol = false
}
