import Figures
import Reports

/// A line of the journal: a job that was finished, and what it was made from.
struct JournalEntry: Sendable, Equatable {
  struct Input: Sendable, Equatable {
    let path: String
    let sha256: String
  }

  let identity: String
  let output: String
  let inputs: [Input]
  /// The checksum of the result file.
  let sha256: String
  let result: JobResult

  /// Under which it is found again.
  struct Key: Hashable {
    let identity: String
    let output: String
  }

  var key: Key { Key(identity: identity, output: output) }

  /// One line of JSON, without its line feed.
  var line: String {
    let json: JSONValue = [
      "identity": .string(identity), "output": .string(output),
      "inputs": .array(
        inputs.map { ["path": .string($0.path), "sha256": .string($0.sha256)] }),
      "sha256": .string(sha256), "result": .object(result.members),
    ]
    return json.rendered(.compact)
  }

  /// Reads a line, nil where it is damaged.
  init?(line: String) {
    guard let json = try? JSONValue(parsing: line), let identity = json["identity"]?.text,
      let output = json["output"]?.text, let sha256 = json["sha256"]?.text,
      let inputs = json["inputs"]?.elements, let result = json["result"].flatMap(JobResult.init)
    else { return nil }
    self.identity = identity
    self.output = output
    self.sha256 = sha256
    self.result = result
    self.inputs = inputs.map {
      Input(path: $0["path"]?.text ?? "", sha256: $0["sha256"]?.text ?? "")
    }
  }

  init(_ job: PlannedJob, identity: String, folders: [Input], _ outcome: JobOutcome) {
    self.identity = identity
    output = job.output
    inputs =
      outcome.envelope.inputs.map { Input(path: $0.location, sha256: $0.sha256) }
      .filter { input in !folders.contains { $0.path == input.path } } + folders
    sha256 = Checksum.sha256(outcome.bytes)
    result = JobResult(outcome)
  }
}
