/// What the columns of a coordinate table are, as its header says.
struct TableHeader: Hashable {
  /// Column of the first and of the second coordinate, in the order of the file.
  var first: Int
  var second: Int
  /// Said by words such as 北, 东, 经度; nil where the header has only X and Y.
  var axes: AxisOrder?
  /// The header speaks of longitude and latitude.
  var inDegrees: Bool
  /// Columns whose value tells the ring or plot a point belongs to.
  var groups: [Int]

  /// nil when the cells are no header of a coordinate table.
  init?(cells: [String]) {
    var coordinates: [(column: Int, meaning: Meaning)] = []
    var groups: [Int] = []
    for (i, cell) in cells.enumerated() {
      switch Meaning(cell) {
      case .group: groups.append(i)
      case .east, .north, .longitude, .latitude, .x, .y: coordinates.append((i, Meaning(cell)))
      case .other: break
      }
    }
    // Where both a geographic and a plane pair are given, the plane survey values come first in such tables and are exact.
    for pair: Set<Meaning> in [[.longitude, .latitude], [.east, .north], [.x, .y]] {
      let found = coordinates.filter { pair.contains($0.meaning) }
      guard found.count == 2, found[0].meaning != found[1].meaning else { continue }
      first = found[0].column
      second = found[1].column
      inDegrees = pair.contains(.longitude)
      axes =
        switch found[0].meaning {
        case .longitude, .east: .eastFirst
        case .latitude, .north: .northFirst
        default: nil
        }
      self.groups = groups
      return
    }
    return nil
  }

  private enum Meaning: Hashable {
    case group, east, north, longitude, latitude, x, y, other

    init(_ cell: String) {
      let word = cell.lowercased().filter { !$0.isWhitespace && !"()[]_.:°".contains($0) }
      let bare = word.replacing("坐标值", with: "").replacing("坐标", with: "").replacing("轴", with: "")
      if ["圈号", "环号", "地块圈号", "圈", "环", "地块", "地块号", "地块编号", "宗地号", "ring", "part", "图斑号", "区块"].contains(word) {
        self = .group
      } else if bare.contains("经") || ["lon", "lng", "long", "longitude", "l"].contains(bare) {
        self = .longitude
      } else if bare.contains("纬") || ["lat", "latitude", "b"].contains(bare) {
        self = .latitude
      } else if bare.contains("北") || bare.contains("纵") || ["n", "north", "northing"].contains(bare) {
        self = .north
      } else if bare.contains("东") || bare.contains("横") || ["e", "east", "easting"].contains(bare) {
        self = .east
      } else if ["x", "xm", "x米", "x单位m", "x单位米"].contains(bare) {
        self = .x
      } else if ["y", "ym", "y米", "y单位m", "y单位米"].contains(bare) {
        self = .y
      } else {
        self = .other
      }
    }
  }
}
