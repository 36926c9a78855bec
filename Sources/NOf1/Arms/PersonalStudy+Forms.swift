extension PersonalStudy {
  /// The forms of the treatments, in the order of their first arm; arms of one form together.
  ///
  /// Names of one salt are one form: glycinate and magnesium bisglycinate.
  ///
  /// - Parameter arms: the arms of the log, the reference first.
  func forms(of arms: [String]) -> [(name: String, arms: [Int])] {
    var keys: [String] = []
    var forms: [(name: String, arms: [Int])] = []
    for (index, arm) in arms.enumerated().dropFirst() {
      guard let form = armDetails.first(where: { $0.arm == arm })?.form else { continue }
      let key = ArmDetail.formKey(form)
      if let known = keys.firstIndex(of: key) {
        forms[known].arms.append(index)
      } else {
        keys.append(key)
        forms.append((form, [index]))
      }
    }
    return forms
  }
}

extension ArmDetail {
  /// The same for all names of one form.
  static func formKey(_ form: String) -> String {
    MagnesiumSalt.named(form)?.name ?? Spelling.normalised(form)
  }
}
