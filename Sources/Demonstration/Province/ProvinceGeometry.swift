public import Geometry

/// The demonstration province (示范数据) as geometry: the real counties of the base map, invented control units that tile
/// each county exactly, and the layers that are consistent with them. No lists, no documents: those are made from the
/// attributes here.
///
/// Made from its seed with integers, + − × ÷ and square roots alone, so that every processor gives the same bytes.
public struct ProvinceGeometry: Sendable {
  public let seed: UInt64
  /// By code.
  public let counties: [County]
  /// By code.
  public let cities: [City]
  /// The land of the province; its parts and holes have every vertex of the counties' borders.
  public let outline: [GridPolygon]
  /// By code, so HY before ZH.
  public let units: [Unit]
  /// By id, then owner.
  public let layers: [DemoLayer]

  /// What to make.
  public struct Request: Sendable {
    /// The folder with the base map's files, ADCODE.geojson each (GCJ-02), for the province, 13 cities and 95 counties.
    public var baseMapFolder: String
    /// Control units in all, 300 to 4,570.
    public var units: Int
    public var seed: UInt64
    /// Threads that take counties; the result does not depend on it.
    public var lanes: Int

    public init(baseMapFolder: String, units: Int = 4570, seed: UInt64 = 1, lanes: Int = 2) {
      self.baseMapFolder = baseMapFolder
      self.units = units
      self.seed = seed
      self.lanes = lanes
    }
  }

  /// A county or district (县级行政区) with its six-digit code.
  public struct County: Sendable {
    public var code: String
    public var name: String
    /// Six digits, such as 320100.
    public var cityCode: String
    public var cityName: String
    public var polygons: [GridPolygon]
  }

  /// A prefecture-level city (设区市) with its six-digit code.
  public struct City: Sendable {
    public var code: String
    public var name: String
    public var polygons: [GridPolygon]
  }

  /// The class digit of a control unit's code.
  public enum UnitClass: Int, Sendable, CaseIterable, Comparable {
    /// 优先保护
    case priority = 1
    /// 重点管控
    case key = 2
    /// 一般管控
    case general = 3

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  public enum Domain: String, Sendable, CaseIterable {
    case land, sea
  }

  /// What a unit is for: the list of a unit is written for its function.
  public enum UnitKind: String, Sendable, CaseIterable {
    // Priority, land
    /// 自然保护区
    case reserve
    /// 饮用水水源保护区
    case waterSource
    /// 清水通道维护区
    case corridor
    /// 重要湿地, the Yangtze's and the lakes' water included
    case wetland
    /// 湿地公园
    case wetlandPark
    /// 重要渔业水域, 水产种质资源保护区
    case fishery
    /// 洪水调蓄区
    case floodStorage
    /// 森林公园, 生态公益林
    case forest
    /// 风景名胜区
    case scenic
    /// 沿海生态公益林, 海岸带重要湿地
    case coastBelt
    // Key, land
    /// 产业园区
    case park
    /// 工业集中区
    case cluster
    /// 城镇
    case townCore
    /// 街道
    case street
    // General, land
    /// 乡镇其余部分
    case rural
    // Sea
    /// 海洋保护区, 产卵场
    case seaProtected
    /// 港口航运区
    case seaPort
    /// 工业与城镇用海区
    case seaIndustry
    /// 排污混合区
    case seaOutfall
    /// 倾倒区
    case seaDumping
    /// 近岸海域一般管控区
    case seaGeneral
  }

  /// The level at which a park was set up.
  public enum ParkLevel: String, Sendable, CaseIterable {
    case national = "国家级"
    case provincial = "省级"
    case local = "市县级"
  }

  /// The industries a park stands for (产业定位).
  public enum ParkProfile: String, Sendable, CaseIterable {
    case petrochemical = "石化与精细化工"
    case newMaterials = "新材料"
    case equipment = "装备制造"
    case electronics = "电子信息"
    case biomedicine = "生物医药"
    case newEnergy = "新能源"
    case automobile = "汽车及零部件"
    case textile = "纺织服装"
    case food = "食品加工"
    case metallurgy = "冶金与金属制品"
    case logistics = "现代物流"
    case services = "科技研发与文旅服务"
  }

  /// A park or an industrial cluster as its register would have it.
  public struct Park: Sendable {
    public var level: ParkLevel
    /// On the register of recognised parks (合规园区).
    public var recognised: Bool
    public var profile: ParkProfile
    public var secondProfile: ParkProfile?
    /// Stands for chemical industry.
    public var chemical: Bool
    /// On the register of recognised chemical parks (化工园区).
    public var recognisedChemical: Bool
  }

  /// How far a unit's nearest part lies from a line, in classes that lists are written for.
  public enum ShoreDistance: String, Sendable, CaseIterable {
    /// ≤ 1 km
    case within1km
    /// ≤ 3 km
    case within3km
    /// ≤ 10 km
    case within10km
    case beyond
  }

  /// One control unit (生态环境管控单元).
  public struct Unit: Sendable {
    /// ZH or HY, county, class digit, serial: `ZH32011520012`.
    public var code: String
    public var name: String
    public var unitClass: UnitClass
    public var domain: Domain
    public var kind: UnitKind
    public var countyCode: String
    public var countyName: String
    public var cityCode: String
    public var cityName: String
    /// What the unit is drawn round: the water, hill, park, town; such as 长江干流 or 利港街道.
    public var featureName: String
    /// The township (乡镇、街道) that most of it lies in; at sea the county.
    public var township: String
    /// Within some 0.1 %: for texts, not for judgement.
    public var areaSquareKilometres: Double
    /// For parks and clusters.
    public var park: Park?
    /// Levels of 太湖流域 protection met, 1 to 3.
    public var taihuLevels: [Int]
    /// Parts of the canal's core area met: 1 riverside, 2 built-up, 3 the rest.
    public var canalParts: [Int]
    /// Levels of 通榆河 protection met, 1 to 3.
    public var tongyuLevels: [Int]
    /// Levels of drinking-water sources met: 1, 2, 3 the reserve (准保护区).
    public var sourceLevels: [Int]
    /// Names of the regions it lies in or meets, such as 太湖流域.
    public var regions: [String]
    /// To the nearest shoreline of the Yangtze's main stem.
    public var yangtzeShore: ShoreDistance
    /// To the coast.
    public var coast: ShoreDistance
    /// Share of its area inside the no-burn zones, 0 to 1, within some 0.1 %.
    public var noBurnShare: Double
    /// Meets an ecological redline.
    public var meetsRedline: Bool
    public var polygons: [GridPolygon]
  }
}
