/// Draws the lines at no difference and at the smallest effect that matters.
func drawRules(of wording: PersonalWording, panel: Panel, on canvas: inout Canvas) {
  let importantIsLeft = wording.importantEffect < wording.noDifference
  panel.drawRule(
    on: &canvas, at: wording.noDifference, label: "no difference",
    anchor: importantIsLeft ? .start : .end, dash: nil, color: "#444444")
  panel.drawRule(
    on: &canvas, at: wording.importantEffect, label: wording.importantlyBetter,
    anchor: importantIsLeft ? .end : .start, dash: "4 3", color: "#444444")
}

extension PersonalWording {
  /// The same two lines as a layer of a Vega-Lite specification, with their own data.
  var ruleLayer: JSONValue {
    [
      "data": [
        "values": [
          ["effect": .number(noDifference), "line": "no difference"],
          ["effect": .number(importantEffect), "line": .string(importantlyBetter)],
        ]
      ],
      "mark": ["type": "rule", "color": "#444444"],
      "encoding": [
        "x": ["field": "effect", "type": "quantitative"],
        "strokeDash": [
          "field": "line", "type": "nominal", "title": "line",
          "scale": [
            "domain": ["no difference", .string(importantlyBetter)], "range": [[1, 0], [4, 3]],
          ],
        ],
      ],
    ]
  }
}

extension PersonalFigures {
  /// A specification of layers, one row of panels per arm where there are several.
  static func byArm(
    _ data: RowTable, title: String, arms: [String], height: JSONValue, layers: JSONValue
  ) -> JSONValue {
    let size = [JSONValue.Member("width", 620), .init("height", height)]
    let independent = JSONValue.Member(
      "resolve", ["scale": ["strokeDash": "independent", "color": "independent"]])
    guard arms.count > 1 else {
      return Figure.specification(
        of: data, title: title, size + [.init("layer", layers), independent])
    }
    return Figure.specification(
      of: data, title: title,
      [
        .init("facet", ["row": ["field": "arm", "type": "nominal", "title": nil]]),
        .init("spec", .object(size + [.init("layer", layers), independent])),
      ])
  }
}
