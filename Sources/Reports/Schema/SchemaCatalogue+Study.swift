extension SchemaCatalogue {
  static let study = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "magnify.study/1",
      "title": "Study file of one person (study.yaml)",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "reference": { "type": "string", "description": "The comparator arm." },
        "treatments": {
          "description": "The arms compared with it; the first is the primary contrast.",
          "$ref": "#/$defs/names"
        },
        "outcome": {
          "oneOf": [
            { "type": "string", "description": "The column." },
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "column": { "type": "string" },
                "kind": { "enum": ["count", "score", "duration", "binary", "ordinal"] },
                "better": { "enum": ["lower", "higher"] },
                "levels": {
                  "description": "Of an ordinal outcome, lowest first.",
                  "type": "array",
                  "items": { "type": ["string", "integer"] },
                  "minItems": 2,
                  "uniqueItems": true
                },
                "range": {
                  "description": "The smallest and the largest possible value.",
                  "type": "array",
                  "items": { "type": "number" },
                  "minItems": 2,
                  "maxItems": 2
                }
              }
            }
          ]
        },
        "mcid": {
          "description": "Smallest effect that matters: a ratio, or a difference for scores.",
          "type": "number",
          "exclusiveMinimum": 0
        },
        "mcid_set_before": {
          "description": "Whether it was set before the treatment codes were known.",
          "$ref": "#/$defs/answer"
        },
        "randomised": { "$ref": "#/$defs/answer" },
        "randomisation": {
          "description": "How the order was drawn.",
          "oneOf": [
            { "type": "string" },
            { "$ref": "#/$defs/nightly" },
            { "$ref": "#/$defs/blocks" }
          ]
        },
        "blinded": { "$ref": "#/$defs/answer" },
        "wash_in_nights": { "type": "integer", "minimum": 0, "maximum": 60 },
        "prior": {
          "oneOf": [
            {
              "type": "string",
              "description": "trial, sceptical, wide, enthusiast or normal:M,S"
            },
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["mean", "sd"],
              "properties": {
                "mean": { "type": "number" },
                "sd": { "type": "number", "exclusiveMinimum": 0 }
              }
            }
          ]
        },
        "covariates": {
          "description": "Columns declared in advance.",
          "type": "array",
          "items": { "type": "string" },
          "uniqueItems": true
        },
        "schedule": { "type": "string", "description": "The randomised plan, a CSV file." }
      },
      "$defs": {
        "names": {
          "type": "array",
          "items": { "type": "string" },
          "minItems": 1,
          "uniqueItems": true
        },
        "answer": { "enum": [true, false, "yes", "no"] },
        "nightly": {
          "type": "object",
          "additionalProperties": false,
          "required": ["nightly"],
          "properties": {
            "nightly": {
              "type": "object",
              "additionalProperties": false,
              "required": ["max_run"],
              "properties": { "max_run": { "type": "integer", "minimum": 1 } }
            }
          }
        },
        "blocks": {
          "type": "object",
          "additionalProperties": false,
          "required": ["blocks"],
          "properties": {
            "blocks": {
              "type": "object",
              "additionalProperties": false,
              "required": ["size"],
              "properties": { "size": { "type": "integer", "minimum": 2 } }
            }
          }
        }
      }
    }

    """
}
