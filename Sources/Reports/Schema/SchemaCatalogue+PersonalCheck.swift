extension SchemaCatalogue {
  static let personalCheck = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "magnify.check/1",
      "title": "Results of magnify nof1 check",
      "type": "object",
      "additionalProperties": false,
      "required": ["design"],
      "properties": {
        "design": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "span_days", "periods", "cycles", "transitions", "randomised",
            "identifies_responder", "arms", "guards"
          ],
          "properties": {
            "span_days": { "type": "integer", "minimum": 0 },
            "periods": { "type": "integer", "minimum": 0 },
            "cycles": { "type": "integer", "minimum": 0 },
            "transitions": { "type": "integer", "minimum": 0 },
            "randomised": { "type": "boolean" },
            "identifies_responder": { "type": "boolean" },
            "arms": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["arm", "nights", "recorded", "periods", "events", "mean"],
                "properties": {
                  "arm": { "type": "string" },
                  "nights": { "type": "integer", "minimum": 0 },
                  "recorded": { "type": "integer", "minimum": 0 },
                  "periods": { "type": "integer", "minimum": 0 },
                  "events": { "type": ["integer", "null"] },
                  "mean": { "type": ["number", "null"] }
                }
              }
            },
            "guards": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "required", "observed", "holds", "sentence"],
                "properties": {
                  "name": { "type": "string" },
                  "required": { "type": "integer", "minimum": 0 },
                  "observed": { "type": "integer", "minimum": 0 },
                  "holds": { "type": "boolean" },
                  "sentence": { "type": "string" }
                }
              }
            }
          }
        }
      }
    }

    """
}
