extension WholePlan {
  /// The paths of the files that its members are mapped from, each once.
  public var paths: [String] { Set(members.map(\.plan.path)).sorted() }
}
