/// The function g of eta = g(mu), the linear predictor.
public enum LinkFunction: String, Sendable, Codable, CaseIterable {
  /// log(mu).
  case log
  /// log(mu / (1 - mu)).
  case logit
  /// The standard normal quantile of mu.
  case probit
  /// log(-log(1 - mu)).
  case complementaryLogLog = "cloglog"
  /// The square root of mu.
  case squareRoot = "sqrt"
  /// mu.
  case identity
  /// 1 / mu.
  case inverse
}
