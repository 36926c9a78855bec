/// The latent AR(1) series that is added to the linear predictor: which series and which time
/// every used row belongs to.
///
/// At distance d in time within a group the series has correlation rho^d. Rows of one group at
/// one time share its value.
public struct LatentSeriesFrame: Sendable, Equatable {
  /// As written by the user, for messages.
  public let text: String
  /// The factor of which each level has a series of its own; nil where there is one series.
  public let group: String?
  public let groupCodes: [Int32]
  /// One level where no group was named.
  public let groupLevels: [String]
  /// The time of each row, a whole number (the row's position in its group where the user
  /// wrote 1).
  public let times: [Double]
}
