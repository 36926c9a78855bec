import ArgumentParser
import Glibc
import Numerics
import Tables
import Trials

/// The simulated effects.
enum PoolingData {
  /// Sampling variances between 0.01 and 0.33, even on the logarithm; true effects around 0.3 with
  /// a standard deviation of 0, 0.1, 0.3 or 0.6 in turn.
  static func simulated(analyses: Int, studies: Int) -> String {
    var stream = RandomStream(seed: 8)
    var text = "analysis,estimate,variance\n"
    for analysis in 1...analyses {
      let tau = [0, 0.1, 0.3, 0.6][analysis % 4]
      for _ in 0..<studies {
        let variance = 0.01 * exp(3.5 * stream.uniform())
        let effect = 0.3 + tau * stream.normal() + variance.squareRoot() * stream.normal()
        text += "\(analysis),\(effect),\(variance)\n"
      }
    }
    return text
  }

  /// The effects of each analysis, in the order of the rows.
  static func analyses(_ table: Table) throws -> [[StudyEffect]] {
    func numbers(_ name: String) throws -> [Double] {
      guard let column = table.column(name) else { throw ValidationError("no column \(name)") }
      return try (0..<table.rowCount).map { row in
        guard let number = column.double(row) else {
          throw ValidationError("no number in row \(row + 1) of \(name)")
        }
        return number
      }
    }
    let (places, estimates) = (try numbers("analysis"), try numbers("estimate"))
    let variances = try numbers("variance")
    var analyses: [[StudyEffect]] = []
    for row in 0..<table.rowCount {
      let effect = StudyEffect(
        study: "\(row + 1)", measure: .generic, estimate: estimates[row], variance: variances[row])
      if row == 0 || places[row] != places[row - 1] { analyses.append([]) }
      analyses[analyses.count - 1].append(effect)
    }
    return analyses
  }
}
