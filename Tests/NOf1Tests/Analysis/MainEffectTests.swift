import NOf1
import Testing

@Suite("The main fit alone")
struct MainEffectTests {
  @Test("It is the first effect of the whole analysis", arguments: ["missing-20", "severity"])
  func same(name: String) throws {
    let read = try PersonalLogsTests.read(name).read
    var options = AnalysisOptions()
    options.simulation = false
    options.level = 0.9
    let analysis = try read.study.analyze(read.log, options: options)
    #expect(try read.study.mainEffect(read.log, level: 0.9) == analysis.effects[0])
    #expect(try read.study.mainEffect(read.log) != analysis.effects[0])
  }
}
