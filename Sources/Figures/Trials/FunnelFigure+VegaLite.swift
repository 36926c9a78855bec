extension FunnelFigure {
  /// The lines of the cones, and the studies over them.
  var vegaLite: JSONValue {
    let x: JSONValue = [
      "field": "estimate", "type": "quantitative", "title": .string(axisName),
      "scale": axis.vegaLite,
    ]
    let y: JSONValue = [
      "field": "std_error", "type": "quantitative", "title": "standard error",
      "scale": ["reverse": true, "zero": true, "nice": false],
    ]
    let lines: JSONValue = [
      "transform": [["filter": "datum.kind !== 'study'"]],
      "mark": ["type": "line", "clip": true],
      "encoding": [
        "x": x, "y": y, "detail": ["field": "label"], "order": ["field": "std_error"],
        "color": [
          "field": "kind", "type": "nominal",
          "scale": [
            "domain": ["center", "limit", "contour"],
            "range": [.string(Style(1).color), .string(Style(1).color), "#888888"],
          ],
        ],
        "strokeDash": [
          "field": "kind", "type": "nominal",
          "scale": [
            "domain": ["center", "limit", "contour"], "range": [[1, 0], [7, 4], [2, 3]],
          ],
        ],
      ],
    ]
    let points: JSONValue = [
      "transform": [["filter": "datum.kind === 'study'"]],
      "mark": [
        "type": "point", "filled": true, "size": 70, "opacity": 1,
        "color": .string(Style(0).color),
      ],
      "encoding": [
        "x": x, "y": y,
        "tooltip": [["field": "label"], ["field": "estimate"], ["field": "std_error"]],
      ],
    ]
    return figure.specification(
      title: title,
      [.init("width", 620), .init("height", 320), .init("layer", [lines, points])])
  }
}
