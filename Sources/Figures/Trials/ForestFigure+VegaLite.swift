extension ForestFigure {
  private static let drawn: [ForestRows.Kind] = [
    .contrast, .study, .subgroup, .pooled, .prediction, .uncontrolled,
  ]

  /// Intervals, estimates and the vertical lines, each row at its label.
  var vegaLite: JSONValue {
    Figure.specification(
      of: data, title: title,
      [
        .init("width", 460), .init("height", ["step": 22]),
        .init("layer", [lineLayer, intervalLayer, pointLayer]),
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

  private var pointLayer: JSONValue {
    [
      "transform": [
        ["filter": "datum.kind !== 'line' && datum.kind !== 'note' && isValid(datum.estimate)"]
      ],
      "mark": ["type": "point", "filled": true, "opacity": 1, "clip": true],
      "encoding": [
        "x": x("estimate"), "y": y, "color": byKind(\.color),
        "shape": byKind(\.marker.rawValue),
        "size": [
          "condition": [
            "test": "datum.kind === 'study'", "field": "weight", "type": "quantitative",
            "legend": nil, "scale": ["range": [20, 260], "zero": true],
          ],
          "value": 140,
        ],
        "fillOpacity": [
          "condition": [
            "test": "datum.kind === 'pooled' && datum.headline !== 'yes'", "value": 0.25,
          ],
          "value": 1,
        ],
        "tooltip": .array(
          [
            "label", "treatment", "comparator", "n", "estimate", "conf_low", "conf_high", "weight",
            "note",
          ].map { ["field": .string($0)] }),
      ],
    ]
  }
}
