import MixedModels
import Numerics

/// A model fitted to logs that it, or another one, has drawn.
struct RecoveryCase: Sendable {
  let truth: DiaryModel
  let fitted: DiaryModel

  private static let truths: [DiaryModel] = [false, true].flatMap { hasSlopes in
    [
      DiaryModel(hasSlopes: hasSlopes),
      DiaryModel(family: .negativeBinomial2, hasSlopes: hasSlopes),
      DiaryModel(hasSlopes: hasSlopes, hasSeries: true),
      DiaryModel(family: .binomial, hasSlopes: hasSlopes),
    ]
  }

  /// Every model fitted to its own logs.
  static let right = truths.map { RecoveryCase(truth: $0, fitted: $0) }

  /// The plain Poisson model fitted to logs of others.
  static let wrong = [
    DiaryModel(hasSeries: true), DiaryModel(family: .negativeBinomial2),
    DiaryModel(hasSlopes: true),
  ].map { RecoveryCase(truth: $0, fitted: DiaryModel()) }

  /// The fits to `logs` simulated logs. Log i depends on (seed, truth, i) alone.
  func fits(logs: Int, seed: UInt64, jobs: Int) -> [RecoveredFit] {
    let diaries = SimulatedDiaries(model: truth)
    let specification = fitted.specification
    let task = UInt64(Self.truths.firstIndex(of: truth) ?? Self.truths.count)
    return parallelMap(count: logs, jobs: jobs) { index in
      var stream = RandomStream(seed: seed, task: task, substream: UInt64(index))
      return RecoveredFit(specification, diaries, &stream)
    }
  }
}
