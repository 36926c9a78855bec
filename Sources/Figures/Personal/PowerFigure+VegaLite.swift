import NOf1

extension PowerFigure {
  /// Lines, intervals and markers over the line of the wanted chance; a panel for every person.
  var vegaLite: JSONValue {
    let size = [JSONValue.Member("width", 620), .init("height", 230)]
    let layers: JSONValue = [targetLayer, lineLayer, intervalLayer, pointLayer]
    guard persons.count > 1 else {
      return figure.specification(title: title, size + [.init("layer", layers)])
    }
    return figure.specification(
      title: title,
      [
        .init("facet", ["row": ["field": "person", "type": "nominal", "title": nil, "sort": nil]]),
        .init("spec", .object(size + [.init("layer", layers)])),
      ])
  }

  private var x: JSONValue {
    [
      "field": "nights", "type": "quantitative", "title": .string(PowerFigure.horizontalTitle),
      "scale": ["zero": true],
    ]
  }

  private func y(_ field: String) -> JSONValue {
    [
      "field": .string(field), "type": "quantitative", "title": .string(PowerFigure.verticalTitle),
      "scale": ["domain": [0, 1]],
    ]
  }

  /// The true effects in their order, each with what `value` gives its style.
  private func byEffect(_ value: (Style) -> String) -> JSONValue {
    [
      "field": "effect", "type": "nominal", "title": "true effect",
      "scale": [
        "domain": .array(effects.map(JSONValue.number)),
        "range": .array(effects.indices.map { .string(value(Style($0))) }),
      ],
    ]
  }

  private var targetLayer: JSONValue {
    [
      "mark": ["type": "rule", "color": "#444444", "strokeDash": [4, 3]],
      "encoding": ["y": ["datum": .number(target)]],
    ]
  }

  private var lineLayer: JSONValue {
    let dashes = periods.indices.map { index -> JSONValue in
      let pattern = Style(index).dash?.split(separator: " ").compactMap { Int($0) }
      return .array((pattern ?? [1, 0]).map(JSONValue.integer))
    }
    return [
      "mark": ["type": "line", "strokeWidth": 2],
      "encoding": [
        "x": x, "y": y("p_firm"), "color": byEffect(\.color),
        "strokeDash": [
          "field": "period_nights", "type": "nominal", "title": "nights of a period",
          "scale": [
            "domain": .array(periods.map(JSONValue.integer)), "range": .array(dashes),
          ],
        ],
      ],
    ]
  }

  private var intervalLayer: JSONValue {
    [
      "mark": ["type": "rule", "strokeWidth": 1.2],
      "encoding": [
        "x": x, "y": y("p_firm_low"), "y2": ["field": "p_firm_high"], "color": byEffect(\.color),
      ],
    ]
  }

  private var pointLayer: JSONValue {
    [
      "mark": ["type": "point", "filled": true, "size": 80, "opacity": 1],
      "encoding": [
        "x": x, "y": y("p_firm"), "color": byEffect(\.color), "shape": byEffect(\.marker.rawValue),
      ],
    ]
  }
}
