import Foundation
import MixedModels
import TestSupport
import Testing

struct ScanTests {
  @Test func scan() throws {
    let folder = Reference.folder.appendingPathComponent("expected").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for file in files where file.hasPrefix("glm") {
      let name = String(file.dropLast(5))
      do {
        let c = try ReferenceCase(name)
        let spec = try c.generalizedSpecification()
        let frame = try ModelFrame(spec, try ReferenceCase.table(c.dataset))
        let m = try GeneralizedMixedModel(spec, frame: frame)
        let expected = (try? c.results.number("log_lik")) ?? .nan
        print("SCAN", name, m.logLikelihood - expected, m.convergence.evaluations, m.convergence.gradientEvaluations, m.convergence.method, m.convergence.decrement, m.dispersion ?? 0, m.boundaries)
      } catch { print("SCAN", name, "ERROR", error) }
    }
  }
}
