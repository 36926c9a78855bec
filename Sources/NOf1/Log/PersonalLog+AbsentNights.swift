extension PersonalLog {
  /// The log with a row for every calendar night between its first and its last: a night without a
  /// row is a missing night of the period before it, with the covariates of the night before.
  var withAbsentNights: PersonalLog {
    var complete: [Night] = []
    for night in nights {
      while let last = complete.last, last.day + 1 < night.day {
        complete.append(
          Night(
            day: last.day + 1, arm: last.arm, outcome: nil, period: last.period,
            cycle: last.cycle, covariates: last.covariates, dose: last.dose))
      }
      complete.append(night)
    }
    return PersonalLog(arms: arms, nights: complete)
  }
}
