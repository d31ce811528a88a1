import ArgumentParser
import Exchange

/// `fenqu import-worker`: reads one hostile file for a parent process; not for people.
struct ImportWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ImportWorker.commandName, abstract: "读取外来文件的子进程（由程序自己启动）", shouldDisplay: false)

  func run() throws {
    throw ExitCode(ImportWorker.run())
  }
}
