import MixedModels

/// A fitted case of the reference results, whose numbers are looked up by path.
struct ReferenceModel {
  let model: LinearMixedModel
  let results: [String: Any]

  init(_ name: String) throws {
    let reference = try ReferenceCase(name)
    model = try reference.model()
    results = reference.results.values
  }

  func numbers(_ path: String...) -> [Double] {
    var value: Any? = results
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? [Any])?.map { $0 as? Double ?? .infinity } ?? []
  }

  func strings(_ path: String...) -> [String] {
    var value: Any? = results
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? [String]) ?? []
  }
}
