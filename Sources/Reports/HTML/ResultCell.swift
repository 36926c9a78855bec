import Figures

/// A value of a result and where "All numbers" shows it in full.
struct ResultCell: Sendable, Equatable {
  let value: JSONValue
  let identifier: String
  /// "effects, row 1, estimate".
  let place: String

  /// The value with every digit.
  var full: String {
    switch value {
    case .null: "–"
    case .string(let text): text
    case .bool(let answer): answer ? "yes" : "no"
    default: value.rendered(.compact)
    }
  }

  /// The value as text, or as a rounded number that leads to its full value.
  func markup(_ style: NumberStyle) -> Markup {
    guard let number = value.double else { return Markup(full) }
    return link(style.text(number), title: "\(full): \(place)")
  }

  /// A text whose numbers lead to where the whole text stands. A number and its "%" stay on one
  /// line.
  func sentence(_ text: String) -> Markup {
    var parts: [Markup] = []
    var followsNumber = false
    for part in NumberText.parts(of: text) {
      if part.isNumber {
        parts.append(link(part.text, title: place))
      } else if followsNumber, part.text.hasPrefix(" %") {
        parts.append(Markup("\u{A0}" + part.text.dropFirst()))
      } else {
        parts.append(Markup(part.text))
      }
      followsNumber = part.isNumber
    }
    return .joined(parts)
  }

  private func link(_ text: String, title: String) -> Markup {
    Markup(
      html: """
        <a class="number" href="#\(identifier)" title="\(Markup(title).html)">\
        \(Markup(text).html)</a>
        """)
  }
}

/// How a number is rounded where people read it first.
enum NumberStyle: Sendable, Equatable {
  case significant(Int)
  case decimals(Int)
  /// Two decimals; never shown as exactly 0 or 1 where it is not.
  case probability
  /// As `probability`, small ones with more decimals.
  case pValue

  func text(_ number: Double) -> String {
    switch self {
    case .significant(let digits):
      number == number.rounded() && number.magnitude < 1e15
        ? DecimalText.fixed(number, decimals: 0)
        : DecimalText.significant(number, digits: digits)
    case .decimals(let places): DecimalText.fixed(number, decimals: places)
    case .probability:
      number > 0.99 && number < 1
        ? ">0.99"
        : number > 0 && number < 0.01 ? "<0.01" : DecimalText.fixed(number, decimals: 2)
    case .pValue:
      number < 0.001 ? "<0.001" : DecimalText.significant(number, digits: number < 0.01 ? 1 : 2)
    }
  }
}
