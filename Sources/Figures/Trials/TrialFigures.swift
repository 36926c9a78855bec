import Trials

/// The figures of published trials, pooled or under stress.
public enum TrialFigures {
  /// The names that figures can have.
  public static let names = ["forest", "funnel", "multiverse", "posterior"]

  /// Forest plot, funnel plot and posterior densities: those that there are studies for, in the
  /// order of `names`.
  ///
  /// Without a controlled study the forest plot shows the uncontrolled ones alone; without any
  /// study there is no figure. A funnel needs three studies to have a shape.
  public static func figures(of pooling: TrialPooling) -> [Figure] {
    let hasRows = !pooling.effects.effects.isEmpty || !pooling.effects.uncontrolled.isEmpty
    var figures: [Figure] = []
    if hasRows { figures.append(ForestRows(pooling).figure) }
    if pooling.effects.effects.count >= FunnelFigure.fewestStudies, let headline = pooling.headline
    {
      figures.append(FunnelFigure.figure(pooling, headline))
    }
    if let headline = pooling.headline {
      figures.append(TrialPosteriorFigure.figure(pooling, headline))
    }
    return figures
  }

  /// Every setting's estimate and interval in ascending order, above the choices that make it; nil
  /// without settings.
  public static func multiverse(_ stress: TrialStress) -> Figure? {
    stress.settings.isEmpty ? nil : MultiverseFigure.figure(stress)
  }
}
