extension MultiverseFigure {
  /// The curve above, one strip of marks below for every choice that differs.
  var vegaLite: JSONValue {
    let strips = dimensions.map(strip)
    return figure.specification(
      title: title,
      [
        .init("vconcat", .array([curve] + strips)), .init("spacing", 6),
        .init("resolve", ["scale": ["x": "shared"]]),
      ])
  }

  private var rank: JSONValue {
    [
      "field": "rank", "type": "quantitative", "axis": nil,
      "scale": ["domain": [0.5, .number(Double(settings.count) + 0.5)], "nice": false],
    ]
  }

  private var curve: JSONValue {
    func y(_ field: JSONValue) -> JSONValue {
      [
        "field": field, "type": "quantitative", "title": .string(axisName), "scale": axis.vegaLite,
      ]
    }
    func line(_ value: Double, dash: JSONValue) -> JSONValue {
      [
        "mark": ["type": "rule", "color": "#444444", "strokeDash": dash],
        "encoding": ["y": ["datum": .number(value), "type": "quantitative"]],
      ]
    }
    let intervals: JSONValue = [
      "transform": [["filter": "isValid(datum.conf_low)"]],
      "mark": ["type": "rule", "color": .string(Style(5).color), "clip": true],
      "encoding": ["x": rank, "y": y("conf_low"), "y2": ["field": "conf_high"]],
    ]
    let points: JSONValue = [
      "mark": ["type": "point", "filled": true, "opacity": 1],
      "encoding": [
        "x": rank, "y": y("estimate"),
        "color": headline(.string(Style(1).color), .string(Style(0).color)),
        "shape": headline("diamond", "circle"), "size": headline(120, 20),
        "tooltip": .array(figure.data.columns.map { ["field": .string($0)] }),
      ],
    ]
    let lines =
      [line(noDifference, dash: [1, 0])] + (important.map { [line($0, dash: [4, 3])] } ?? [])
    return [
      "width": 600, "height": 250, "layer": .array(lines + [intervals, points]),
    ]
  }

  private func headline(_ yes: JSONValue, _ no: JSONValue) -> JSONValue {
    ["condition": ["test": "datum.headline === 'yes'", "value": yes], "value": no]
  }

  /// The levels as the drawing names them.
  private func levelNames(of dimension: Dimension) -> [JSONValue] {
    switch dimension.column {
    case "correlation":
      [
        [
          "calculate": "isValid(datum.correlation) ? 'r = ' + datum.correlation : 'as stated'",
          "as": "correlation",
        ]
      ]
    case "subset" where dimension.levels.contains(MultiverseFigure.withoutOne):
      [
        [
          "calculate": .string(
            "indexof(datum.subset, 'without ') === 0 ? '\(MultiverseFigure.withoutOne)' "
              + ": datum.subset"),
          "as": "subset",
        ]
      ]
    default: []
    }
  }

  private func strip(_ dimension: Dimension) -> JSONValue {
    [
      "width": 600, "height": ["step": 14], "transform": .array(levelNames(of: dimension)),
      "mark": ["type": "tick", "color": "#222222"],
      "encoding": [
        "x": rank,
        "y": [
          "field": .string(dimension.column), "type": "nominal", "title": .string(dimension.title),
          "axis": ["titleAngle": 0, "titleAlign": "right"],
        ],
      ],
    ]
  }
}
