import Glibc
import Numerics
import Tables

/// Analyses the logs of many people under one model, `beta_i ~ N(mu, tau^2)`.
///
///     let accumulator = try PopulationAccumulator()
///     try accumulator.add(paths.lazy.map { .file($0) })
///     let analysis = try accumulator.analyze { person in writer.append(person) }
///
/// Every person's nights are fitted once, by themselves: level, trend, sigma and rho are their own.
/// What is left of a person is a record of 152 bytes in a temporary file, so that memory does not
/// grow with the number of persons. The same persons in the same order give the same bytes,
/// whatever the number of threads and the size of the batches.
public final class PopulationAccumulator {
  private let settings: StudyFile
  private let options: PopulationOptions
  private let store: PersonStore
  /// The first person's study, which all others must share.
  private var study: PersonalStudy?
  private var excluded = 0

  /// - Parameters:
  ///   - settings: what the study file and the command line say; the same for all persons.
  ///   - options: level, priors, threads, what to do with a log that cannot be used.
  /// - Throws: `OutputError` where no temporary file can be made.
  public init(
    settings: StudyFile = StudyFile(), options: PopulationOptions = PopulationOptions()
  ) throws {
    self.settings = settings
    self.options = options
    store = try PersonStore()
  }

  /// Persons whose logs have been taken up.
  public var persons: Int { store.count }

  /// Reads and fits the logs of more persons.
  ///
  /// - Throws: `InvalidInput` or `InputError` for a log that cannot be read and
  ///   `PersonalAnalysisError.notEstimable` for one with too little in it, unless such persons are
  ///   left out; N300 and N301 where a person has another outcome or other arms than the first.
  public func add(_ inputs: some Sequence<PersonInput>) throws {
    var batch: [PersonInput] = []
    for input in inputs {
      batch.append(input)
      if batch.count >= max(1, options.batchSize) {
        try fit(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    try fit(batch)
  }

  private struct Fitted: Sendable {
    let record: PersonRecord
    let study: PersonalStudy
    let place: Place?
  }

  private func fit(_ batch: [PersonInput]) throws {
    let (settings, prior) = (settings, options.prior)
    let results = parallelMap(count: batch.count, jobs: options.jobs) { index in
      Result { try PopulationAccumulator.fitted(batch[index], settings: settings, prior: prior) }
    }
    for (input, result) in zip(batch, results) {
      let fitted: Fitted
      do {
        fitted = try result.get()
      } catch {
        try leaveOut(input.name, because: error)
        continue
      }
      try requireSameStudy(fitted, of: input.name)
      try store.append(fitted.record, name: input.name)
    }
    options.progress?(store.count + excluded)
  }

  private static func fitted(
    _ input: PersonInput, settings: StudyFile, prior: PopulationPrior?
  ) throws -> Fitted {
    switch input.content {
    case .log(let log, let study):
      return Fitted(
        record: try PersonRecord(log, study: study, prior: prior), study: study, place: nil)
    case .table(let table):
      let table = try table()
      let read = try PersonalLogReader.read(table: table, file: settings)
      return Fitted(
        record: try PersonRecord(read.log, study: read.study, prior: prior), study: read.study,
        place: table.headerPlace)
    }
  }

  private func leaveOut(_ person: String, because error: any Error) throws {
    let findings: [Finding]
    switch error {
    case let error as InvalidInput: findings = error.findings
    case PersonalAnalysisError.notEstimable(let finding): findings = [finding]
    default: throw error
    }
    guard options.skipsUnusable else { throw error }
    excluded += 1
    options.excluded?(ExcludedPerson(person: person, findings: findings))
  }

  /// One question for all: the same outcome, the same arms.
  private func requireSameStudy(_ fitted: Fitted, of person: String) throws {
    guard let study else {
      self.study = fitted.study
      return
    }
    let quoted = Finding.quoted(person)
    func different(_ code: String, _ message: String, _ hint: String) -> InvalidInput {
      InvalidInput(
        Finding(
          code: code, severity: .error, message: message, hint: hint, place: fitted.place))
    }
    if fitted.study.outcome != study.outcome {
      throw different(
        "N300",
        "the outcome of \(quoted) is \(fitted.study.outcome.text), that of the persons before it"
          + " \(study.outcome.text)",
        "say which it is with --kind and --better, or analyse these persons apart")
    }
    let arms = [fitted.study, study].map { [$0.reference] + $0.treatments }
    if arms[0] != arms[1] {
      let names = arms.map { $0.map { Finding.quoted($0) }.joined(separator: ", ") }
      throw different(
        "N301",
        "the arms of \(quoted) are \(names[0]), those of the persons before it \(names[1])",
        "name the arms with --reference and --treatments; persons with other arms answer another"
          + " question")
    }
  }

  /// The analysis of all persons so far.
  ///
  /// - Parameter eachPerson: called with every person's result, in the order of input.
  /// - Throws: N302 for fewer than two persons, and what `eachPerson` throws.
  public func analyze(
    eachPerson: (PopulationAnalysis.Person) throws -> Void = { _ in }
  ) throws -> PopulationAnalysis {
    guard let study, store.count >= 2 else {
      throw PersonalAnalysisError.notEstimable(
        Finding(
          code: "N302", severity: .error,
          message: store.count == 0
            ? "there is no person to analyse" : "one person alone is not many people",
          hint: "one log is analysed with 'magnify nof1 analyze'"))
    }
    let unit = study.outcome.kind == .score ? store.unit : 1
    let prior = options.prior ?? .standard(for: study.outcome, unit: unit)
    let posterior = try PopulationPosterior(store, prior: prior, jobs: options.jobs)
    let direction = EffectDirection(study)
    let limit = direction.scale.isLogarithmic ? log(1000) : 100 * unit
    let level = options.level
    var (expected, firm) = (0.0, 0)
    try store.forEach(
      jobs: options.jobs,
      compute: { record in
        PersonSummary(PersonEffect(record, posterior, limit: limit), direction, level: level)
      },
      { name, record, summary in
        expected += summary.probabilityOfImportantBenefit
        if summary.probabilityOfImportantBenefit >= 0.8 { firm += 1 }
        try eachPerson(summary.row(name, record))
      })
    return PopulationAnalysis(
      study, posterior, prior: prior, unit: unit, direction: direction, level: level,
      persons: store.count, expectedResponders: expected, firmResponders: firm,
      excluded: excluded)
  }
}

extension Outcome {
  /// "'cramps' (count, lower is better)".
  fileprivate var text: String {
    "\(Finding.quoted(column)) (\(kind.rawValue), \(better.rawValue) is better)"
  }
}
