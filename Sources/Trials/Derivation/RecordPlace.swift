import Tables

extension RowSource {
  /// The place of a cell, or of the row.
  func place(column: String? = nil) -> Place? {
    finding("", .information, column: column, message: "").place
  }
}

extension ArmRecord {
  var subject: ConsistencyCheck.Subject {
    var subject = ConsistencyCheck.Subject()
    subject.study = study
    subject.group = group
    subject.outcome = outcome
    subject.arm = arm
    subject.timepoint = timepoint
    return subject
  }
}
