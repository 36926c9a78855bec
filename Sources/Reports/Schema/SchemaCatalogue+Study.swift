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
            { "$ref": "#/$defs/pairedCycles" },
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
              "description": "trial, sceptical, wide, enthusiast, normal:M,S or trials:FILE"
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
        "schedule": { "type": "string", "description": "The randomised plan, a CSV file." },
        "looks": {
          "description": "Complete cycles after which the log is analysed, the planned end last.",
          "type": "array",
          "items": { "type": "integer", "minimum": 1 },
          "minItems": 1
        },
        "monitoring": {
          "description": "Analyse as often as you like; a verdict then needs an e-value of 20.",
          "const": "continuous"
        },
        "arms": {
          "description": "What the arms consist of, by their names.",
          "type": "object",
          "additionalProperties": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "form": { "type": "string" },
              "dose_mg": {
                "description": "Elemental magnesium a night.",
                "type": "number",
                "minimum": 0
              }
            }
          }
        },
        "person_spread": {
          "description": "SD of true effects between persons, added to a prior from trials.",
          "type": "number",
          "exclusiveMinimum": 0
        },
        "design": {
          "description": "What the schedule was drawn from, as nof1 design writes it.",
          "type": "object",
          "additionalProperties": false,
          "required": ["cycles", "period_nights"],
          "properties": {
            "cycles": { "type": "integer", "minimum": 1 },
            "period_nights": { "type": "integer", "minimum": 1 },
            "start": { "type": "string", "description": "YYYY-MM-DD" },
            "seed": { "type": "integer", "minimum": 0 },
            "generator": { "type": "string" }
          }
        },
        "sealed_key": {
          "description": "SHA-256 of the key of a blinded plan.",
          "type": "string",
          "pattern": "^[0-9a-f]{64}$"
        },
        "report": {
          "description": "What a report says beside its numbers, for nof1 checklist.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "title": { "type": "string" },
            "registration": { "type": "string" },
            "registration_data": { "type": "string" },
            "protocol": { "type": "string" },
            "protocol_version": { "type": "string" },
            "funding": { "type": "string" },
            "roles": { "type": "string" },
            "sponsor": { "type": "string" },
            "sponsor_role": { "type": "string" },
            "oversight": { "type": "string" },
            "ethics": { "type": "string" },
            "consent": { "type": "string" },
            "consent_form": { "type": "string" },
            "ancillary_consent": { "type": "string" },
            "interests": { "type": "string" },
            "background": { "type": "string" },
            "rationale": { "type": "string" },
            "comparator": { "type": "string" },
            "objective": { "type": "string" },
            "eligibility": { "type": "string" },
            "setting": { "type": "string" },
            "recruitment": { "type": "string" },
            "baseline": { "type": "string" },
            "interventions": { "type": "string" },
            "discontinuation": { "type": "string" },
            "adherence": { "type": "string" },
            "concomitant_care": { "type": "string" },
            "outcome": { "type": "string" },
            "outcome_properties": { "type": "string" },
            "outcome_changes": { "type": "string" },
            "sample_size": { "type": "string" },
            "interim_stopping": { "type": "string" },
            "sequence_generation": { "type": "string" },
            "allocation_concealment": { "type": "string" },
            "implementation": { "type": "string" },
            "blinding_how": { "type": "string" },
            "similarity": { "type": "string" },
            "unblinding": { "type": "string" },
            "data_collection": { "type": "string" },
            "retention": { "type": "string" },
            "data_management": { "type": "string" },
            "monitoring_committee": { "type": "string" },
            "harms_monitoring": { "type": "string" },
            "auditing": { "type": "string" },
            "amendments": { "type": "string" },
            "confidentiality": { "type": "string" },
            "data_access": { "type": "string" },
            "data_sharing": { "type": "string" },
            "specimens": { "type": "string" },
            "changes": { "type": "string" },
            "losses": { "type": "string" },
            "stopped_early": { "type": "string" },
            "harms": { "type": "string" },
            "limitations": { "type": "string" },
            "generalisability": { "type": "string" },
            "interpretation": { "type": "string" },
            "post_trial_care": { "type": "string" },
            "dissemination": { "type": "string" },
            "authorship": { "type": "string" }
          }
        }
      },
      "$defs": {
        "names": {
          "type": "array",
          "items": { "type": "string" },
          "minItems": 1,
          "uniqueItems": true
        },
        "answer": { "enum": [true, false, "yes", "no"] },
        "pairedCycles": {
          "type": "object",
          "additionalProperties": false,
          "required": ["paired-cycles"],
          "properties": {
            "paired-cycles": {
              "type": "object",
              "additionalProperties": false,
              "required": ["max_run"],
              "properties": { "max_run": { "type": "integer", "minimum": 1 } }
            }
          }
        },
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
