import Numerics
import Tables

@testable import MixedModels

/// Small random tables with several kinds of grouping.
struct RandomDesign {
  let name: String
  let formula: String

  static let all: [RandomDesign] = [
    .init(name: "one factor", formula: "y ~ x + (1 | a)"),
    .init(name: "slope", formula: "y ~ x + (x | a)"),
    .init(name: "uncorrelated slope", formula: "y ~ x + (x || a)"),
    .init(name: "three correlated", formula: "y ~ x + (x + w | a)"),
    .init(name: "two blocks", formula: "y ~ x + (1 + x | a) + (0 + w | a)"),
    .init(name: "nested", formula: "y ~ x + (1 | a/b)"),
    .init(name: "nested three deep", formula: "y ~ x + (1 | d) + (1 | a) + (1 | a:b)"),
    .init(name: "nested slopes", formula: "y ~ x + (x | a) + (x | a:b)"),
    .init(name: "crossed", formula: "y ~ x + (1 | a) + (1 | c)"),
    .init(name: "crossed slopes", formula: "y ~ x + (x | a) + (w | c)"),
    .init(name: "three crossed", formula: "y ~ x + (1 | a) + (1 | c) + (1 | e)"),
    .init(name: "three crossed slopes", formula: "y ~ x + (x | a) + (1 | c) + (x + w | e)"),
    .init(name: "nested and crossed", formula: "y ~ x + (1 | a/b) + (x | c)"),
    .init(
      name: "nested deep and crossed",
      formula: "y ~ x + (1 | d) + (x | a) + (1 | a:b) + (1 | c) + (w | e)"),
  ]

  /// A table of these columns with some structure in y.
  static func table(seed: UInt64, rows n: Int = 48) throws -> Table {
    var stream = RandomStream(seed: seed, task: 0)
    var text = "y,x,w,a,b,c,d,e,weight\n"
    for _ in 0..<n {
      let a = Int(stream.uniform() * 7)
      let b = Int(stream.uniform() * 3)
      let c = Int(stream.uniform() * 5)
      let e = Int(stream.uniform() * 4)
      let x = stream.normal()
      let w = stream.normal() + 1
      var y = 10 + x + stream.normal()
      y += 0.7 * Double(a) + 0.3 * Double(b) - 0.4 * Double(c) * x + 0.5 * Double(e) * w
      text += "\(y),\(x),\(w),a\(a),b\(b),c\(c),d\(a / 3),e\(e),\(0.5 + stream.uniform())\n"
    }
    return try Table.read(TableSource(name: "random.csv", text: text))
  }

  /// Parameters around 0.3 to 1.5, some negative off the diagonal.
  static func parameters(_ problem: LikelihoodProblem, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, task: 1)
    return problem.rows.terms.flatMap { term in
      term.free.map { $0.row == $0.column ? 0.3 + stream.uniform() : stream.uniform() - 0.5 }
    }
  }
}
