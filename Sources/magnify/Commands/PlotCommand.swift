import ArgumentParser
import Figures
import Reports
import Tables

/// `magnify plot`: the plots that a result holds, as the verb itself would have written them.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "The plots of a saved result: CSV first, then SVG and Vega-Lite.",
    usage: "magnify plot <result> [--kind <kind>] [-o <file> | --plots <folder>]",
    discussion: """
      Example:
        magnify plot result.json --kind series
        magnify plot result.json --kind series -o series.svg

      The result is what a verb wrote with --json -o FILE. The kinds of plots:
        series, cycles, posterior    nof1 analyze
        power                        nof1 power
        people                       nof1 pool
        forest, funnel, posterior    trials pool
        multiverse                   trials stress
        caterpillar, residuals       fit
        profile                      fit with --ci profile
      """)

  /// What is written of one plot.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, svg
    case vegaLite = "vega-lite"

    init?(ending path: String) {
      if path.hasSuffix(".csv") {
        self = .csv
      } else if path.hasSuffix(".svg") {
        self = .svg
      } else if path.hasSuffix(".vl.json") {
        self = .vegaLite
      } else {
        return nil
      }
    }

    func text(of figure: Figure) -> String {
      switch self {
      case .csv: figure.data.csv()
      case .svg: figure.svg
      case .vegaLite: figure.vegaLite
      }
    }
  }

  @Argument(help: "The result, a JSON file; - for standard input.") var result: String
  @Option(help: "Which plots, separated by commas (default: all).") var kind: String?
  @Option(help: "How one plot is written (default: by the ending of FILE, or csv).")
  var format: Format?
  @Option(
    name: [.customShort("o"), .long],
    help: .init("Write one plot to this file; - for standard output.", valueName: "file"))
  var output: String?
  @Option(
    help: .init("Write the CSV, Vega-Lite and SVG of each into this folder.", valueName: "folder"))
  var plots: String?
  @Flag(help: "Only name the plots that the result holds.") var list = false
  @Flag(help: "Replace files that exist.") var force = false

  private static let names = Figure.Kind.allCases.map(\.name).distinct

  private var kinds: [String]? { kind.map(NameList.names) }
  /// The file of one plot, nil for standard output.
  private var file: String? { output == "-" ? nil : output }

  func validate() throws {
    for name in kinds ?? [] where !Self.names.contains(name) {
      let known = Self.names.joined(separator: ", ")
      throw ValidationError("there is no kind of plot '\(name)': choose from \(known)")
    }
    if let kinds, kinds.isEmpty || Set(kinds).count < kinds.count {
      throw ValidationError("--kind names each plot once")
    }
    if plots != nil && (output != nil || format != nil || list) {
      throw ValidationError("--plots writes three files of each plot: leave -o, --format out")
    }
    if let file, result != "-", OutputFile.areSame(result, file) {
      throw ValidationError("-o names '\(file)', which is read: the plot would replace it")
    }
  }

  func run() throws {
    do {
      let saved = try SavedResultInput<SavedResult>(path: result).content
      let figures = try chosen(from: saved)
      if list {
        Terminal.out(figures.map { $0.name + "\n" }.joined())
      } else if let plots {
        try write(figures, into: plots)
      } else {
        try write(single(of: figures))
      }
    } catch let error as ValidationError {
      Self.exit(withError: error)
    } catch {
      let failure = Failure(error)
      Terminal.error(failure.findings.rendered() + "\n")
      throw ExitCode(failure.status.rawValue)
    }
  }

  /// The figures of the named kinds, in that order, or all.
  private func chosen(from saved: SavedResult) throws -> [Figure] {
    guard !saved.figures.isEmpty else {
      throw InvalidInput(MissingPlot.all(path: result, saved).finding)
    }
    guard let kinds else { return saved.figures }
    return try kinds.map { name in
      guard let figure = saved.figures.first(where: { $0.name == name }) else {
        throw InvalidInput(MissingPlot.one(name, path: result, saved).finding)
      }
      return figure
    }
  }

  private func single(of figures: [Figure]) throws -> Figure {
    guard figures.count == 1 else {
      let names = figures.map(\.name).joined(separator: ", ")
      throw ValidationError(
        "one plot at a time: choose with --kind from \(names); --plots FOLDER writes all")
    }
    return figures[0]
  }

  private func write(_ figure: Figure) throws {
    let format = format ?? file.flatMap(Format.init(ending:)) ?? .csv
    let text = format.text(of: figure)
    guard let file else { return Terminal.out(text) }
    try write([OutputFile(path: file, text: text)])
  }

  private func write(_ figures: [Figure], into path: String) throws {
    let folder = OutputFolder(path: path, names: figures.map(\.name))
    try folder.requireWritable(overwrite: force)
    try folder.making { try write(folder.files(of: figures)) }
  }

  /// All files or none; personal results are for the person's eyes.
  private func write(_ files: [OutputFile]) throws {
    try AtomicFile.writeAll(
      files.map { ($0.path, Array($0.text.utf8)) }, overwrite: force, permissions: 0o600)
  }
}
