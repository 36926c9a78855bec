import ArgumentParser
import Glibc
import NOf1
import Numerics
import SimulatedStudies
import Tables

/// Writes many people's logs, or measures how long their analysis takes, file by file.
@main
struct TimePopulation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-population",
    abstract: "Times the analysis of many people's logs, one file each.",
    discussion: """
      Wall time covers everything in one process: reading the files, fitting every log, the posterior \
      of average and spread, and writing a row for every person. CPU time is that of all threads.
      """)

  @Option(help: "Persons, 84 nights each.")
  var persons = 10_000

  @Option(help: "count or score.")
  var kind = "count"

  @Option(help: "Threads.")
  var jobs = 2

  @Option(help: "Seed of every random number.")
  var seed: UInt64 = 1

  @Argument(help: "Folder of the logs; written first where it has none.")
  var folder: String

  func validate() throws {
    guard persons >= 2, jobs >= 1, Outcome.Kind(rawValue: kind) != nil else {
      throw ValidationError("--persons is 2 or more, --jobs 1 or more, --kind count or score")
    }
  }

  func run() throws {
    let kind = Outcome.Kind(rawValue: kind) ?? .count
    let population = SimulatedPopulation(
      kind: kind, mu: kind == .score ? -0.5 : -0.2, tau: 0.25, seed: seed, number: 0)
    if access(path(persons - 1), F_OK) != 0 { try write(population) }
    var settings = StudyFile()
    settings.outcomeKind = kind
    settings.minimalImportantDifference = population.study.minimalImportantDifference
    var options = PopulationOptions()
    options.jobs = jobs
    let start = Clocks()
    let accumulator = try PopulationAccumulator(settings: settings, options: options)
    try accumulator.add((0..<persons).lazy.map { .file(path($0)) })
    let fitted = Clocks()
    var rows = CSVWriter(header: [
      "person", "raw", "raw_low", "raw_high", "shrunken", "low", "high", "p_benefit", "p_important",
    ])
    let analysis = try accumulator.analyze { person in
      rows.append([
        .text(person.person), .number(person.raw), .number(person.rawLow),
        .number(person.rawHigh), .number(person.shrunken), .number(person.shrunkenLow),
        .number(person.shrunkenHigh), .number(person.probabilityOfBenefit),
        .number(person.probabilityOfImportantBenefit),
      ])
    }
    try AtomicFile.write(rows.bytes, to: "\(folder)/persons-\(kind.rawValue).out", overwrite: true)
    let end = Clocks()
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(
      """
      {"kind": "\(kind.rawValue)", "persons": \(persons), "jobs": \(jobs), \
      "wall_s": \(end.wall - start.wall), "cpu_s": \(end.processor - start.processor), \
      "reading_and_fitting_wall_s": \(fitted.wall - start.wall), \
      "reading_and_fitting_cpu_s": \(fitted.processor - start.processor), \
      "cpu_ms_per_log": \(1e3 * (end.processor - start.processor) / Double(persons)), \
      "mu": \(analysis.mu.mean), "mu_sd": \(analysis.mu.sd), "tau": \(analysis.tau.mean), \
      "tau_sd": \(analysis.tau.sd), "peak_mb": \(usage.ru_maxrss / 1024)}
      """)
  }

  private func path(_ index: Int) -> String { "\(folder)/\(kind)-\(index).csv" }

  private func write(_ population: SimulatedPopulation) throws {
    for index in 0..<persons {
      let log = population.person(index).log
      var writer = CSVWriter(header: ["date", "treatment", "cramps"])
      for night in log.nights {
        writer.append([
          .date(CalendarDate(daysSinceEpoch: Int32(20_000 + night.day))),
          .text(log.arms[night.arm]), .number(night.outcome ?? .nan),
        ])
      }
      let path = path(index)
      guard let file = fopen(path, "w") else { throw OutputError.notWritable(path, reason: "open") }
      fwrite(writer.bytes, 1, writer.bytes.count, file)
      fclose(file)
    }
  }
}

/// Seconds of wall time and of CPU time of all threads.
struct Clocks {
  let wall = Clocks.now(CLOCK_MONOTONIC)
  let processor = Clocks.now(CLOCK_PROCESS_CPUTIME_ID)

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
