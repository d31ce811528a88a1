/// Why the web could not be put together; each message names the thing and the remedy.
public enum WebError: Error, Sendable, CustomStringConvertible {
  /// A setting from the environment or the command line cannot be used.
  case badSetting(String)
  /// A file that belongs to the program is missing or damaged.
  case missingPart(String)

  public var message: String {
    switch self {
    case .badSetting(let m), .missingPart(let m): m
    }
  }

  public var description: String { message }
}
