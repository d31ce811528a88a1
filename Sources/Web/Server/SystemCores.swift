import NIOCore

/// The machine's processors.
public enum SystemCores {
  public static var count: Int { max(1, NIOCore.System.coreCount) }
}
