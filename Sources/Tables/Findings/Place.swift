/// A place in an input file: physical line and column, both counted from 1; columns count
/// Unicode scalars, tabs included.
public struct Place: Sendable, Codable, Equatable {
  /// The file's name as the user gave it.
  public let file: String
  public let line: Int
  public let column: Int?
  /// The physical line itself, or the part of a very long one around `column`, for display.
  public let excerpt: String?
  /// The column at which the excerpt begins: 1 unless the line is very long.
  public let excerptStart: Int
  /// How many characters of the excerpt to underline, starting at `column`.
  public let width: Int

  public init(
    file: String, line: Int, column: Int? = nil, excerpt: String? = nil, width: Int = 1,
    excerptStart: Int = 1
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.excerpt = excerpt
    self.width = width
    self.excerptStart = excerptStart
  }
}
