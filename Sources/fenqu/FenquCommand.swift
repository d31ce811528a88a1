import ArgumentParser
import Foundation

/// The program: runs what the command line asks for.
@main
enum Program {
  static func main() async {
    ResourceFolders.require()
    do {
      var command = try Fenqu.parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      CommandLineFault.end(with: error)
    }
  }
}

/// The command line, and the one place where everything is put together.
struct Fenqu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fenqu",
    abstract: "分区：生态环境分区管控综合服务系统",
    discussion: """
      一个程序，既是命令行，也是网站。先用 demo 生成示范省，再用 serve 启动；at 查一点，screen 研判一个项目。
      退出码：0 完成（不论研判结论），2 写法、输入有误或数据不可用（一句话说明原因和改法）。
      """,
    version: "fenqu \(version)",
    subcommands: [
      DemoCommand.self, ServeCommand.self, AtCommand.self, OverlayCommand.self, ScreenCommand.self, JobsCommand.self, ReplayCommand.self,
      ExportCommand.self, ImportCommand.self, CheckCommand.self,
      ListsCommand.self, CataloguesCommand.self, FEELCommand.self, DMNCommand.self, FactsCommand.self,
      BenchCommand.self, ImportWorkerCommand.self,
    ])
}
