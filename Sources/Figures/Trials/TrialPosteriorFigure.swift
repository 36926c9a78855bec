import Trials

/// Posterior densities of the mean effect, of a new study's effect and of the spread of true
/// effects, under the stated prior of that spread and under half and double its scale.
struct TrialPosteriorFigure {
  static let quantities = ["mean effect", "a new study's effect", "spread of true effects"]
  static let priors = ["as stated", "half the scale", "double the scale"]
  private static let points = 161
  private static let panelHeight = 160.0

  let effects: TrialEffects
  let scale: TrialScale
  private let posteriors: [BayesianPosterior]
  private let basis: String
  let axes: [EffectAxis]
  let data: RowTable
  let title: String

  init(_ pooling: TrialPooling, _ headline: PoolingHeadline) {
    effects = pooling.effects
    let scale = TrialScale(effects.measure)
    self.scale = scale
    basis = pooling.prior.basis
    title = effects.title("what the studies leave to be believed")
    let posteriors = [
      headline.bayesian, headline.bayesianHalfScale, headline.bayesianDoubleScale,
    ]
    self.posteriors = posteriors
    let rows = TrialPosteriorFigure.quantities.flatMap { quantity in
      zip(TrialPosteriorFigure.priors, posteriors).flatMap { prior, posterior in
        TrialPosteriorFigure.rows(quantity, prior, posterior, scale)
      }
    }
    data = RowTable(
      name: "posterior", columns: ["quantity", "prior", "x", "density"], rows: rows)
    let important = effects.plan.minimalImportantDifference.map { [$0] } ?? []
    let visible = TrialPosteriorFigure.quantities.map {
      TrialPosteriorFigure.visible(rows, quantity: $0)
    }
    let range = (start: 70.0, end: 780.0)
    let shared = EffectAxis(
      isRatio: scale.isRatio,
      anchors: visible[0] + visible[1] + [scale.noDifference] + important, intervals: [],
      range: range)
    axes = [
      shared, shared,
      EffectAxis(isRatio: false, anchors: [0] + visible[2], intervals: [], range: range),
    ]
  }

  var figure: Figure { Figure(data: data, vegaLite: vegaLite, svg: svg) }

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

  /// The x at which some curve is above 1 % of its own peak.
  private static func visible(_ rows: [[JSONValue]], quantity: String) -> [Double] {
    priors.flatMap { prior -> [Double] in
      let curve = rows.filter { $0[0].text == quantity && $0[1].text == prior }
      let peak = curve.compactMap { $0[3].double }.max() ?? 0
      return curve.filter { ($0[3].double ?? 0) > 0.01 * peak }.compactMap { $0[2].double }
    }
  }

  private var svg: String {
    var canvas = Canvas()
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
    let own = data.rows.filter { $0[0].text == quantity }
    let peak = own.compactMap { $0[3].double }.max() ?? 1
    let y = AxisScale(.linear, domain: 0...(1.05 * peak), range: (bottom, top))
    if !isSpread { drawRules(Panel(x: axis.scale, y: y), on: &canvas) }
    for (index, prior) in TrialPosteriorFigure.priors.enumerated() {
      let curve = own.filter { $0[1].text == prior }.compactMap { row -> (x: Double, y: Double)? in
        guard let x = row[2].double, let density = row[3].double, axis.contains(x) else {
          return nil
        }
        return (axis.position(x), y(density))
      }
      let style = Style(index)
      if index == 0, let first = curve.first, let last = curve.last {
        canvas.area(
          [(first.x, bottom)] + curve + [(last.x, bottom)], fill: style.color, opacity: 0.12)
      }
      canvas.curve(curve, color: style.color, width: 2.5, dash: style.dash)
    }
    canvas.label(quantity, x: 770, y: top + 16, anchor: .end, bold: true)
    axis.drawHorizontally(
      on: &canvas, bottom: bottom, title: isSpread ? spreadName : effects.axisName)
    canvas.label("density", x: 40, y: (top + bottom) / 2, anchor: .middle, size: 14, turned: true)
  }

  var spreadName: String {
    let unit = scale.isRatio ? "log scale" : effects.unit
    return "standard deviation of true effects" + (unit.isEmpty ? "" : " (\(unit))")
  }

  private func drawRules(_ panel: Panel, on canvas: inout Canvas) {
    let important = effects.plan.minimalImportantDifference
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
    let level = effects.plan.confidenceLevel
    let percent = DecimalText.brief(100 * level, digits: 6)
    func words(_ median: Double, _ interval: EffectInterval) -> String {
      let (low, high) = (axes[0].text(interval.lower), axes[0].text(interval.upper))
      return "\(axes[0].text(median)) (\(low) to \(high))"
    }
    let sentences = zip(TrialPosteriorFigure.priors, posteriors).map { prior, posterior in
      let (mean, new) = (posterior.mean, posterior.newStudy)
      let spread = posterior.tau.interval(level: level)
      let tau = [posterior.tau.median, spread.lower, spread.upper].map { DecimalText.brief($0) }
      return "Prior \(prior): mean effect "
        + words(scale.shown(mean.median), mean.interval(level: level).mapped(scale.shown))
        + ", a new study's effect "
        + words(scale.shown(new.median), new.interval(level: level).mapped(scale.shown))
        + ", standard deviation of true effects \(tau[0]) (\(tau[1]) to \(tau[2]))."
    }
    return """
      Posterior densities of the \(effects.axisName), medians and \(percent) % intervals. \
      \(sentences.joined(separator: " ")) Solid for the prior as stated (\(basis)), dashed for \
      half its scale, dotted for double.
      """
  }
}

extension BayesianPosterior {
  /// The distribution of the mean, or of a new study's effect.
  fileprivate func mixture(of quantity: String) -> NormalMixture {
    quantity == TrialPosteriorFigure.quantities[0] ? mean : newStudy
  }
}
