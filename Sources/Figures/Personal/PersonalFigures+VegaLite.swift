extension PersonalWording {
  /// The same two lines as a layer of a Vega-Lite specification, with their own data.
  var ruleLayer: JSONValue {
    let isNoDifference = "datum.line === 'no difference'"
    let sides = importantEffect < noDifference ? ("left", "right") : ("right", "left")
    let distance = importantEffect < noDifference ? 4 : -4
    let x: JSONValue = ["field": "effect", "type": "quantitative"]
    return [
      "data": [
        "values": [
          ["effect": .number(noDifference), "line": "no difference"],
          ["effect": .number(importantEffect), "line": .string(importantlyBetter)],
        ]
      ],
      "layer": [
        [
          "mark": ["type": "rule", "color": "#444444"],
          "encoding": [
            "x": x,
            "strokeDash": [
              "condition": ["test": .string(isNoDifference), "value": [1, 0]], "value": [4, 3],
            ],
          ],
        ],
        [
          "mark": [
            "type": "text", "color": "#444444", "baseline": "bottom", "dy": -4,
            "align": ["expr": .string("\(isNoDifference) ? '\(sides.0)' : '\(sides.1)'")],
            "dx": ["expr": .string("\(isNoDifference) ? \(distance) : \(-distance)")],
          ],
          "encoding": ["x": x, "y": ["value": 0], "text": ["field": "line", "type": "nominal"]],
        ],
      ],
    ]
  }
}

extension PersonalFigures {
  /// A specification of layers, one row of panels per arm where there are several.
  static func byArm(
    _ figure: Figure, title: String, arms: [String], height: JSONValue, layers: JSONValue
  ) -> JSONValue {
    let size = [JSONValue.Member("width", 620), .init("height", height)]
    guard arms.count > 1 else {
      return figure.specification(title: title, size + [.init("layer", layers)])
    }
    return figure.specification(
      title: title,
      [
        .init("facet", ["row": ["field": "arm", "type": "nominal", "title": nil]]),
        .init("spec", .object(size + [.init("layer", layers)])),
      ])
  }
}
