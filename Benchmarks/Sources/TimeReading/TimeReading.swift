import ArgumentParser
import Glibc
import Numerics
import Tables

/// Measures how long a large CSV file takes to read, and how much memory.
@main
struct TimeReading: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-reading",
    abstract: "Times the reading of a CSV file of three text and three numeric columns.",
    discussion: "What is aimed at: 2 s of CPU and 6 times the file's size in memory.")

  @Option(help: "Rows of the file.") var rows = 1_000_000

  func validate() throws {
    guard rows >= 1 else { throw ValidationError("--rows is 1 or more") }
  }

  func run() throws {
    let path = "/tmp/time-reading-\(getpid()).csv"
    defer { unlink(path) }
    let size = try write(path)
    let before = usage()
    let table = try Table.read(path: path)
    let after = usage()
    guard table.rowCount == rows else { throw ValidationError("read \(table.rowCount) rows") }
    let seconds = processor(after) - processor(before)
    let peak = Double(after.ru_maxrss) * 1024
    print("| rows x columns | file | CPU | peak memory of the process / file | aim |")
    print("|:--|--:|--:|--:|:--|")
    print(
      "| \(rows) x \(table.columns.count) | \(decimals(size / 1e6)) MB | \(decimals(seconds)) s"
        + " | \(decimals(peak / size)) | 2 s, 6 |")
  }

  /// A file as a study of many people would have it, written piece by piece.
  private func write(_ path: String) throws -> Double {
    guard let file = fopen(path, "w") else { throw ValidationError("cannot write \(path)") }
    defer { fclose(file) }
    var stream = RandomStream(seed: 1)
    fputs("person,date,treatment,cramps,severity,minutes\n", file)
    for row in 0..<rows {
      let date = CalendarDate(daysSinceEpoch: Int32(20_000 + row % 84))
      let arm = row / 7 % 2 == 0 ? "placebo" : "magnesium"
      let severity = (stream.uniform() * 100).rounded() / 10
      let minutes = (stream.uniform() * 1e5).rounded() / 1e3
      fputs(
        "person\(row / 84),\(date),\(arm),\(stream.poisson(mean: 0.6)),\(severity),\(minutes)\n",
        file)
    }
    return Double(ftell(file))
  }

  private func usage() -> rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private func processor(_ usage: rusage) -> Double {
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
  }

  private func decimals(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
