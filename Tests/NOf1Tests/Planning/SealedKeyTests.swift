import Numerics
import Tables
import Testing

@testable import NOf1

@Suite struct SealedKeyTests {
  static let design = Plans.design(
    arms: 3, cycles: 4, period: 2, blinded: true, start: Plans.firstOfMarch)

  private func sealed() throws -> (trial: PlannedTrial, key: SealedKey, study: String) {
    let trial = try PlannedTrial(try Self.design.draw(seed: 424_242_424))
    let key = try #require(trial.sealedKey(scheduleSHA256: Plans.hash))
    return (trial, key, trial.studyFile(scheduleFile: "schedule.csv", keySHA256: Plans.otherHash))
  }

  private func filled(_ trial: PlannedTrial) -> String {
    Plans.filled(trial.blankLog, values: 4).joined(separator: "\n")
  }

  @Test func theKeyReadsBack() throws {
    let (trial, key, _) = try sealed()
    let read = try SealedKey.read(yaml: key.text, file: "key.yaml")
    #expect(read == key && read.codes == key.codes)
    #expect(read.seed == 424_242_424 && read.generator == DrawnSchedule.generatorName)
    #expect(read.scheduleSHA256 == Plans.hash)
    for night in trial.schedule.nights {
      #expect(read.arm(of: night.label) == trial.schedule.design.arms[night.arm])
    }
    #expect(read.arm(of: "placebo") == nil)
    #expect(try PlannedTrial(try Plans.design().draw(seed: 1)).sealedKey(scheduleSHA256: "") == nil)
  }

  @Test func nothingButTheKeyTellsTheArms() throws {
    let (trial, key, study) = try sealed()
    for text in [trial.schedule.csv, trial.blankLog, study] {
      #expect(!text.contains("424242424") && !text.contains("seed"))
    }
    for text in [trial.schedule.csv, trial.blankLog] {
      #expect(trial.schedule.design.arms.allSatisfy { !text.contains($0) })
    }
    #expect(study.contains("sealed_key: \(Plans.otherHash)\n"))
    // One code a period, all different, also where neighbours hold the same arm.
    #expect(key.codes.count == 12 && Set(key.codes.map(\.code)).count == 12)
    let read = try StudyFile.read(yaml: study, file: "study.yaml")
    #expect(read.sealedKey == Plans.otherHash && read.designSeed == nil)
    #expect(read.design == trial.schedule.design)
    #expect(trial.blankLog.hasPrefix("date,treatment,cramps,taken,blinded_guess,note\n"))
  }

  /// The codes are the same whatever the arms are, and no place among them is favoured.
  @Test func codesCarryNoInformation() throws {
    let codes = BottleCodes.draw(12, seed: 5)
    #expect(codes == BottleCodes.draw(12, seed: 5) && codes != BottleCodes.draw(12, seed: 6))
    #expect(codes.allSatisfy { $0.count == 3 && Double($0) == nil && $0.first?.isLetter == true })
    let many = BottleCodes.draw(3660, seed: 5)
    #expect(many.count == 3660 && Set(many).count == 3660)
    #expect(many.allSatisfy { $0.count == 4 && ArmName.problem(in: $0) == nil })
    // Schedules of two seeds differ, and neither the ranks of the codes nor their letters follow
    // the arms: over many seeds the treatment's code comes first in the alphabet half the time.
    let design = Plans.design(cycles: 1, blinded: true)
    let first = try (0..<400).count { seed in
      let nights = try design.draw(seed: UInt64(seed)).nights
      let treatment = nights.first { $0.arm == 1 }?.label ?? ""
      return nights.allSatisfy { $0.label >= treatment }
    }
    // Four standard errors.
    #expect(abs(first - 200) < 40)
  }

  @Test func aLogOfCodesIsReadWithItsKey() throws {
    let (trial, key, study) = try sealed()
    let plan = try PlannedSchedule(table: try Logs.table(trial.schedule.csv))
    let read = try PersonalLogReader.read(
      table: try Logs.table(filled(trial)),
      file: try StudyFile.read(yaml: study, file: "study.yaml"), schedule: plan, key: key)
    #expect(read.log.arms == trial.schedule.design.arms)
    #expect(read.log.nights.map(\.arm) == trial.schedule.nights.map(\.arm))
    #expect(read.log.nights.map(\.cycle) == trial.schedule.nights.map { $0.cycle - 1 })
    #expect(read.schedule?.nights.map(\.arm) == read.log.nights.map { read.log.arms[$0.arm] })
    #expect(read.study.blinded == true)
  }

  @Test func aKeyWithOtherArmsIsRefused() throws {
    let (trial, key, study) = try sealed()
    let codes = key.codes.map(\.code)
    let swapped = key.text.replacing("\(codes[0]): \(key.codes[0].arm)", with: "\(codes[0]): zinc")
    let plan = try PlannedSchedule(table: try Logs.table(trial.schedule.csv))
    let errors = Plans.errors {
      _ = try PersonalLogReader.read(
        table: try Logs.table(filled(trial)),
        file: try StudyFile.read(yaml: study, file: "study.yaml"), schedule: plan,
        key: try SealedKey.read(yaml: swapped, file: "key.yaml"))
    }
    #expect(errors.map(\.code) == ["N223"])
  }

  @Test func withoutTheKeyNothingIsRead() throws {
    let (trial, _, study) = try sealed()
    let errors = Plans.errors { _ = try Logs.read(filled(trial), study: study) }
    #expect(errors.map(\.code) == ["N224"])
    #expect(errors.first?.place?.file == "study.yaml")
  }

  @Test func unknownCodesAreNamedOnce() throws {
    let (trial, key, study) = try sealed()
    let (first, last) = (trial.schedule.nights[0].label, trial.schedule.nights[23].label)
    let log = filled(trial).replacing(first, with: "K1Q").replacing(last, with: "magnesium")
    let errors = Plans.errors {
      _ = try PersonalLogReader.read(
        table: try Logs.table(log), file: try StudyFile.read(yaml: study, file: "study.yaml"),
        key: key)
    }
    #expect(errors.map(\.code) == ["N153", "N153"])
    #expect(errors.map { $0.place?.line } == [2, 24])
    #expect(errors[0].message == "the key does not know the code 'K1Q' (2 nights)")
    let other = try #require(
      PlannedTrial(try Self.design.draw(seed: 2)).sealedKey(scheduleSHA256: Plans.hash))
    let plan = try PlannedSchedule(table: try Logs.table(trial.schedule.csv))
    #expect(Plans.errors { _ = try plan.opened(with: other) }.map(\.code) == ["N153"])
  }

  @Test func aKeyMustFitTheStudyAndTheSchedule() throws {
    let (_, key, _) = try sealed()
    func codes(_ hash: String, _ declared: String?, _ schedule: String) -> [String] {
      Plans.errors {
        try key.verify(keySHA256: hash, declared: declared, scheduleSHA256: schedule)
      }.map(\.code)
    }
    #expect(codes(Plans.otherHash, Plans.otherHash, Plans.hash).isEmpty)
    #expect(codes(Plans.otherHash.uppercased(), Plans.otherHash, Plans.hash.uppercased()).isEmpty)
    #expect(codes(Plans.otherHash, nil, Plans.hash) == ["N222"])
    #expect(codes(Plans.hash, Plans.otherHash, Plans.hash) == ["N222"])
    #expect(codes(Plans.otherHash, Plans.otherHash, Plans.otherHash) == ["N223"])
  }

  @Test(arguments: [
    ("", "N221"), ("version: 1\nseed: 3\n", "N221"), ("- a\n", "N201"),
    ("reference: placebo\n", "N202"), ("version: 2\n", "N204"), ("seed: -1\n", "N204"),
    ("schedule_sha256: abc\n", "N204"), ("codes: {A3C: [placebo]}\n", "N203"),
    ("codes: {A3C: placebo, A3C: magnesium}\n", "N205"),
    ("codes: placebo\nversion: 1\n", "N203"),
  ])
  func whatIsNoKeyIsRefused(_ yaml: String, _ code: String) {
    let errors = Plans.errors { _ = try SealedKey.read(yaml: yaml, file: "key.yaml") }
    #expect(errors.map(\.code) == [code])
    #expect(errors.allSatisfy { $0.place?.file == "key.yaml" })
  }
}
