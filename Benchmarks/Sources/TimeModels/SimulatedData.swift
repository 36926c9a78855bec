import Glibc

/// The simulated data sets, as CSV, from the Park-Miller generator.
enum SimulatedData {
  /// People with a diary: nights 0, 1, ...; treatment in alternating weeks, the first week off for
  /// odd people and on for even ones.
  ///
  /// Order of draws: the people's intercepts, their slopes (correlation 0.3), the errors row by row.
  static func longitudinal(people: Int, nights: Int = 60) -> CSVText {
    var generator = ParkMiller(seed: 101)
    let intercepts = generator.normals(people)
    let slopes = generator.normals(people)
    var text = CSVText(header: "id,t,trt,y")
    for person in 0..<people {
      let intercept = 8 * intercepts[person]
      let slope = 0.3 * intercepts[person] + (1 - 0.09).squareRoot() * slopes[person]
      for night in 0..<nights {
        let treated = (night / 7 + person + 2) % 2
        let mean = 50 + intercept + (0.05 + 0.12 * slope) * Double(night) - 2 * Double(treated)
        text.append(person + 1, night, treated, mean + 5 * generator.normal())
      }
    }
    return text
  }

  /// Series of one person each: periods of four days in a random order within pairs, the person's
  /// level, errors with autocorrelation 0.4.
  static func series(people: Int, days: Int = 56) -> CSVText {
    var generator = ParkMiller(seed: 404)
    let periods = days / 4
    var text = CSVText(header: "id,day,trt,y")
    for person in 1...people {
      let order = (0..<(periods + 1) / 2).flatMap { _ in
        let first = generator.uniform() < 0.5 ? 1 : 0
        return [first, 1 - first]
      }
      let level = generator.normal()
      var error = 0.0
      for (day, shock) in generator.normals(days).enumerated() {
        error = day == 0 ? shock : 0.4 * error + (1 - 0.16).squareRoot() * shock
        let treated = order[day / 4]
        text.append(
          person, day + 1, treated, 10 + 2 * level - 0.8 * Double(treated) + 1.5 * error)
      }
    }
    return text
  }
}
