extension DataPackage {
  /// The Table Schema of one log.
  struct Schema: Encodable {
    let fields: [Field]
    let missingValues = [""]
    let primaryKey = "date"

    init(_ recipe: LogRecipe) {
      var fields = [
        Field(
          name: "date", type: "date", description: "The night, by the date of its evening",
          constraints: .init(required: true, unique: true)),
        Field(
          name: "treatment", type: "string", description: "What the plan says for the night",
          constraints: .init(required: true, allowed: recipe.arms.map(\.name))),
        recipe.outcomeField,
        Field(
          name: "period", type: "integer", description: "Run of nights on one treatment, from 1",
          constraints: .init(required: true, minimum: 1)),
        Field(
          name: "cycle", type: "integer", description: "One period of every treatment, from 1",
          constraints: .init(required: true, minimum: 1)),
      ]
      if recipe.writesDose {
        fields.append(
          Field(
            name: "dose_mg", type: "integer", description: "Elemental magnesium of the night, mg",
            constraints: .init(required: true, minimum: 0)))
      }
      if recipe.notTakenShare != nil {
        fields.append(
          Field(
            name: "taken", type: "boolean",
            description: "Whether the capsule was taken; empty when the night was not recorded",
            trueValues: ["yes"], falseValues: ["no"]))
      }
      self.fields = fields
    }
  }

  struct Field: Encodable {
    let name: String
    let type: String
    let description: String
    var constraints: Constraints?
    var trueValues: [String]?
    var falseValues: [String]?
  }

  struct Constraints: Encodable {
    var required: Bool?
    var unique: Bool?
    var minimum: Int?
    var maximum: Int?
    var allowed: [String]?

    enum CodingKeys: String, CodingKey {
      case required, unique, minimum, maximum
      case allowed = "enum"
    }
  }
}

extension LogRecipe {
  fileprivate var outcomeField: DataPackage.Field {
    guard kind == .score else {
      return DataPackage.Field(
        name: "cramps", type: "integer",
        description: "Cramps in the night; empty when the night was not recorded",
        constraints: .init(minimum: 0))
    }
    let range = Self.severityRange
    return DataPackage.Field(
      name: "severity", type: "integer",
      description: "How bad the night was, from \(range.lowerBound) to \(range.upperBound);"
        + " empty when it was not recorded",
      constraints: .init(minimum: range.lowerBound, maximum: range.upperBound))
  }
}
