extension SchemaCatalogue {
  static let personalAnalysis = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "magnify.nof1/1",
      "title": "Results of magnify nof1 analyze",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "verdict", "effects", "hyperparameters", "design", "cycles", "cycle_level",
        "randomisation_test", "operating_characteristics", "sensitivity", "nights"
      ],
      "properties": {
        "verdict": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "verdict", "arm", "label", "reasons", "sentence", "clinical", "technical",
            "conditions", "next_step"
          ],
          "properties": {
            "verdict": {
              "enum": ["responder", "non-responder", "inconclusive", "design-cannot-identify"]
            },
            "arm": { "type": "string" },
            "label": { "type": ["string", "null"] },
            "reasons": { "type": "array", "items": { "type": "string" } },
            "sentence": { "type": "string" },
            "clinical": { "type": "string" },
            "technical": { "type": "string" },
            "conditions": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "holds", "sentence"],
                "properties": {
                  "name": { "type": "string" },
                  "holds": { "type": "boolean" },
                  "sentence": { "type": "string" }
                }
              }
            },
            "next_step": { "type": ["string", "null"] }
          }
        },
        "effects": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "arm", "reference", "prior", "scale", "estimate", "mean", "sd", "conf_low",
              "conf_high", "p_benefit", "p_mcid", "p_harm", "p_worse", "nights",
              "nights_reference", "avoided_28_nights", "avoided_conf_low", "avoided_conf_high",
              "prior_mean", "prior_sd"
            ],
            "properties": {
              "arm": { "type": "string" },
              "reference": { "type": "string" },
              "prior": { "type": "string" },
              "scale": { "$ref": "#/$defs/scale" },
              "estimate": { "type": "number" },
              "mean": { "type": "number" },
              "sd": { "$ref": "#/$defs/deviation" },
              "conf_low": { "type": "number" },
              "conf_high": { "type": "number" },
              "p_benefit": { "$ref": "#/$defs/probability" },
              "p_mcid": { "$ref": "#/$defs/probability" },
              "p_harm": { "$ref": "#/$defs/probability" },
              "p_worse": { "$ref": "#/$defs/probability" },
              "nights": { "type": "integer", "minimum": 0 },
              "nights_reference": { "type": "integer", "minimum": 0 },
              "avoided_28_nights": { "type": ["number", "null"] },
              "avoided_conf_low": { "type": ["number", "null"] },
              "avoided_conf_high": { "type": ["number", "null"] },
              "prior_mean": { "type": "number" },
              "prior_sd": { "$ref": "#/$defs/deviation" }
            }
          }
        },
        "hyperparameters": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["term", "estimate", "mean", "sd", "conf_low", "conf_high", "prior"],
            "properties": {
              "term": { "type": "string" },
              "estimate": { "type": "number" },
              "mean": { "type": "number" },
              "sd": { "$ref": "#/$defs/deviation" },
              "conf_low": { "type": "number" },
              "conf_high": { "type": "number" },
              "prior": { "type": "string" }
            }
          }
        },
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
        },
        "cycles": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "arm", "cycle", "estimate", "nights", "nights_reference", "mean", "mean_reference"
            ],
            "properties": {
              "arm": { "type": "string" },
              "cycle": { "type": "integer", "minimum": 1 },
              "estimate": { "type": "number" },
              "nights": { "type": "integer", "minimum": 0 },
              "nights_reference": { "type": "integer", "minimum": 0 },
              "mean": { "type": "number" },
              "mean_reference": { "type": "number" }
            }
          }
        },
        "cycle_level": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "arm", "cycles", "scale", "estimate", "mean", "std_error", "df", "conf_low",
              "conf_high", "p_benefit", "p_mcid"
            ],
            "properties": {
              "arm": { "type": "string" },
              "cycles": { "type": "integer", "minimum": 0 },
              "scale": { "$ref": "#/$defs/scale" },
              "estimate": { "type": "number" },
              "mean": { "type": "number" },
              "std_error": { "$ref": "#/$defs/deviation" },
              "df": { "type": "number" },
              "conf_low": { "type": "number" },
              "conf_high": { "type": "number" },
              "p_benefit": { "$ref": "#/$defs/probability" },
              "p_mcid": { "$ref": "#/$defs/probability" }
            }
          }
        },
        "randomisation_test": {
          "oneOf": [
            { "type": "null" },
            {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "arm", "scheme", "schedules", "exact", "statistic", "p_value",
                "p_value_two_sided", "floor"
              ],
              "properties": {
                "arm": { "type": "string" },
                "scheme": { "type": "string" },
                "schedules": { "type": "integer", "minimum": 0 },
                "exact": { "type": "boolean" },
                "statistic": { "type": "number" },
                "p_value": { "$ref": "#/$defs/probability" },
                "p_value_two_sided": { "$ref": "#/$defs/probability" },
                "floor": { "$ref": "#/$defs/probability" }
              }
            }
          ]
        },
        "operating_characteristics": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "effect", "rho", "simulations", "p_responder", "p_non_responder", "p_inconclusive"
            ],
            "properties": {
              "effect": { "type": "number" },
              "rho": { "type": "number" },
              "simulations": { "type": "integer", "minimum": 0 },
              "p_responder": { "$ref": "#/$defs/probability" },
              "p_non_responder": { "$ref": "#/$defs/probability" },
              "p_inconclusive": { "$ref": "#/$defs/probability" }
            }
          }
        },
        "sensitivity": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "key", "label", "arm", "reference", "prior", "scale", "estimate", "mean", "sd",
              "conf_low", "conf_high", "p_benefit", "p_mcid", "p_harm", "p_worse", "nights",
              "nights_reference", "avoided_28_nights", "avoided_conf_low", "avoided_conf_high",
              "prior_mean", "prior_sd", "log_bayes_factor"
            ],
            "properties": {
              "key": { "type": "string" },
              "label": { "type": "string" },
              "arm": { "type": "string" },
              "reference": { "type": "string" },
              "prior": { "type": "string" },
              "scale": { "$ref": "#/$defs/scale" },
              "estimate": { "type": "number" },
              "mean": { "type": "number" },
              "sd": { "$ref": "#/$defs/deviation" },
              "conf_low": { "type": "number" },
              "conf_high": { "type": "number" },
              "p_benefit": { "$ref": "#/$defs/probability" },
              "p_mcid": { "$ref": "#/$defs/probability" },
              "p_harm": { "$ref": "#/$defs/probability" },
              "p_worse": { "$ref": "#/$defs/probability" },
              "nights": { "type": "integer", "minimum": 0 },
              "nights_reference": { "type": "integer", "minimum": 0 },
              "avoided_28_nights": { "type": ["number", "null"] },
              "avoided_conf_low": { "type": ["number", "null"] },
              "avoided_conf_high": { "type": ["number", "null"] },
              "prior_mean": { "type": "number" },
              "prior_sd": { "$ref": "#/$defs/deviation" },
              "log_bayes_factor": { "type": ["number", "null"] }
            }
          }
        },
        "nights": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "day", "date", "arm", "period", "cycle", "outcome", "fitted", "fitted_low",
              "fitted_high"
            ],
            "properties": {
              "day": { "type": "integer" },
              "date": { "type": ["string", "null"] },
              "arm": { "type": "string" },
              "period": { "type": "integer", "minimum": 0 },
              "cycle": { "type": ["integer", "null"] },
              "outcome": { "type": ["number", "null"] },
              "fitted": { "type": ["number", "null"] },
              "fitted_low": { "type": ["number", "null"] },
              "fitted_high": { "type": ["number", "null"] }
            }
          }
        }
      },
      "$defs": {
        "probability": { "type": "number", "minimum": 0, "maximum": 1 },
        "deviation": { "type": "number", "minimum": 0 },
        "scale": { "enum": ["ratio", "odds_ratio", "difference"] }
      }
    }

    """
}
