import Tables

/// A log that has been read, with the study that it was read for.
public struct ReadLog: Sendable {
  public let log: PersonalLog
  /// The study, every default resolved.
  public let study: PersonalStudy
  /// What was found while reading, none of it an error.
  public let findings: [Finding]
  /// Everything that was inferred because nobody said it, one sentence each.
  public let inferences: [String]
  /// Study file and command line merged, as given.
  public let settings: StudyFile
  /// The plan that the nights were compared with.
  public let schedule: PlannedSchedule?
  /// Row of the table of every night; nil for planned nights that are not in the log.
  let rows: [Int?]
}
