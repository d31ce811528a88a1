import ArgumentParser
import Foundation

/// A command that is written wrongly: one Chinese sentence, where to find the right form, and exit status 2.
enum CommandLineFault {
  /// Ends the program as the error asks: help and version with 0, a wrong command with 2, refusals as they are.
  static func end(with error: any Error) -> Never {
    guard Fenqu.exitCode(for: error) == .validationFailure else { Fenqu.exit(withError: error) }
    let full = Fenqu.fullMessage(for: error)
    let command = helpCommand(in: full)
    Standard.error.write("错误：\(chinese(Fenqu.message(for: error)))\n用 \(command) 看写法。\n")
    Foundation.exit(2)
  }

  /// The parser's advice names the command whose help tells more: `See 'fenqu at --help' for more information.`
  private static func helpCommand(in message: String) -> String {
    for line in message.split(whereSeparator: \.isNewline) where line.contains("--help'") {
      if let part = line.split(separator: "'").first(where: { $0.hasSuffix("--help") }) { return String(part) }
    }
    return "fenqu --help"
  }

  /// The parser's sentence in Chinese; its own, where it says something else (refusals of commands are Chinese already).
  static func chinese(_ message: String) -> String {
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
      String($0.element)
    }
    func thing(_ i: Int) -> String { i < quoted.count ? "“\(quoted[i])”" : "" }
    let starts: [(String, () -> String)] = [
      ("Unknown option", { "不认得选项\(thing(0))\(quoted.count > 1 ? "，是不是\(thing(1))" : "")。" }),
      ("Missing expected argument", { "缺少参数\(thing(0))。" }),
      ("Missing value for", { "选项\(thing(0))后面要写值。" }),
      ("Missing one of", { "缺少参数：\(quoted.joined(separator: "、"))之一。" }),
      ("Missing required subcommand", { "还要写一个子命令。" }),
      ("Unexpected argument", { "多出一个参数\(thing(0))。" }),
      ("Invalid option", { "选项写法有误：\(message.split(separator: " ").last ?? "")。" }),
    ]
    if let known = starts.first(where: { message.hasPrefix($0.0) }) { return known.1() }
    if message.hasPrefix("The value"), message.contains("is invalid for") {
      let allowed = message.firstRange(of: "Please provide one of ").map {
        "，可以写：\(message[$0.upperBound...].replacing("'", with: "").replacing(" or ", with: "、").replacing(", ", with: "、").replacing(".", with: ""))"
      }
      return "\(thing(1)) 写的是\(thing(0))，不能用\(allowed ?? "")。"
    }
    if message.contains("unexpected arguments") { return "多出几个参数：\(quoted.joined(separator: "、"))。" }
    if message.unicodeScalars.contains(where: { $0.value > 0x4E00 }) { return message.hasSuffix("。") ? message : message + "。" }
    return "命令写法有误：\(message)"
  }
}
