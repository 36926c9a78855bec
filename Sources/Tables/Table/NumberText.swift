/// Numbers as text.
public enum NumberText {
  /// The shortest decimal text that reads back as the same double, whole numbers without `.0`;
  /// `Inf`, `-Inf` and `NaN` as R writes them.
  public static func shortest(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
