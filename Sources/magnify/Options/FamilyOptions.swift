import ArgumentParser
import MixedModels

/// The distribution of the response, where it is not the normal one: counts and events.
struct FamilyOptions: ParsableArguments {
  @Option(help: "Distribution of the response.") var family = ResponseFamily.gaussian
  @Option(help: "Link of its mean (default: log of counts, logit of events).")
  var link: LinkFunction?
  @Option(help: .init("Binomial: column of the number of trials.", valueName: "column"))
  var trials: String?
  @Option(
    help: .init(
      "Counts: predictors of the log odds of an extra zero, such as '~ treatment'.",
      valueName: "formula"))
  var zeroInflation: String?
  @Option(
    help: .init(
      "Nodes of the integral over random effects: 1 Laplace (default), 0 fast and rough.",
      valueName: "nodes"))
  var agq: Int?
  @Option(
    help: "Curvature in it (default: observed; expected without random effects).")
  var curvature: Curvature?

  /// The flags that a linear model does not have, as they were given.
  var given: [String] {
    [
      ("--link", link != nil), ("--trials", trials != nil),
      ("--zero-inflation", zeroInflation != nil), ("--agq", agq != nil),
      ("--curvature", curvature != nil),
    ].filter(\.1).map(\.0)
  }

  func validate() throws {
    if let agq, !(0...100).contains(agq) {
      throw ValidationError("--agq is a number of nodes, 0 to 100")
    }
    if family == .gaussian, let flag = given.first {
      throw ValidationError(
        "\(flag) goes with --family \(flag == "--trials" ? "binomial" : "poisson, nb1, nb2 or binomial")"
      )
    }
    if let link, !family.links.contains(link) {
      let links = family.links.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--link of \(family.rawValue) is one of \(links)")
    }
    if trials != nil && family != .binomial {
      throw ValidationError("--trials goes with --family binomial")
    }
    if zeroInflation != nil && !family.isCount {
      throw ValidationError("--zero-inflation goes with --family poisson, nb1 or nb2")
    }
  }

  /// Sets what the family decides.
  func apply(to specification: inout MixedModelSpecification) {
    specification.family = family
    specification.link = link
    specification.trials = trials
    specification.zeroInflation = zeroInflation
    specification.curvature = curvature
    specification.integration =
      switch agq ?? 1 {
      case 0: .fast
      case 1: .laplace
      case let nodes: .gaussHermite(nodes: nodes)
      }
  }
}

extension ResponseFamily: ExpressibleByArgument {}
extension LinkFunction: ExpressibleByArgument {}
extension Curvature: ExpressibleByArgument {}
