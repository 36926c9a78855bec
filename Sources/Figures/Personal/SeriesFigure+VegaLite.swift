import NOf1
import Tables

extension SeriesFigure {
  /// Shaded periods, the interval, the fitted line and the nights, in that order.
  var vegaLite: JSONValue {
    figure.specification(
      title: title,
      [
        .init("width", 700), .init("height", 280),
        .init("layer", [periodLayer, intervalLayer, fittedLayer, nightLayer]),
      ])
  }

  private var hasDates: Bool { panel.x.kind == .date }
  private var day: JSONValue { hasDates ? "date" : "day" }
  private var dayType: JSONValue { hasDates ? "temporal" : "quantitative" }

  private var x: JSONValue {
    [
      "field": day, "type": dayType, "title": day, "scale": ["nice": false, "zero": false],
    ]
  }

  private func y(_ field: String) -> JSONValue {
    [
      "field": .string(field), "type": "quantitative", "title": .string(outcome.column),
      "scale": ["zero": .bool(outcome.kind != .score)],
    ]
  }

  /// The arms in the order of the study, each with what `value` gives its style.
  private func byArm(_ value: (Style) -> String) -> JSONValue {
    [
      "field": "arm", "type": "nominal",
      "scale": [
        "domain": .array(arms.map { .string(CSVWriter.guardingFormulas(in: $0)) }),
        "range": .array(arms.indices.map { .string(value(Style($0))) }),
      ],
    ]
  }

  private var periodLayer: JSONValue {
    let halfNight = hasDates ? "43200000" : "0.5"
    let ends: JSONValue = [
      ["op": "min", "field": day, "as": "first"], ["op": "max", "field": day, "as": "last"],
    ]
    return [
      "transform": [
        ["aggregate": ends, "groupby": ["period", "arm"]],
        ["calculate": .string("datum.first - \(halfNight)"), "as": "start"],
        ["calculate": .string("+datum.last + \(halfNight)"), "as": "end"],
      ],
      "mark": ["type": "rect", "opacity": 0.12],
      "encoding": [
        "x": ["field": "start", "type": dayType, "title": day], "x2": ["field": "end"],
        "color": byArm(\.color),
      ],
    ]
  }

  /// The stroke is what a period of one night shows of its interval: an area needs two nights.
  private var intervalLayer: JSONValue {
    [
      "mark": [
        "type": "area", "opacity": 0.18, "color": "#222222", "stroke": "#222222", "strokeWidth": 2,
      ],
      "encoding": [
        "x": x, "y": y("fitted_low"), "y2": ["field": "fitted_high"],
        "detail": ["field": "period"],
      ],
    ]
  }

  private var fittedLayer: JSONValue {
    [
      "mark": ["type": "line", "color": "#222222", "point": ["size": 6, "color": "#222222"]],
      "encoding": ["x": x, "y": y("fitted"), "detail": ["field": "period"]],
    ]
  }

  private var nightLayer: JSONValue {
    [
      "transform": [["filter": "isValid(datum.outcome)"]],
      "mark": ["type": "point", "filled": true, "size": 50, "opacity": 1],
      "encoding": [
        "x": x, "y": y("outcome"), "color": byArm(\.color), "shape": byArm(\.marker.rawValue),
      ],
    ]
  }
}
