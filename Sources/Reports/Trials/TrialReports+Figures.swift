import Figures

extension TrialPoolingReport {
  /// The names that `figures` can have.
  public static let figureNames = ["forest", "funnel", "posterior"]

  /// Forest plot, funnel plot and posterior densities: those that there are studies for.
  public var figures: [Figure] { TrialFigures.figures(of: pooling) }
}

extension TrialStressReport {
  /// The names that `figures` can have.
  public static let figureNames = ["multiverse"]

  /// Every setting in ascending order; none without settings.
  public var figures: [Figure] { [TrialFigures.multiverse(stress)].compactMap { $0 } }
}
