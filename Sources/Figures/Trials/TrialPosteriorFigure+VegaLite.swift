extension TrialPosteriorFigure {
  /// One panel for each quantity.
  var vegaLite: JSONValue {
    let panels = zip(TrialPosteriorFigure.quantities, axes).map { quantity, axis in
      panel(quantity, axis, isSpread: quantity == TrialPosteriorFigure.quantities[2])
    }
    return figure.specification(title: title, [.init("vconcat", .array(panels))])
  }

  private func panel(_ quantity: String, _ axis: EffectAxis, isSpread: Bool) -> JSONValue {
    let priors = JSONValue.array(TrialPosteriorFigure.priors.map(JSONValue.string))
    let indices = TrialPosteriorFigure.priors.indices
    let curves: JSONValue = [
      "transform": [["filter": ["field": "quantity", "equal": .string(quantity)]]],
      "mark": ["type": "line", "strokeWidth": 2.5, "clip": true],
      "encoding": [
        "x": [
          "field": "x", "type": "quantitative", "scale": axis.vegaLite,
          "title": .string(isSpread ? spreadName : "\(quantity): \(axisName)"),
        ],
        "y": ["field": "density", "type": "quantitative"],
        "color": [
          "field": "prior", "type": "nominal",
          "scale": [
            "domain": priors, "range": .array(indices.map { .string(Style($0).color) }),
          ],
        ],
        "strokeDash": [
          "field": "prior", "type": "nominal",
          "scale": ["domain": priors, "range": [[1, 0], [7, 4], [2, 3]]],
        ],
      ],
    ]
    func rule(_ value: Double, dash: JSONValue) -> JSONValue {
      [
        "mark": ["type": "rule", "color": "#444444", "strokeDash": dash],
        "encoding": ["x": ["datum": .number(value), "type": "quantitative"]],
      ]
    }
    let line = important.map { rule($0, dash: [4, 3]) }
    let rules = [rule(scale.noDifference, dash: [1, 0])] + [line].compactMap { $0 }
    let layers = (isSpread ? [] : rules) + [curves]
    return ["width": 620, "height": 160, "layer": .array(layers)]
  }
}
