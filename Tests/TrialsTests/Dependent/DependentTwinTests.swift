import Glibc
import MixedModels
import Numerics
import Tables
import Testing

@testable import Trials

@Suite("Dependent effects against brute force")
struct DependentTwinTests {
  static let kinds: [(DependentPooling.Structure, Bool)] = [
    (.nested, true), (.unstructured, true), (.autoregressive, true), (.autoregressive, false),
  ]

  /// Everything of one structure: sets with whole times or not.
  static func sets(
    _ kind: (DependentPooling.Structure, Bool), count: Int
  ) -> [[DependentEffect]] {
    (0..<count).map {
      SimulatedDependence.set($0, structure: kind.0, wholeTimes: kind.1)
    }
  }

  @Test("No optimiser finds a higher likelihood of the whole matrix", arguments: [true, false])
  func maximum(isRestricted: Bool) throws {
    for kind in Self.kinds {
      var (largest, onLimit) = (0.0, 0)
      for effects in Self.sets(kind, count: 12) {
        let pooling = SimulatedDependence.pooling(kind.0, isRestricted: isRestricted)
        let design = try SimulatedDependence.design(effects)
        let pooled = try pooling.pool(effects, design: design)
        let twin = DenseDependence(effects, pooling, design)
        let found = -2 * pooled.fitStatistics(restricted: isRestricted).logLikelihood
        let parameters =
          pooled.components.map { $0.variance ?? 0 } + pooled.correlations.map { $0.value ?? 0 }
        let own = twin.deviance(parameters)
        largest = max(largest, abs(own - found))
        #expect(abs(own - found) < 1e-9 * max(1, abs(found)))
        #expect(found <= (try twin.lowest(mayBeNegative: kind.1)) + 1e-7)
        if pooled.components.contains(where: { $0.state == .zero })
          || pooled.correlations.contains(where: { $0.state == .atLimit })
        {
          onLimit += 1
        }
      }
      print("\(kind): \(onLimit) of 12 on a limit, deviances agree to \(largest)")
      // The sets do put the limits to the test.
      #expect((1...11).contains(onLimit))
    }
  }

  @Test("Gradient and Hessian by finite differences", arguments: [true, false])
  func derivatives(isRestricted: Bool) throws {
    for kind in Self.kinds {
      let effects = SimulatedDependence.set(3, structure: kind.0, wholeTimes: kind.1)
      let pooled = try SimulatedDependence.pooling(kind.0, isRestricted: isRestricted)
        .pool(effects, design: SimulatedDependence.design(effects))
      let likelihood = pooled.likelihood
      for theta in likelihood.structure.starts(variance: 0.7) {
        let exact = try likelihood.derivatives(at: theta)
        for r in theta.indices {
          func moved(_ step: Double) -> [Double] {
            var result = theta
            result[r] += step
            return result
          }
          let h = 1e-5
          let slope =
            (try likelihood.deviance(at: moved(h)) - likelihood.deviance(at: moved(-h))) / (2 * h)
          #expect(abs(slope - exact.gradient[r]) < 1e-6 * max(1, abs(slope)))
          let above = try likelihood.derivatives(at: moved(h)).gradient
          let below = try likelihood.derivatives(at: moved(-h)).gradient
          for s in theta.indices {
            let bend = (above[s] - below[s]) / (2 * h)
            #expect(abs(bend - exact.hessian[r, s]) < 1e-5 * max(1, abs(bend)))
          }
        }
      }
    }
  }

  @Test("A mixed model with sigma = 1: nested")
  func mixedModelNested() throws {
    for index in [1, 2, 5] {
      let effects = SimulatedDependence.set(index, structure: .nested)
      let pooled = try DependentPooling(effects: .nested, test: .normal)
        .pool(effects, design: SimulatedDependence.design(effects))
      let design = pooled.design
      let lines = effects.enumerated().map { row, effect in
        "\(effect.effect.estimate),\(1 / effect.effect.variance),\(design.row(row)[1]),"
          + "\(effect.study),\(effect.label)"
      }
      let table = try Table.read(
        TableSource(
          name: "twin", text: (["y,w,m,study,effect"] + lines).joined(separator: "\n") + "\n"))
      let model = try MixedModelSpecification(
        "y ~ m + (1 | study / effect)", weights: "w", residualStandardDeviation: 1
      ).fit(table)
      Self.compare(pooled, model.coefficients)
      let deviance = -2 * pooled.fitStatistics(restricted: true).logLikelihood
      let constant = try Self.basisConstant(design)
      #expect(abs(model.deviance - deviance - constant) < 1e-7 * max(1, abs(deviance)))
    }
  }

  @Test("A mixed model with sigma = 1 of whitened rows: outcomes")
  func mixedModelOutcomes() throws {
    for index in [1, 2, 5] {
      let effects = SimulatedDependence.set(index, structure: .unstructured)
      let pooled = try SimulatedDependence.pooling(.unstructured)
        .pool(effects, design: SimulatedDependence.design(effects))
      var lines: [String] = []
      for block in pooled.likelihood.blocks {
        let factor = try CholeskyFactor(block.sampling)
        let own = block.places.map { effects[$0].effect.estimate }
        let columns =
          [own] + (0..<2).map { column in block.places.map { pooled.design.row($0)[column] } }
          + (0..<2).map { label in block.labels.map { $0 == label ? 1.0 : 0 } }
        let whitened = columns.map { factor.solveLower($0) }
        for row in block.places.indices {
          lines.append(whitened.map { "\($0[row])" }.joined(separator: ",") + ",\(block.study)")
        }
      }
      let table = try Table.read(
        TableSource(
          name: "twin",
          text: (["y,one,m,first,second,study"] + lines).joined(separator: "\n") + "\n"))
      let model = try MixedModelSpecification(
        "y ~ 0 + one + m + (0 + first + second | study)", residualStandardDeviation: 1
      ).fit(table)
      Self.compare(pooled, model.coefficients)
    }
  }

  private static func compare(_ pooled: DependentPooledEffects, _ coefficients: [Double]) {
    for (place, coefficient) in pooled.coefficients.enumerated() {
      let error = coefficient.inference?.standardError ?? 0
      // The mixed model stops where its deviance stands still, a bit short of the maximum.
      #expect(abs(coefficient.estimate - coefficients[place]) < 1e-4 * error)
    }
  }

  /// log det X'X, which mixed models leave out of the restricted likelihood.
  private static func basisConstant(_ design: PoolingDesign) throws -> Double {
    let x = Matrix(rows: (0..<design.studies).map { design.row($0) })
    return try CholeskyFactor(x.crossProduct()).logDeterminant
  }
}
