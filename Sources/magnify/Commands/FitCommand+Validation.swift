import ArgumentParser
import MixedModels
import Reports

extension FitCommand {
  func validate() throws {
    try model.validate()
    try family.validate()
    try inference.validate()
    try output.validate(
      tables: isLinear ? ModelReport.tableNames : GeneralizedModelReport.tableNames,
      inputs: [data])
    try isLinear ? validateLinear() : validateGeneralized()
    try requireAsked(output.table)
    if let save, data != "-", OutputFile.areSame(save, data) {
      throw ValidationError("--save names '\(save)', which is read: it would be replaced")
    }
  }

  private func validateLinear() throws {
    let method = inference.df ?? .satterthwaite
    guard inference.information == nil || method.defaultInformation != nil else {
      throw ValidationError("--information goes with --df satterthwaite or kenward-roger")
    }
    if model.estimation == .ml && method == .kenwardRoger {
      throw ValidationError("--df kenward-roger goes with --reml")
    }
    if inference.checks {
      throw ValidationError("--checks goes with --family poisson, nb1, nb2 or binomial")
    }
  }

  private func validateGeneralized() throws {
    let name = family.family.rawValue
    let refused: [(flag: String, isGiven: Bool, hint: String)] = [
      ("--reml", model.estimation == .reml, "it is fitted by maximum likelihood"),
      ("--sigma", model.sigma != nil, "its variance follows from its mean"),
      (
        "--variance", model.variance != nil,
        family.family.isCount
          ? "its variance follows from its mean; nb1 and nb2 let it be larger"
          : "its variance follows from its mean"
      ),
      (
        "--df", inference.df != nil && inference.df != DegreesOfFreedomMethod.none,
        "its tests are normal, which is --df none"
      ),
      ("--information", inference.information != nil, "its information is the observed one"),
    ]
    if let flag = refused.first(where: \.isGiven) {
      throw ValidationError("\(flag.flag) does not go with --family \(name): \(flag.hint)")
    }
    if inference.ci == .profile && family.agq == 0 {
      throw ValidationError("--ci profile goes with --agq 1 or more: there is no likelihood with 0")
    }
  }

  /// Tables that are there only when they are asked for.
  private func requireAsked(_ table: String?) throws {
    let asked: (flag: String, given: Bool)? =
      switch table {
      case "anova": ("--anova", inference.anova != nil)
      case "means", "differences": ("--means", !inference.means.isEmpty)
      case "test": ("--test", inference.test != nil)
      case "conditional_modes": ("--modes", inference.modes)
      case "checks": ("--checks", inference.checks)
      case "r_squared", "icc": ("--checks", isLinear || inference.checks)
      case "zero_inflation": ("--zero-inflation", family.zeroInflation != nil)
      case "series": ("--correlation", model.correlation != nil)
      case "dispersion": ("--family nb1 or nb2", family.family.hasDispersion)
      case "timings": ("--timings", timings)
      default: nil
      }
    if let table, let asked, !asked.given {
      throw ValidationError("--table \(table) goes with \(asked.flag)")
    }
  }
}
