/// What the file of a model may weigh before it is refused.
public struct DMNFileLimits: Hashable, Sendable {
  public var bytes: Int
  public var elements: Int

  public init(bytes: Int = 20_000_000, elements: Int = 200_000) {
    self.bytes = bytes
    self.elements = elements
  }

  public static let standard = DMNFileLimits()
}
