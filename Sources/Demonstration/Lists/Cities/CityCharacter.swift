/// What sets a city's list apart: its waters, its trades, its figures.
struct CityCharacter {
  /// Six digits, `320100`.
  var code: String
  var name: String
  /// The one-character name that document numbers use.
  var shortName: String
  /// Begins the ids of its clauses.
  var prefix: String
  var coastal = false
  var waterShort = false

  /// The trades it wants, in words.
  var leading: String
  /// What may not come new, in words and codes.
  var unwelcome: (words: String, codes: [String])
  /// What may come only without new capacity, in words and codes.
  var mature: (words: String, codes: [String])
  /// The place that only named purposes may enter: layer and what the list calls it.
  var reserved: (layer: String, words: String)

  /// Tenths: replacement of VOCs.
  var vocsRatioTenths: Int
  /// Cubic metres of fresh water for 10,000 yuan of output.
  var waterIndex: Int
  /// Hundredths of a tonne of coal equivalent for 10,000 yuan of output.
  var energyIndexHundredths: Int
  /// Yuan of fixed investment a square metre of a new industrial site.
  var investmentPerSquareMetre: Int
  /// Metres between stores of hazardous chemicals and homes.
  var hazardDistanceMetres: Int
  /// Metres between large livestock farms and homes.
  var livestockDistanceMetres: Int
  /// Tonnes of steam an hour below which a solid-fuel boiler may not come.
  var boilerTonnes: Int

  static func of(_ code: String) -> CityCharacter? { all.first { $0.code == code } }

  static let all: [CityCharacter] = [
    CityCharacter(
      code: "320100", name: "南京市", shortName: "宁", prefix: "NJ", leading: "软件和信息服务、集成电路、智能电网、新能源汽车等主导产业",
      unwelcome: ("水泥熟料、平板玻璃、炼焦、化学制浆", ["C3011", "C3041", "C2521", "C221"]),
      mature: ("石油加工、钢铁冶炼", ["C251", "C311", "C312"]), reserved: ("生态空间管控区域", "秦淮河、滁河两侧生态空间管控区域"),
      vocsRatioTenths: 20, waterIndex: 14, energyIndexHundredths: 38, investmentPerSquareMetre: 5250, hazardDistanceMetres: 300,
      livestockDistanceMetres: 600, boilerTonnes: 65),
    CityCharacter(
      code: "320200", name: "无锡市", shortName: "锡", prefix: "WX", leading: "物联网、集成电路、生物医药、高端装备等地标产业",
      unwelcome: ("制革、化学制浆、酒精、铅蓄电池", ["C191", "C221", "C1511", "C3843"]),
      mature: ("印染、钢压延", ["C1713", "C1752", "C313"]), reserved: ("太湖流域一级保护区", "环太湖一级保护区"),
      vocsRatioTenths: 20, waterIndex: 9, energyIndexHundredths: 32, investmentPerSquareMetre: 6000, hazardDistanceMetres: 350,
      livestockDistanceMetres: 800, boilerTonnes: 65),
    CityCharacter(
      code: "320300", name: "徐州市", shortName: "徐", prefix: "XZ", waterShort: true, leading: "工程机械、新能源、集成电路与ICT、安全应急等产业",
      unwelcome: ("独立焦化、水泥熟料、小铸造", ["C2521", "C3011", "C3391"]),
      mature: ("炼铁、炼钢、煤制品", ["C311", "C312", "C2524"]), reserved: ("大运河核心监控区滨河生态空间", "大运河徐州段滨河生态空间"),
      vocsRatioTenths: 15, waterIndex: 11, energyIndexHundredths: 55, investmentPerSquareMetre: 3750, hazardDistanceMetres: 260,
      livestockDistanceMetres: 500, boilerTonnes: 35),
    CityCharacter(
      code: "320400", name: "常州市", shortName: "常", prefix: "CZ", leading: "新能源整车、动力电池、新材料、智能制造装备等产业",
      unwelcome: ("制革、铅冶炼、化学农药原药", ["C191", "C3212", "C2631"]),
      mature: ("印染、铸造", ["C1713", "C1752", "C3391"]), reserved: ("太湖流域一级保护区", "太滆运河等入湖河道一级保护区"),
      vocsRatioTenths: 20, waterIndex: 10, energyIndexHundredths: 36, investmentPerSquareMetre: 5600, hazardDistanceMetres: 320,
      livestockDistanceMetres: 700, boilerTonnes: 65),
    CityCharacter(
      code: "320500", name: "苏州市", shortName: "苏", prefix: "SZ", leading: "电子信息、装备制造、生物医药、先进材料等创新集群",
      unwelcome: ("制革、化学制浆造纸、酒精、染料", ["C191", "C2211", "C1511", "C2645"]),
      mature: ("印染、印制电路板", ["C1752", "C1713", "C3982"]), reserved: ("太湖流域一级保护区", "太湖、阳澄湖周边一级保护区"),
      vocsRatioTenths: 20, waterIndex: 8, energyIndexHundredths: 30, investmentPerSquareMetre: 6750, hazardDistanceMetres: 400,
      livestockDistanceMetres: 1000, boilerTonnes: 65),
    CityCharacter(
      code: "320600", name: "南通市", shortName: "通", prefix: "NT", coastal: true, leading: "船舶海工、高端纺织、新一代信息技术、新能源等产业",
      unwelcome: ("独立电镀、染料、化学制浆", ["C3360", "C2645", "C2211"]),
      mature: ("印染、钢丝绳酸洗", ["C1713", "C1752", "C3340"]), reserved: ("通榆河一级保护区", "通榆河南通段一级保护区"),
      vocsRatioTenths: 18, waterIndex: 11, energyIndexHundredths: 34, investmentPerSquareMetre: 5000, hazardDistanceMetres: 300,
      livestockDistanceMetres: 500, boilerTonnes: 50),
    CityCharacter(
      code: "320700", name: "连云港市", shortName: "连", prefix: "LYG", coastal: true, waterShort: true, leading: "石化、新医药、新材料、新能源等临港产业",
      unwelcome: ("染料、农药中间体、炼焦", ["C2645", "C2631", "C2521"]),
      mature: ("炼铁、镍铬合金冶炼", ["C311", "C314"]), reserved: ("通榆河二级保护区", "通榆河连云港段二级保护区"),
      vocsRatioTenths: 15, waterIndex: 16, energyIndexHundredths: 70, investmentPerSquareMetre: 4200, hazardDistanceMetres: 280,
      livestockDistanceMetres: 500, boilerTonnes: 35),
    CityCharacter(
      code: "320800", name: "淮安市", shortName: "淮", prefix: "HA", leading: "绿色食品、新一代信息技术、新型装备制造等产业",
      unwelcome: ("制革、化学制浆、酒精", ["C191", "C2211", "C1511"]),
      mature: ("盐化工、轮胎制造", ["C2612", "C2911"]), reserved: ("大运河核心监控区滨河生态空间", "里运河两岸滨河生态空间"),
      vocsRatioTenths: 15, waterIndex: 15, energyIndexHundredths: 52, investmentPerSquareMetre: 3400, hazardDistanceMetres: 260,
      livestockDistanceMetres: 500, boilerTonnes: 35),
    CityCharacter(
      code: "320900", name: "盐城市", shortName: "盐", prefix: "YC", coastal: true, waterShort: true, leading: "新能源、汽车、不锈钢、电子信息等产业",
      unwelcome: ("医药中间体、农药中间体、染料中间体", ["C2710", "C2631", "C2645"]),
      mature: ("化学纤维、造纸", ["C28", "C222"]), reserved: ("通榆河一级保护区", "通榆河盐城段一级保护区"),
      vocsRatioTenths: 15, waterIndex: 14, energyIndexHundredths: 46, investmentPerSquareMetre: 3600, hazardDistanceMetres: 300,
      livestockDistanceMetres: 500, boilerTonnes: 35),
    CityCharacter(
      code: "321000", name: "扬州市", shortName: "扬", prefix: "YZ", leading: "汽车及零部件、高端装备、航空、晶硅光伏等产业",
      unwelcome: ("制革、铅蓄电池、羽绒水洗", ["C191", "C3843", "C1941"]),
      mature: ("石油加工、玩具喷涂", ["C251", "C2452"]), reserved: ("大运河核心监控区滨河生态空间", "江淮生态大走廊滨河生态空间"),
      vocsRatioTenths: 18, waterIndex: 10, energyIndexHundredths: 33, investmentPerSquareMetre: 4500, hazardDistanceMetres: 300,
      livestockDistanceMetres: 600, boilerTonnes: 50),
    CityCharacter(
      code: "321100", name: "镇江市", shortName: "镇", prefix: "ZJ", leading: "高端装备、生命健康、数字经济、新材料等产业",
      unwelcome: ("化学制浆、铅锌冶炼、水泥熟料", ["C2211", "C3212", "C3011"]),
      mature: ("造纸、基础化学原料", ["C222", "C261"]), reserved: ("生态空间管控区域", "沿江湿地和宁镇山脉生态空间管控区域"),
      vocsRatioTenths: 20, waterIndex: 13, energyIndexHundredths: 44, investmentPerSquareMetre: 4800, hazardDistanceMetres: 300,
      livestockDistanceMetres: 600, boilerTonnes: 50),
    CityCharacter(
      code: "321200", name: "泰州市", shortName: "泰", prefix: "TZ", leading: "生物医药及高性能医疗器械、高端装备和高技术船舶、化工及新材料等产业",
      unwelcome: ("皮革鞣制、落后电镀、小棉纺", ["C191", "C3360", "C1711"]),
      mature: ("氯碱、船舶涂装", ["C2612", "C3731"]), reserved: ("生态空间管控区域", "引江河、里下河湿地生态空间管控区域"),
      vocsRatioTenths: 18, waterIndex: 10, energyIndexHundredths: 37, investmentPerSquareMetre: 4500, hazardDistanceMetres: 300,
      livestockDistanceMetres: 500, boilerTonnes: 50),
    CityCharacter(
      code: "321300", name: "宿迁市", shortName: "宿", prefix: "SQ", waterShort: true, leading: "绿色酿造、机电装备、高端纺织、光伏新能源等产业",
      unwelcome: ("制革、化学制浆、焦化", ["C191", "C2211", "C2521"]),
      mature: ("平板玻璃、化学纤维", ["C3041", "C28"]), reserved: ("大运河核心监控区滨河生态空间", "中运河两岸滨河生态空间"),
      vocsRatioTenths: 15, waterIndex: 13, energyIndexHundredths: 48, investmentPerSquareMetre: 3300, hazardDistanceMetres: 250,
      livestockDistanceMetres: 500, boilerTonnes: 35),
  ]
}
