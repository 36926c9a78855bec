import NOf1
import Testing

@testable import Figures
@testable import Reports

@Suite("Drawings in a page")
struct DrawingTextTests {
  @Test("every drawing of an analysis is harmless and has a title")
  func own() {
    for extras in [false, true] {
      for figure in PersonalFigures.all(TestAnalysis.make(extras: extras)) {
        let svg = figure.svg(identifiers: "r1-")
        #expect(DrawingText.isHarmless(svg))
        #expect(DrawingText.title(of: svg)?.html.isEmpty == false)
      }
    }
  }

  @Test(
    "what runs, loads or styles is refused",
    arguments: [
      "<svg><script>alert(1)</script></svg>", "<svg onload=\"alert(1)\"></svg>",
      "<svg><a href=\"javascript:alert(1)\"></a></svg>",
      "<svg><foreignObject></foreignObject></svg>",
      "<svg><use href=\"https://example.org/x.svg#a\"/></svg>",
      "<svg><rect fill=\"url(https://example.org/x)\"/></svg>",
      "<svg><rect style=\"background:red\"/></svg>", "<svg><style>p{}</style></svg>",
      "<svg><image href=\"x.png\"/></svg>", "<svg></svg><p>after</p>", "<svg></svg></div>",
      "<svg><rect x='1'/></svg>", "<svg><rect x=\"1\" ONLOAD=\"a\"/></svg>", "<svg><!-- --></svg>",
      "<svg", "", "text", "<svg><rect x=\"1></svg>", "<svg><title></svg>",
      "<svg\"\u{301} onload=\"a\"></svg>", "<p><svg></svg></p>",
    ])
  func refused(svg: String) {
    #expect(!DrawingText.isHarmless(svg))
  }

  @Test("references within the drawing are kept")
  func references() {
    let svg = """
      <svg viewBox="0 0 1 1"><defs><clipPath id="r1-a"><rect x="1"/></clipPath></defs>
      <g clip-path="url(#r1-a)"><text x="1">a &lt; b > c</text></g></svg>
      """
    #expect(DrawingText.isHarmless(svg))
  }
}
