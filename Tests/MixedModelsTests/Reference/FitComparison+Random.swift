import Numerics
import Testing

@testable import MixedModels

extension FitComparison {
  /// Variances, SDs, covariances, correlations and theta of every random term.
  mutating func compareRandom(
    _ model: LinearMixedModel, _ reference: ReferenceCase
  ) throws {
    claim("random", "theta")
    var theta: [Double] = []
    var thetaUnits: [Double] = []
    for term in try reference.results.blocks("random") {
      let place = try model.place(of: term)
      let deviations = try term.numbers("sd")
      for (i, expected) in deviations.enumerated() {
        compareDeviation(
          "sd \(place.design.group) \(i)", place.covariance[i, i].squareRoot(), expected,
          model.sigma)
      }
      compareMatrices(
        model, place.covariance, try term.matrix("cov"), try term.matrix("corr"), deviations)
      theta += place.theta
      thetaUnits += place.theta.map { max(abs($0), 1) }
    }
    let expected = try reference.block("theta").numbers("estimate")
    compare("theta", theta, expected, .mixed, units: thetaUnits)
  }

  /// A zero SD is compared in units of sigma.
  private mutating func compareDeviation(
    _ field: String, _ value: Double, _ expected: Double, _ sigma: Double
  ) {
    if expected > 1e-4 * sigma {
      compare(field, value, expected, .mixed)
    } else {
      compare(field, value, 0, Tolerance(must: 1e-4, good: 1e-8), unit: sigma)
    }
  }

  /// Covariances in units of the SDs; correlations where no SD is zero.
  private mutating func compareMatrices(
    _ model: LinearMixedModel, _ found: Matrix, _ covariance: [[Double]],
    _ correlation: [[Double]], _ deviations: [Double]
  ) {
    for (i, row) in covariance.enumerated() {
      for (j, value) in row.enumerated() {
        let sizes = [deviations[i], deviations[j]].map { max($0, model.sigma * 1e-2) }
        compare("cov[\(i),\(j)]", found[i, j], value, .mixed, unit: sizes[0] * sizes[1])
        guard deviations[i] > 1e-4 * model.sigma, deviations[j] > 1e-4 * model.sigma
        else { continue }
        let own = found[i, j] / (found[i, i] * found[j, j]).squareRoot()
        compare("corr[\(i),\(j)]", own, correlation[i][j], .correlation, unit: 1)
      }
    }
  }
}

/// lme4 numbers the terms of a factor that has several: `Subject.1`.
func plainGroup(_ name: String) -> String {
  guard let dot = name.lastIndex(of: "."), Int(name[dot...].dropFirst()) != nil else { return name }
  return String(name[..<dot])
}

extension LinearMixedModel {
  /// One of lme4's random terms in a fit: the block of the grouping factor's columns.
  struct TermPlace {
    let design: RandomEffectsDesign
    /// sigma^2 Lambda Lambda' of the block.
    let covariance: Matrix
    /// The elements of Lambda of the block, by columns.
    let theta: [Double]
  }

  func place(of term: ReferenceBlock) throws -> TermPlace {
    let group = plainGroup(try term.texts("group")[0])
    let names = try term.texts("terms")
    for (index, design) in frame.random.enumerated() where design.group == group {
      for block in design.blocks where block.map({ plainName(design.names[$0]) }) == names {
        let elements = design.freeElements.indices.filter {
          block.contains(design.freeElements[$0].column)
        }
        let factor = sigma * design.relativeFactor(parameters.theta[index])
        let covariance = factor.outerProduct()
        var part = Matrix(rows: block.count, columns: block.count)
        for i in 0..<block.count {
          for j in 0..<block.count {
            part[i, j] = covariance[block.lowerBound + i, block.lowerBound + j]
          }
        }
        return TermPlace(
          design: design, covariance: part, theta: elements.map { parameters.theta[index][$0] })
      }
    }
    throw MissingTerm(group: group, names: names)
  }

  struct MissingTerm: Error {
    let group: String
    let names: [String]
  }

  /// The SD of the random effects of a column.
  func randomDeviation(_ group: String, _ column: Int) -> Double {
    for (design, theta) in zip(frame.random, parameters.theta) where design.group == group {
      let factor = sigma * design.relativeFactor(theta)
      return factor.outerProduct()[column, column].squareRoot()
    }
    return 0
  }
}
