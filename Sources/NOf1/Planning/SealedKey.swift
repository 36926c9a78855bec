import Tables

/// Which code of a blinded plan stands for which arm, kept closed until the last night.
///
///     version: 1
///     seed: 20250301
///     generator: Philox4x32-10, ...
///     schedule_sha256: 9f86d0...
///     codes:
///       K7Q: placebo
///       R4D: magnesium
///
/// The study file holds the SHA-256 of the key and the key that of the schedule, so that neither
/// can be exchanged unseen. The hashes are computed by whoever reads and writes the files.
public struct SealedKey: Sendable, Equatable {
  /// The key as it stands in its file.
  public let text: String
  public let seed: UInt64
  public let generator: String
  /// Of the bytes of the schedule file, in lower case.
  public let scheduleSHA256: String
  /// The codes in the order of the periods, each with its arm.
  public let codes: [Code]
  /// The name of the key's file, for the places of errors.
  let file: String

  public struct Code: Sendable, Equatable {
    public let code: String
    public let arm: String
  }

  static let version = 1

  /// The key of a blinded schedule.
  ///
  /// - Parameters:
  ///   - schedule: its labels are the codes.
  ///   - scheduleSHA256: of the bytes of the file with `schedule.csv`.
  public init(_ schedule: DrawnSchedule, scheduleSHA256: String) {
    var codes = [Code]()
    for night in schedule.nights where codes.last?.code != night.label {
      codes.append(Code(code: night.label, arm: schedule.design.arms[night.arm]))
    }
    let lines =
      [
        "# The key of a blinded trial. Do not open it before the last night.",
        "version: \(Self.version)", "seed: \(schedule.seed)",
        "generator: \(YAMLText.scalar(schedule.generator))", "schedule_sha256: \(scheduleSHA256)",
      ] + YAMLText.mapping("codes", codes.map { ($0.code, YAMLText.scalar($0.arm)) })
    text = lines.map { $0 + "\n" }.joined()
    (seed, generator) = (schedule.seed, schedule.generator)
    self.scheduleSHA256 = scheduleSHA256.lowercased()
    self.codes = codes
    file = "key"
  }

  init(
    text: String, seed: UInt64, generator: String, scheduleSHA256: String, codes: [Code],
    file: String
  ) {
    self.text = text
    self.seed = seed
    self.generator = generator
    self.scheduleSHA256 = scheduleSHA256
    self.codes = codes
    self.file = file
  }

  public static func == (a: SealedKey, b: SealedKey) -> Bool { a.text == b.text }

  /// The arm that a code stands for; nil for a code that the key does not know.
  public func arm(of code: String) -> String? {
    codes.first { $0.code == code }?.arm
  }

  /// Checks that this is the key of the study, and that the schedule is the one it was made for.
  ///
  /// - Parameters:
  ///   - keySHA256: of the bytes of the key's file.
  ///   - declared: what the study file says under `sealed_key`.
  ///   - scheduleSHA256: of the bytes of the schedule file.
  /// - Throws: N222 not the key of this study, or a study without a sealed key; N223 a schedule that
  ///   changed after it was drawn.
  public func verify(
    keySHA256: String, declared: String?, scheduleSHA256: String
  ) throws(InvalidInput) {
    func fail(_ code: String, _ message: String, _ hint: String) -> InvalidInput {
      InvalidInput(
        Finding(
          code: code, severity: .error, message: message, hint: hint,
          place: Place(file: file, line: 1)))
    }
    guard let declared else {
      throw fail(
        "N222", "the study file has no sealed_key, so nothing says that this is its key",
        "use the study file that the plan was written with")
    }
    guard keySHA256.lowercased() == declared.lowercased() else {
      throw fail(
        "N222", "this is not the key of this study, or it was changed",
        "the study file names the SHA-256 of its key under sealed_key: find the file that has it")
    }
    guard scheduleSHA256.lowercased() == self.scheduleSHA256 else {
      throw fail(
        "N223", "the schedule was changed after it was drawn",
        "restore the file as it was written; a spreadsheet that saves it again changes it too")
    }
  }
}
