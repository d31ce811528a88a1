import ArgumentParser
import Service

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "replay", abstract: "重放一次研判：从选址和事实重新判定，逐字节核对存档。")

  @OptionGroup var data: DataOption
  @Argument(help: "研判记录的 id（链接中的一段）。") var id: String

  func run() throws {
    try answering {
      let replay = try open(data.folder, .database).replay(id: id, caller: .console)
      Standard.output.write(replay.bytes)
      if replay.isIdentical {
        Standard.error.write("与存档逐字节相同。\n")
      } else {
        Standard.error.write("与存档不同：\n" + replay.differences.map { "  \($0)\n" }.joined())
        throw ExitCode(3)
      }
    }
  }
}
