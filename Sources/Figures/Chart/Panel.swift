/// A plotting area with its two axes.
struct Panel {
  let x: AxisScale
  let y: AxisScale

  private var left: Double { x.range.start }
  private var right: Double { x.range.end }
  private var top: Double { y.range.end }
  private var bottom: Double { y.range.start }

  /// Horizontal grid lines with their labels, and the title of the vertical axis.
  func drawVerticalAxis(on canvas: inout Canvas, title: String, grid: Bool = true) {
    for tick in y.ticks {
      let position = y(tick.value)
      if grid {
        canvas.line(from: (left, position), to: (right, position), color: "#e3e3e3")
      }
      canvas.label(tick.label, x: left - 8, y: position + 4.5, anchor: .end, color: "#444444")
    }
    let middle = (top + bottom) / 2
    canvas.label(title, x: 22, y: middle, anchor: .middle, size: 14, turned: true)
  }

  func drawHorizontalAxis(on canvas: inout Canvas, title: String) {
    canvas.line(from: (left, bottom), to: (right, bottom), color: "#444444")
    for tick in x.ticks {
      let position = x(tick.value)
      canvas.line(from: (position, bottom), to: (position, bottom + 5), color: "#444444")
      canvas.label(tick.label, x: position, y: bottom + 20, anchor: .middle, color: "#444444")
    }
    canvas.label(title, x: (left + right) / 2, y: bottom + 42, anchor: .middle, size: 14)
  }

  /// A vertical rule at a value of x with its label above the panel, on the given side, or raised
  /// on the other side where it would leave the panel.
  func drawRule(
    on canvas: inout Canvas, at value: Double, label: String, toTheLeft: Bool, dash: String?
  ) {
    let color = "#444444"
    let position = x(value)
    let width = Legend.width(label) + 4
    let fits = toTheLeft ? position - width >= left : position + width <= right
    canvas.line(
      from: (position, top - (fits ? 6 : 22)), to: (position, bottom), color: color, width: 1.5,
      dash: dash)
    let isLeft = toTheLeft == fits
    canvas.label(
      label, x: position + (isLeft ? -4 : 4), y: top - (fits ? 10 : 26),
      anchor: isLeft ? .end : .start, color: color)
  }

  /// The lines at no difference and at the smallest effect that matters.
  func drawRules(of wording: PersonalWording, on canvas: inout Canvas) {
    let importantIsLeft = wording.importantEffect < wording.noDifference
    drawRule(
      on: &canvas, at: wording.noDifference, label: "no difference", toTheLeft: !importantIsLeft,
      dash: nil)
    drawRule(
      on: &canvas, at: wording.importantEffect, label: wording.importantlyBetter,
      toTheLeft: importantIsLeft, dash: "4 3")
  }
}
