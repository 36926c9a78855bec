import Trials

/// Posterior densities of the mean effect, of a new study's effect and of the spread of true
/// effects, under the stated prior of that spread and under half and double its scale.
struct TrialPosteriorFigure: FigureDrawing {
  static let shape = FigureShape(
    columns: [.text("quantity"), .text("prior"), .number("x"), .number("density")],
    facts: [
      .text("title"), .text("axis"), .text("scale"), .text("unit"), .level("level"),
      .optional(.number("minimal_important_difference")), .text("basis"), .text("summary"),
    ])

  static let quantities = ["mean effect", "a new study's effect", "spread of true effects"]
  static let priors = ["as stated", "half the scale", "double the scale"]
  private static let points = 161
  private static let panelHeight = 160.0

  let figure: Figure
  let scale: TrialScale
  let axisName: String
  /// The smallest difference that matters, as it is shown.
  let important: Double?
  private let basis: String
  private let curves: [DensityCurve]
  let axes: [EffectAxis]
  let title: String

  static func figure(_ pooling: TrialPooling, _ headline: PoolingHeadline) -> Figure {
    let effects = pooling.effects
    let scale = TrialScale(effects.measure)
    let posteriors = [
      headline.bayesian, headline.bayesianHalfScale, headline.bayesianDoubleScale,
    ]
    let level = effects.plan.confidenceLevel
    return Figure(
      .trialPosterior,
      facts: [
        .init("title", .string(effects.title("what the studies leave to be believed"))),
        .init("axis", .string(effects.axisName)), .init("scale", .string(scale.name)),
        .init("unit", .string(effects.unit)), .init("level", .number(level)),
        .init(
          "minimal_important_difference", JSONValue(effects.plan.minimalImportantDifference)),
        .init("basis", .string(pooling.prior.basis)),
        .init("summary", .string(summary(posteriors, scale, level: level))),
      ],
      rows: quantities.flatMap { quantity in
        zip(priors, posteriors).flatMap { prior, posterior in
          rows(quantity, prior, posterior, scale)
        }
      })
  }

  init(_ figure: Figure) {
    self.figure = figure
    let scale = TrialScale(name: figure.text("scale"))
    self.scale = scale
    title = figure.text("title")
    axisName = figure.text("axis")
    basis = figure.text("basis")
    important = figure.number("minimal_important_difference")
    let curves = figure.curves(of: "prior", within: "quantity", x: "x")
    self.curves = curves
    let visible = TrialPosteriorFigure.quantities.map { quantity in
      curves.filter { $0.panel == quantity }.flatMap { $0.visible(above: 0.01) }
    }
    let range = (start: 70.0, end: 780.0)
    let shared = EffectAxis(
      isRatio: scale.isRatio,
      anchors: visible[0] + visible[1] + [scale.noDifference] + [important].compactMap { $0 },
      intervals: [],
      range: range)
    axes = [
      shared, shared,
      EffectAxis(isRatio: false, anchors: [0] + visible[2], intervals: [], range: range),
    ]
  }

  /// One curve, from end to end of where nearly all of the distribution is.
  private static func rows(
    _ quantity: String, _ prior: String, _ posterior: BayesianPosterior, _ scale: TrialScale
  ) -> [[JSONValue]] {
    let isSpread = quantity == quantities[2]
    let domain = isSpread ? reach(posterior.tau) : reach(posterior.mixture(of: quantity))
    return (0..<points).compactMap { point in
      let share = (Double(point) + 0.5) / Double(points)
      let x = domain.lowerBound + share * (domain.upperBound - domain.lowerBound)
      let density = isSpread ? posterior.tau.density(x) : posterior.mixture(of: quantity).density(x)
      guard density.isFinite else { return nil }
      return [
        .string(quantity), .string(prior), .number(isSpread ? x : scale.shown(x)),
        .number(density),
      ]
    }
  }

  /// The central 99.8 %, without the ends of very long tails.
  private static func reach(_ mixture: NormalMixture) -> ClosedRange<Double> {
    let most = 15 * mixture.interval(level: 0.5).width / 2
    let (median, wide) = (mixture.median, mixture.interval(level: 0.998))
    return max(wide.lower, median - most)...min(wide.upper, median + most)
  }

  private static func reach(_ spread: TauPosterior) -> ClosedRange<Double> {
    0...min(spread.quantile(0.998), 15 * spread.median)
  }

  func svg(identifiers prefix: String) -> String {
    var canvas = Canvas(identifiers: prefix)
    canvas.label(Legend.shortened(title, to: 640), x: 16, y: 28, size: 16, bold: true)
    Legend(
      entries: TrialPosteriorFigure.priors.enumerated().map {
        (.line(color: Style($0.offset).color, dash: Style($0.offset).dash), "prior \($0.element)")
      }
    ).draw(on: &canvas)
    var top = 106.0
    for (index, quantity) in TrialPosteriorFigure.quantities.enumerated() {
      draw(quantity, on: axes[index], top: top, isSpread: index == 2, &canvas)
      top += TrialPosteriorFigure.panelHeight + 78
    }
    var y = top - 8
    for line in Legend.wrapped("Prior of the spread of true effects: \(basis).", to: 930, lines: 3)
    {
      canvas.label(line, x: 16, y: y, size: 12, color: "#444444")
      y += 17
    }
    return canvas.document(height: y, title: title, description: description)
  }

  private func draw(
    _ quantity: String, on axis: EffectAxis, top: Double, isSpread: Bool, _ canvas: inout Canvas
  ) {
    let bottom = top + TrialPosteriorFigure.panelHeight
    let own = curves.filter { $0.panel == quantity }
    let peak = max(0, own.map(\.peak).max() ?? 1)
    let y = AxisScale(.linear, domain: 0...(1.05 * peak), range: (bottom, top))
    if !isSpread { drawRules(Panel(x: axis.scale, y: y), on: &canvas) }
    for (index, prior) in TrialPosteriorFigure.priors.enumerated() {
      let curve = own.filter { $0.name == prior }.flatMap(\.points)
        .filter { axis.contains($0.x) }.map { (x: axis.position($0.x), y: y($0.density)) }
      let style = Style(index)
      if index == 0, let first = curve.first, let last = curve.last {
        canvas.area(
          [(first.x, bottom)] + curve + [(last.x, bottom)], fill: style.color, opacity: 0.12)
      }
      canvas.curve(curve, color: style.color, width: 2.5, dash: style.dash)
    }
    canvas.label(quantity, x: 770, y: top + 16, anchor: .end, bold: true)
    axis.drawHorizontally(
      on: &canvas, bottom: bottom, title: isSpread ? spreadName : axisName)
    canvas.label("density", x: 40, y: (top + bottom) / 2, anchor: .middle, size: 14, turned: true)
  }

  var spreadName: String {
    let unit = scale.isRatio ? "log scale" : figure.text("unit")
    return "standard deviation of true effects" + (unit.isEmpty ? "" : " (\(unit))")
  }

  private func drawRules(_ panel: Panel, on canvas: inout Canvas) {
    let isLeft = (important ?? scale.noDifference) > scale.noDifference
    panel.drawRule(
      on: &canvas, at: scale.noDifference, label: "no difference", toTheLeft: isLeft, dash: nil)
    if let important {
      panel.drawRule(
        on: &canvas, at: important, label: "smallest that matters", toTheLeft: !isLeft,
        dash: "4 3")
    }
  }

  private var description: String {
    let percent = DecimalText.brief(100 * (figure.number("level") ?? 0.95), digits: 6)
    return """
      Posterior densities of the \(axisName), medians and \(percent) % intervals. \
      \(figure.text("summary")) Solid for the prior as stated (\(basis)), dashed for \
      half its scale, dotted for double.
      """
  }

  /// Medians and intervals under each prior, in words.
  private static func summary(
    _ posteriors: [BayesianPosterior], _ scale: TrialScale, level: Double
  ) -> String {
    let axis = EffectAxis(
      isRatio: scale.isRatio, anchors: [scale.noDifference], intervals: [], range: (0, 1))
    func words(_ mixture: NormalMixture) -> String {
      let interval = mixture.interval(level: level).mapped(scale.shown)
      let median = axis.text(scale.shown(mixture.median))
      return "\(median) (\(axis.text(interval.lower, interval.upper)))"
    }
    return zip(priors, posteriors).map { prior, posterior in
      let spread = posterior.tau.interval(level: level)
      let tau = [posterior.tau.median, spread.lower, spread.upper].map { DecimalText.brief($0) }
      return "Prior \(prior): mean effect \(words(posterior.mean)), a new study's effect "
        + "\(words(posterior.newStudy)), standard deviation of true effects \(tau[0]) "
        + "(\(tau[1]) to \(tau[2]))."
    }.joined(separator: " ")
  }
}

extension BayesianPosterior {
  /// The distribution of the mean, or of a new study's effect.
  fileprivate func mixture(of quantity: String) -> NormalMixture {
    quantity == TrialPosteriorFigure.quantities[0] ? mean : newStudy
  }
}
