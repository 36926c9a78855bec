extension Figure {
  /// What a figure shows. Raw values are the kinds in JSON.
  public enum Kind: String, Sendable, CaseIterable {
    case series, cycles, posterior, power, people, forest, funnel, multiverse
    case trialPosterior = "trial-posterior"
    case caterpillar, profile, residuals

    /// Stem of the three files.
    public var name: String { self == .trialPosterior ? "posterior" : rawValue }

    var drawing: any FigureDrawing.Type {
      switch self {
      case .series: SeriesFigure.self
      case .cycles: CyclesFigure.self
      case .posterior: PosteriorFigure.self
      case .power: PowerFigure.self
      case .people: PeopleFigure.self
      case .forest: ForestFigure.self
      case .funnel: FunnelFigure.self
      case .multiverse: MultiverseFigure.self
      case .trialPosterior: TrialPosteriorFigure.self
      case .caterpillar: CaterpillarFigure.self
      case .profile: ProfileFigure.self
      case .residuals: ResidualsFigure.self
      }
    }
  }
}

/// The drawings of one kind of figure, made from the figure's rows and facts alone.
protocol FigureDrawing {
  /// What rows and facts have to be, so that `init` finds all that it reads.
  static var shape: FigureShape { get }
  init(_ figure: Figure)
  var vegaLite: JSONValue { get }
  func svg(identifiers prefix: String) -> String
}
