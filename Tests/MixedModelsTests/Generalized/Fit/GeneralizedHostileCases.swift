import MixedModels

/// The tables of `GeneralizedHostileTests`.
enum GeneralizedHostileCases {
  typealias Case = GeneralizedHostileTests.Case

  static let all: [Case] = separation + counts + groups + columns + binary + further

  private static let engines = [
    "y ~ x", "y ~ x + (1 | g)", "y ~ x + (x | g)", "y ~ x + (1 | g) + (1 | c)",
  ]

  private static let separation: [Case] = [
    Case(
      name: "complete separation", formula: "e ~ x", families: [.binomial], expected: ["M220"],
      columns: [("e", { Double(($0 * 7) % 11) / 5 - 1 > 0 ? "1" : "0" })]),
    Case(
      name: "complete separation, mixed", formula: "e ~ x + (1 | g)", families: [.binomial],
      expected: ["M220"], columns: [("e", { Double(($0 * 7) % 11) / 5 - 1 > 0 ? "1" : "0" })]),
    Case(
      name: "complete separation, probit", formula: "e ~ x + (1 | g)", families: [.binomial],
      link: .probit, expected: ["M220"], columns: [("e", { ($0 * 7) % 11 > 5 ? "1" : "0" })]),
    Case(
      name: "quasi-complete separation", formula: "e ~ u + (1 | g)", families: [.binomial],
      expected: ["M220"], columns: [("e", { $0 % 2 == 0 ? "0" : "\($0 / 2 % 2)" })]),
    Case(
      name: "no count in one level", formula: "y ~ u + (1 | g)", expected: ["M220"],
      columns: [("y", { $0 % 2 == 0 ? "0" : "\(1 + $0 % 4)" })]),
    Case(
      name: "one event in all", formula: "e ~ x + (1 | g)", families: [.binomial],
      columns: [("e", { $0 == 17 ? "1" : "0" })]),
    Case(
      name: "one event in all, intercept", formula: "e ~ 1 + (1 | g)", families: [.binomial],
      columns: [("e", { $0 == 17 ? "1" : "0" })]),
    Case(
      name: "one count in all", formula: "y ~ x + (1 | g)",
      columns: [("y", { $0 == 17 ? "1" : "0" })]),
    Case(
      name: "separated by the group as a fixed effect", formula: "e ~ g", families: [.binomial],
      expected: ["M220"], columns: [("e", { $0 / 5 < 2 ? "1" : "\($0 % 2)" })]),
    Case(
      name: "nearly separated", formula: "e ~ x + (1 | g)", families: [.binomial],
      columns: [("e", { Double(($0 * 7) % 11) / 5 - 1 > 0 && $0 != 3 ? "1" : "0" })]),
  ]

  private static let counts: [Case] = [
    Case(name: "all zero counts", expected: ["M"], columns: [("y", { _ in "0" })]),
    Case(name: "all counts equal", columns: [("y", { _ in "3" })]),
    Case(
      name: "all events", formula: "cbind(s, n - s) ~ x + (1 | g)", families: [.binomial],
      expected: ["M"], columns: [("s", { "\(3 + $0 % 3)" })]),
    Case(
      name: "no events", formula: "cbind(s, n - s) ~ x + (1 | g)", families: [.binomial],
      expected: ["M"], columns: [("s", { _ in "0" })]),
    Case(name: "counts of 1e7", columns: [("y", { "\(10_000_000 + ($0 * 7919) % 30011)" })]),
    Case(
      name: "counts of 1e9 and 0", columns: [("y", { $0 % 3 == 0 ? "0" : "\(1_000_000_000 + $0)" })]
    ),
    Case(
      name: "counts of 1e9 and 0, two factors", formula: "y ~ x + (1 | g) + (1 | c)",
      columns: [("y", { $0 % 3 == 0 ? "0" : "\(1_000_000_000 + $0)" })]),
    Case(
      name: "one count of 1e6", columns: [("y", { $0 == 8 ? "1000000" : "\($0 % 3)" })]),
    Case(
      name: "underdispersed", formula: "y ~ x", families: [.negativeBinomial1, .negativeBinomial2],
      expected: ["fit noOverdispersion"], columns: [("y", { "\(4 + $0 % 2)" })]),
    Case(
      name: "underdispersed, mixed",
      families: [.negativeBinomial1, .negativeBinomial2], columns: [("y", { "\(4 + $0 % 2)" })]),
    Case(
      name: "underdispersed, two factors", formula: "y ~ x + (1 | g) + (1 | c)",
      families: [.negativeBinomial1, .negativeBinomial2], columns: [("y", { "\(4 + $0 % 2)" })]),
    Case(
      name: "no excess of zeros", expected: [], columns: [("y", { "\($0 == 7 ? 0 : 1 + $0 % 4)" })],
      zeroInflation: "~ 1"),
    Case(
      name: "no excess of zeros, plain", formula: "y ~ x", families: [.poisson],
      expected: ["fit noZeroInflation"], columns: [("y", { "\($0 == 7 ? 0 : 1 + $0 % 4)" })],
      zeroInflation: "~ 1"),
    Case(
      name: "zeros by a covariate without any", formula: "y ~ x",
      columns: [("y", { "\($0 == 7 ? 0 : 1 + $0 % 4)" })], zeroInflation: "~ x"),
    Case(
      name: "zeros separated by a covariate", formula: "y ~ x",
      columns: [("y", { $0 % 2 == 0 ? "0" : "\(5 + $0 % 4)" })], zeroInflation: "~ u"),
    Case(
      name: "more zeros than anything", formula: "y ~ x + (1 | g)",
      columns: [("y", { $0 % 6 == 0 ? "\(3 + $0 % 4)" : "0" })], zeroInflation: "~ 1"),
    Case(
      name: "offsets of -50", formula: "y ~ x + offset(o) + (1 | g)",
      columns: [("o", { _ in "-50" })]),
    Case(
      name: "offsets of 50", formula: "y ~ x + offset(o) + (1 | g)", columns: [("o", { _ in "50" })]
    ),
    Case(
      name: "offsets from -30 to 30", formula: "y ~ x + offset(o) + (1 | g)",
      columns: [("o", { "\(3 * ($0 % 21) - 30)" })]),
    Case(
      name: "offsets of 50 and -50", formula: "y ~ x + offset(o) + (1 | g)",
      columns: [("o", { $0 % 2 == 0 ? "50" : "-50" })]),
    Case(
      name: "offsets of 50, binomial", formula: "e ~ x + offset(o) + (1 | g)",
      families: [.binomial], columns: [("o", { _ in "50" })]),
  ]

  private static let groups: [Case] = [
    Case(
      name: "groups without events", formula: "e ~ x + (1 | g)", families: [.binomial],
      columns: [("e", { $0 / 5 < 4 ? "0" : "\($0 % 2)" })]),
    Case(
      name: "one event per group", formula: "e ~ x + (1 | g)", families: [.binomial],
      columns: [("e", { $0 % 5 == 2 ? "1" : "0" })]),
    Case(
      name: "groups of events and of none", formula: "e ~ x + (1 | g)", families: [.binomial],
      columns: [("e", { "\($0 / 5 % 2)" })]),
    Case(
      name: "groups of events and of none, crossed", formula: "e ~ x + (1 | g) + (1 | c)",
      families: [.binomial], columns: [("e", { "\($0 / 5 % 2)" })]),
    Case(
      name: "groups of events and of none, quadrature", formula: "e ~ x + (1 | g)",
      families: [.binomial], columns: [("e", { "\($0 / 5 % 2)" })],
      integration: .gaussHermite(nodes: 9)),
    Case(
      name: "groups of events and of none, fast", formula: "e ~ x + (1 | g)",
      families: [.binomial], columns: [("e", { "\($0 / 5 % 2)" })], integration: .fast),
    Case(
      name: "groups of large counts and of none",
      columns: [("y", { $0 / 5 % 2 == 0 ? "0" : "\(50 + $0)" })]),
    Case(name: "one row per group", formula: "y ~ x + (1 | i)"),
    Case(
      name: "one row per group, Bernoulli", formula: "e ~ x + (1 | i)", families: [.binomial]),
    Case(
      name: "one row per group, Bernoulli, cloglog", formula: "e ~ x + (1 | i)",
      families: [.binomial], link: .complementaryLogLog),
    Case(
      name: "one row per group, trials", formula: "cbind(s, n - s) ~ x + (1 | i)",
      families: [.binomial]),
    Case(name: "one row per group beside groups", formula: "y ~ x + (1 | g) + (1 | i)"),
    Case(
      name: "one row per group, slopes", formula: "y ~ x + (x | i)", expected: []),
    Case(name: "one group", formula: "y ~ x + (1 | one)"),
    Case(name: "two groups", formula: "y ~ x + (1 | h)"),
    Case(name: "two groups, slopes", formula: "y ~ x + (x | h)"),
    Case(name: "two rows", formula: "y ~ 1", rows: 2, columns: [("y", { "\(1 + 3 * $0)" })]),
    Case(
      name: "two rows, a slope", formula: "y ~ x", rows: 2, columns: [("y", { "\(1 + 3 * $0)" })]),
    Case(
      name: "two rows, an effect", formula: "y ~ 1 + (1 | i)", rows: 2,
      columns: [("y", { "\(1 + 3 * $0)" })]),
    Case(name: "one row", formula: "y ~ 1", expected: ["fit"], rows: 1),
    Case(name: "a group that equals the fixed effect", formula: "y ~ u + (1 | u)"),
    Case(name: "two equal factors", formula: "y ~ x + (1 | g) + (1 | h:g)"),
  ]

  private static let columns: [Case] =
    engines.map {
      Case(
        name: "covariate of 1e8: \($0)", formula: $0,
        columns: [("x", { "\(Double(($0 * 7) % 11) * 1e8)" })])
    }
    + engines.map {
      Case(
        name: "covariate of 1e-8: \($0)", formula: $0,
        columns: [("x", { "\(Double(($0 * 7) % 11) * 1e-8)" })])
    } + [
      Case(
        name: "constant covariate", formula: "y ~ x + (1 | g)", expected: ["fit"],
        columns: [("x", { _ in "3" })]),
      Case(
        name: "covariate of 1e200", expected: ["M210"],
        columns: [("x", { "\(1 + $0 % 3)e200" })]),
      Case(name: "covariate far from zero", columns: [("x", { "\(1_000_000 + ($0 * 7) % 11)" })]),
      Case(
        name: "weights of one half", columns: [("w", { _ in "0.5" })], weights: "w"),
      Case(
        name: "weights from 1e-6 to 1e6", columns: [("w", { "1e\(($0 * 5) % 13 - 6)" })],
        weights: "w"),
      Case(
        name: "weights of 1e-8", columns: [("w", { _ in "1e-8" })], weights: "w"),
      Case(
        name: "an outlier in x", columns: [("x", { $0 == 4 ? "1000" : "\($0 % 5)" })]),
    ]

  private static let links: [LinkFunction] = [.logit, .probit, .complementaryLogLog]

  private static let binary: [Case] = links.flatMap { link in
    [
      Case(
        name: "yes or no, \(link.rawValue)", formula: "e ~ x + (1 | g)", families: [.binomial],
        link: link),
      Case(
        name: "yes or no, slopes, \(link.rawValue)", formula: "e ~ x + (x | g)",
        families: [.binomial],
        link: link),
      Case(
        name: "yes or no, two factors, \(link.rawValue)", formula: "e ~ x + (1 | g) + (1 | c)",
        families: [.binomial], link: link),
      Case(
        name: "trials, \(link.rawValue)", formula: "cbind(s, n - s) ~ x + (1 | g)",
        families: [.binomial],
        link: link),
    ]
  }

  private static let further: [Case] = [
    Case(name: "identity link", formula: "y ~ x + (1 | g)", link: .identity),
    Case(name: "identity link, zeros", formula: "y ~ x", link: .identity),
    Case(name: "inverse link", formula: "y ~ x + (1 | g)", link: .inverse),
    Case(name: "square root", formula: "y ~ x + (1 | g)", link: .squareRoot),
    Case(name: "square root, plain", formula: "y ~ x", link: .squareRoot),
    Case(
      name: "log link of events", formula: "e ~ x + (1 | g)", families: [.binomial], link: .log),
    Case(
      name: "identity link of events", formula: "e ~ x", families: [.binomial], link: .identity),
    Case(
      name: "log link, all events", formula: "e ~ u", families: [.binomial], link: .log,
      columns: [("e", { $0 % 2 == 0 ? "1" : "\($0 / 2 % 2)" })]),
    Case(name: "a latent series", formula: "y ~ x", correlation: "ar1(t | g)"),
    Case(
      name: "a latent series that is constant", formula: "y ~ x",
      columns: [("y", { "\([1, 20, 4, 9, 2, 30, 12, 6][$0 / 5])" })], correlation: "ar1(t | g)"),
    Case(
      name: "a latent series that alternates", formula: "y ~ x",
      columns: [("y", { ($0 % 5 + $0 / 5) % 2 == 0 ? "1" : "30" })], correlation: "ar1(t | g)"),
    Case(
      name: "a latent series that is absent", formula: "y ~ x",
      columns: [("y", { "\(4 + $0 % 2)" })], correlation: "ar1(t | g)"),
    Case(
      name: "a latent series of yes and no", formula: "e ~ x", families: [.binomial],
      correlation: "ar1(t | g)"),
    Case(
      name: "a latent series of yes and no in runs", formula: "e ~ x", families: [.binomial],
      columns: [("e", { "\($0 / 5 % 2)" })], correlation: "ar1(t | g)"),
    Case(
      name: "a latent series beside its level", formula: "y ~ x + (1 | g)",
      correlation: "ar1(t | g)"),
    Case(
      name: "a latent series of all rows", formula: "y ~ x", columns: [("t", { "\($0)" })],
      correlation: "ar1(t | one)"),
  ]
}
