import Tables

extension MixedModelsCatalogue {
  static let formula = [
    entry(
      "M101", "The formula cannot be read",
      """
      A parenthesis or an operator is missing, or a character has no meaning here. The mark shows \
      where reading stopped; the mistake is there or just before it. Names with spaces or signs \
      stand between backquotes: `my column`.
      """),
    entry(
      "M102", "Not one '~'",
      """
      A formula has a response, a '~', and what it depends on: cramps ~ treatment + (1 | person). \
      In a shell, put quotes around it.
      """),
    entry(
      "M103", "There is no such function",
      """
      Formulas know log, log2, log10, log1p, exp, expm1, sqrt, abs, sin, cos, tan, I() for \
      arithmetic, factor() and offset(), and cbind() for a binomial response. Make a column of the values for anything else, such as \
      splines or polynomials.
      """),
    entry(
      "M104", "A random term or offset in the wrong place",
      """
      Random terms are added in parentheses, y ~ x + (1 | group), and so are offsets, y ~ x + \
      offset(log(time)). They cannot be multiplied, subtracted or put inside each other. The \
      correlation and the variance of residuals are given beside the formula.
      """),
    entry(
      "M105", "Not a term of a model",
      """
      In a formula + * : / ^ and - combine terms; they are not arithmetic. Only the numbers 0 and 1 \
      can be added, for a model without and with intercept, and the power of a sum is a whole \
      number: (a + b + c)^2. Write I(x^2) for the square of a number. '.' does not stand for all \
      other columns.
      """),
    entry(
      "M106", "Not arithmetic",
      """
      Inside functions, I() and offset(), and in the response, + - * / ^ are arithmetic on columns \
      of numbers. ':' and '|' have no meaning there, and factor() takes just the name of a column.
      """),
    entry(
      "M107", "The formula is too large",
      """
      A formula may hold 256 predictors, 2000 terms and 500 operators in a row. Powers such as \
      (a + b + c + d)^4 make many terms.
      """),
    entry(
      "M108", "Not a grouping factor",
      """
      To the right of the bar stands a column, (1 | person), several joined, (1 | clinic:person), or \
      nested, (1 | clinic/person), which is (1 | clinic) + (1 | person:clinic). Its values are \
      labels, numbers too.
      """),
    entry(
      "M109", "The response stands on both sides",
      "A response cannot explain itself. Remove it from the right side, or from the zero inflation."
    ),
  ]
}
