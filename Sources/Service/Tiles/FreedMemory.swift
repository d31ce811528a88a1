import Foundation

/// Memory that was used and freed, but that the C library keeps for itself.
enum FreedMemory {
  /// Gives it back to the system (`malloc_trim` of glibc, which its module does not name); does nothing elsewhere.
  ///
  /// Making a large layer's pyramid takes some hundred megabytes for seconds; a server serves for weeks after.
  static func giveBack() {
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    typealias Trim = @convention(c) (Int) -> Int32
    _ = unsafeBitCast(symbol, to: Trim.self)(0)
  }
}
