extension SchemaCatalogue {
  static let result = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "magnify.result/1",
      "title": "Result of a magnify verb",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "schema", "tool", "command", "inputs", "options", "seed", "results", "excluded",
        "findings", "notes"
      ],
      "properties": {
        "schema": { "const": "magnify.result/1" },
        "tool": {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "version"],
          "properties": { "name": { "const": "magnify" }, "version": { "type": "string" } }
        },
        "command": { "type": "string", "minLength": 1 },
        "inputs": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["path", "sha256", "rows_read", "rows_used"],
            "properties": {
              "path": { "type": "string" },
              "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
              "rows_read": { "type": "integer", "minimum": 0 },
              "rows_used": { "type": "integer", "minimum": 0 }
            }
          }
        },
        "options": { "type": "object" },
        "seed": { "type": ["integer", "null"] },
        "results": { "type": "object", "description": "Empty when the verb failed." },
        "excluded": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["what", "reason"],
            "properties": { "what": { "type": "string" }, "reason": { "type": "string" } }
          }
        },
        "findings": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "code", "severity", "message", "hint", "file", "line", "column", "value"
            ],
            "properties": {
              "code": { "type": "string", "pattern": "^[A-Z][0-9]{3}$" },
              "severity": { "enum": ["information", "warning", "error"] },
              "message": { "type": "string" },
              "hint": { "type": ["string", "null"] },
              "file": { "type": ["string", "null"] },
              "line": { "type": ["integer", "null"], "minimum": 1 },
              "column": { "type": ["integer", "null"], "minimum": 1 },
              "value": { "type": ["string", "null"] }
            }
          }
        },
        "notes": { "type": "array", "items": { "type": "string" } }
      }
    }

    """
}
