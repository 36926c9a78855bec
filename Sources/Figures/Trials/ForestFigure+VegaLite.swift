extension ForestFigure {
  private static let drawn: [ForestRows.Kind] = [
    .contrast, .study, .subgroup, .pooled, .prediction, .uncontrolled,
  ]

  /// Intervals, estimates and the vertical lines, each row at its label.
  var vegaLite: JSONValue {
    figure.specification(
      title: title,
      [
        .init("width", 460), .init("height", ["step": 22]),
        .init("layer", [lineLayer, intervalLayer, studyLayer, otherLayer]),
      ])
  }

  private var y: JSONValue {
    [
      "field": "label", "type": "nominal", "sort": nil, "title": nil,
      "axis": ["labelLimit": 260],
    ]
  }

  private func x(_ field: JSONValue) -> JSONValue {
    [
      "field": field, "type": "quantitative", "title": .string(measure), "scale": axis.vegaLite,
    ]
  }

  /// The kinds of rows, each with what `value` gives its style.
  private func byKind(
    _ value: ((color: String, marker: Style.Marker)) -> String
  ) -> JSONValue {
    let kinds = ForestFigure.drawn
    return [
      "field": "kind", "type": "nominal",
      "scale": [
        "domain": .array(kinds.map { .string($0.rawValue) }),
        "range": .array(kinds.map { .string(value(ForestFigure.style(of: $0))) }),
      ],
    ]
  }

  private var lineLayer: JSONValue {
    [
      "transform": [["filter": "datum.kind === 'line'"]],
      "mark": ["type": "rule", "color": "#444444"],
      "encoding": [
        "x": x("estimate"),
        "strokeDash": [
          "condition": ["test": "datum.label === 'no difference'", "value": [1, 0]],
          "value": [4, 3],
        ],
        "tooltip": [["field": "label"], ["field": "estimate"]],
      ],
    ]
  }

  private var intervalLayer: JSONValue {
    [
      "transform": [
        ["filter": "datum.kind !== 'line' && datum.kind !== 'note' && isValid(datum.conf_low)"]
      ],
      "mark": ["type": "rule", "strokeWidth": 2, "clip": true],
      "encoding": [
        "x": x("conf_low"), "x2": ["field": "conf_high"], "y": y, "color": byKind(\.color),
        "strokeDash": [
          "condition": ["test": "datum.kind === 'uncontrolled'", "value": [4, 3]],
          "value": [1, 0],
        ],
      ],
    ]
  }

  /// Studies, with their weights as areas. A row without a weight would not be drawn here.
  private var studyLayer: JSONValue {
    let size: JSONValue = [
      "field": "weight", "type": "quantitative", "legend": nil,
      "scale": ["range": [20, 260], "zero": true],
    ]
    return pointLayer("datum.kind === 'study'", size: size, opacity: ["value": 1])
  }

  /// Everything else that has an estimate: of the means the headline alone is filled.
  private var otherLayer: JSONValue {
    let kinds = ForestFigure.drawn.filter { $0 != .study }.map { "'\($0.rawValue)'" }
    let opacity: JSONValue = [
      "condition": [
        "test": "datum.kind === 'pooled' && datum.headline !== 'yes'", "value": 0.25,
      ],
      "value": 1,
    ]
    return pointLayer(
      "indexof([\(kinds.joined(separator: ", "))], datum.kind) >= 0", size: ["value": 140],
      opacity: opacity)
  }

  private func pointLayer(
    _ filter: String, size: JSONValue, opacity: JSONValue
  ) -> JSONValue {
    let columns = ["label", "treatment", "comparator", "n", "estimate", "conf_low", "conf_high"]
    return [
      "transform": [["filter": .string("\(filter) && isValid(datum.estimate)")]],
      "mark": ["type": "point", "filled": true, "clip": true],
      "encoding": [
        "x": x("estimate"), "y": y, "color": byKind(\.color),
        "shape": byKind(\.marker.rawValue), "size": size, "fillOpacity": opacity,
        "opacity": ["value": 1],
        "tooltip": .array((columns + ["weight", "note"]).map { ["field": .string($0)] }),
      ],
    ]
  }
}
