@testable import Figures

/// Figures of every kind, small ones.
enum SampleFigures {
  static let all = Result { () throws -> [Figure] in
    let personal = [
      TestAnalysis.make(), TestAnalysis.make(treatments: ["citrate", "oxide"], dates: false),
      TestAnalysis.make(kind: .score, better: .higher, alternating: true),
      TestAnalysis.make(
        reference: "<script>alert('x')</script>", treatments: ["=cmd()|\"&'\n\u{1B}]]>--"],
        kind: .ordinal),
    ].flatMap(PersonalFigures.all)
    let people = PersonalFigures.people(
      PeopleFigureTests.people(90), of: PeopleFigureTests.analysis)
    let power = PersonalFigures.power(
      PowerFigureTests.cells(rates: [0.3, 0.62]), study: PowerFigureTests.study, target: 0.8)
    let trials = try ["pregnancy", "idiopathic", "subgroups", "huge", "tiny", "hostile names"]
      .flatMap(TrialFigureSamples.figures)
    let models = [
      ModelFigures.caterpillar(ModelFigureTests.modes(levels: 18)),
      ModelFigures.caterpillar(ModelFigureTests.modes(levels: 250), level: 0.9),
      ModelFigures.profile(ModelFigureTests.profiles), ModelFigureTests.residuals(rows: 60),
      ModelFigureTests.residuals(rows: 4500),
    ]
    return personal + trials + ([people, power] + models).compactMap { $0 }
  }
}
