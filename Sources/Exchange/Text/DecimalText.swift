/// Prints binary numbers with a fixed number of decimals, without the C library and its locale.
enum DecimalText {
  /// `value` rounded half away from zero; values of 1e12 and more, and non-finite ones, in Swift's own form.
  static func fixed(_ value: Double, decimals: Int) -> String {
    precondition(decimals <= 6)
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    var scale: Int64 = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int64((value.magnitude * Double(scale)).rounded())
    let sign = value < 0 && scaled != 0 ? "-" : ""
    let whole = scaled / scale
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let fraction = String(scaled % scale)
    return "\(sign)\(whole)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
