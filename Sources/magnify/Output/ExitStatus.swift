/// What the exit status of the command means.
enum ExitStatus: Int32 {
  case done = 0
  case internalFault = 1
  case invalidInput = 2
  case gateFailed = 3
  case notEstimable = 4
  /// There is no such file, or it cannot be read: a folder, for instance.
  case cannotRead = 66
  case cannotWrite = 73
  case interrupted = 130
}
