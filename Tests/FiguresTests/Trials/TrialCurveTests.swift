import Foundation
import Testing

@testable import Figures
@testable import Trials

@Suite("Funnels, multiverses and posteriors of trials")
struct TrialCurveTests {
  private func figure(_ name: String, _ sample: String) throws -> Figure {
    try #require(try TrialFigureSamples.figures(sample).first { $0.name == name })
  }

  // MARK: Funnel

  @Test("limits are the equal-effects mean and standard errors away from it")
  func funnelLimits() throws {
    let pooling = try TrialFigureSamples.pooling("pregnancy")
    let center = try #require(pooling.headline).equalEffects.estimates[0]
    let rows = try figure("funnel", "pregnancy").data.rows
    #expect(rows.filter { $0[0].text == "study" }.count == pooling.effects.effects.count)
    let limits = rows.filter { $0[0].text == "limit" }
    #expect(limits.count == 4)
    for row in limits {
      let (value, error) = (try #require(row[4].double), try #require(row[3].double))
      let sign = row[1].text?.hasSuffix("lower") == true ? -1.0 : 1
      #expect(abs(value - center - sign * 1.959963984540054 * error) < 1e-12)
      #expect(abs(try #require(row[2].double) - exp(value)) < 1e-12)
    }
    for row in rows where row[0].text == "contour" {
      let (value, error) = (try #require(row[4].double), try #require(row[3].double))
      let z = row[1].text?.contains("0.05") == true ? 1.959963984540054 : 2.5758293035489004
      #expect(abs(abs(value) - z * error) < 1e-12)
    }
  }

  @Test("tests of small-study effects are refused below ten studies, and given above")
  func funnelTest() throws {
    let few = try figure("funnel", "pregnancy")
    #expect(few.svg.contains("tests of small-study effects are refused below 10"))
    let many = try figure("funnel", "200 studies")
    let slope = try #require(try TrialFigureSamples.pooling("200 studies").funnel).slope
    #expect(many.svg.contains("slope \(DecimalText.brief(slope.estimate))"))
    #expect(!many.svg.contains("refused"))
  }

  // MARK: Multiverse

  @Test("settings ascend, and each has its rank, choices and limits")
  func multiverseRows() throws {
    let pooling = try TrialFigureSamples.pooling("200 studies")
    let stress = TrialFigureSamples.manySettings(pooling.effects)
    let figure = try #require(TrialFigures.multiverse(stress))
    let estimates = figure.data.rows.compactMap { $0[1].double }
    #expect(estimates == stress.settings.map { exp($0.estimate) }.sorted())
    #expect(figure.data.column("rank")?.compactMap(\.double) == (1...2000).map(Double.init))
    let headline = try #require(stress.settings.first { $0.isHeadline })
    let row = try #require(figure.data.rows.first { $0.last == "yes" })
    #expect(row[1].double == exp(headline.estimate))
    #expect(row[2].double == headline.limits.map { exp($0.lower) })
    #expect(row[4].text == headline.estimator && row[9].text == headline.subset)
    #expect(figure.data.rows.count { $0.last == "yes" } == 1)
    #expect(figure.data.column("conf_low")?.count { $0 == .null } == 20)
  }

  @Test("all of many settings are drawn")
  func multiverseMarks() throws {
    let pooling = try TrialFigureSamples.pooling("200 studies")
    let figure = try #require(
      TrialFigures.multiverse(TrialFigureSamples.manySettings(pooling.effects)))
    #expect(XMLChecker.elements(figure.svg)?["desc"] == 1)
    let intervals = figure.svg.matches(of: /<line [^>]*stroke="#56b4e9"/).count
    #expect(intervals == 1980)
    #expect(figure.svg.contains("2000 settings"))
    #expect(figure.svg.contains("without one study"))
    #expect(figure.svg.utf8.count < 2_000_000)
  }

  @Test("a choice that does not vary has no strip; the counts are those of the stress")
  func multiverseWords() throws {
    let plan = PoolingPlan(group: "idiopathic", minimalImportantDifference: -1)
    let stress = try TrialFigureSamples.shipped.get().stress(plan)
    let figure = try #require(TrialFigures.multiverse(stress))
    let dimensions = MultiverseFigure(figure).dimensions
    #expect(
      dimensions.map(\.column)
        == ["estimator", "interval", "correlation", "values", "subset"])
    for dimension in dimensions {
      #expect(Set(dimension.positions) == Set(dimension.levels.indices))
    }
    let svg = figure.svg
    #expect(svg.contains("\(stress.settings.count) settings"))
    #expect(svg.contains("In \(stress.excludingZero) of \(stress.settings.count) the interval"))
    #expect(svg.contains("In \(stress.reaching(-1)) the estimate reaches"))
  }

  // MARK: Posterior

  @Test("densities are those of the three posteriors")
  func posteriorRows() throws {
    let headline = try #require(try TrialFigureSamples.pooling("pregnancy").headline)
    let rows = try figure("posterior", "pregnancy").data.rows
    let posteriors = [
      "as stated": headline.bayesian, "half the scale": headline.bayesianHalfScale,
      "double the scale": headline.bayesianDoubleScale,
    ]
    #expect(Set(rows.compactMap { $0[1].text }) == Set(posteriors.keys))
    for row in rows {
      let posterior = try #require(posteriors[row[1].text ?? ""])
      let (x, density) = (try #require(row[2].double), try #require(row[3].double))
      let expected =
        switch row[0].text {
        case "mean effect": posterior.mean.density(log(x))
        case "a new study's effect": posterior.newStudy.density(log(x))
        default: posterior.tau.density(x)
        }
      #expect(abs(density - expected) <= 1e-9 * max(1, expected))
    }
  }

  @Test(
    "each curve holds nearly all of its distribution",
    arguments: ["pregnancy", "idiopathic", "200 studies", "subgroups"])
  func posteriorMass(sample: String) throws {
    let isRatio = try TrialFigureSamples.pooling(sample).effects.measure.isLogarithm
    let figure = try figure("posterior", sample)
    for quantity in TrialPosteriorFigure.quantities {
      for prior in TrialPosteriorFigure.priors {
        let curve = figure.data.rows.filter { $0[0].text == quantity && $0[1].text == prior }
        let isLogged = isRatio && quantity != TrialPosteriorFigure.quantities[2]
        let x = curve.compactMap { $0[2].double.map { isLogged ? log($0) : $0 } }
        let density = curve.compactMap { $0[3].double }
        let mass = density.reduce(0, +) * (x[x.count - 1] - x[0]) / Double(x.count - 1)
        #expect((0.95...1.01).contains(mass), "\(quantity), \(prior): \(mass)")
      }
    }
  }
}
