/// What each profile of park bans, limits and asks of its trades, in words and codes.
struct ParkTrades {
  /// Trades that may not come new.
  var banned: [(words: String, codes: [String])]
  /// Trades that may not add capacity.
  var limited: (words: String, codes: [String])
  /// A process that the profile's waste comes from, and what must then be shown.
  var process: (words: String, names: [String])
  /// The pollutants its discharge limits name.
  var pollutants: [String]

  static func of(_ profile: ProvinceGeometry.ParkProfile) -> ParkTrades {
    switch profile {
    case .petrochemical:
      ParkTrades(
        banned: [("农药原药、染料中间体", ["C2631", "C2645"]), ("炸药、火工产品", ["C267"]), ("独立炼焦、煤制合成气", ["C2521", "C2522"])],
        limited: ("无机酸、氮肥", ["C2611", "C2621"]), process: ("硝化、氯化、光气化", ["硝化", "氯化", "光气化"]),
        pollutants: ["挥发性有机物", "化学需氧量", "氮氧化物", "二氧化硫"])
    case .newMaterials:
      ParkTrades(
        banned: [("粘胶纤维", ["C281"]), ("普通平板玻璃、水泥", ["C3041", "C3011"]), ("涂料、油墨", ["C2641", "C2642"])],
        limited: ("初级形态塑料、合成橡胶", ["C2651", "C2652"]), process: ("聚合、浸胶", ["聚合", "浸胶"]), pollutants: ["挥发性有机物", "颗粒物", "化学需氧量", "总氮"])
    case .equipment:
      ParkTrades(
        banned: [("独立电镀、热浸锌", ["C3360"]), ("铅蓄电池", ["C3843"]), ("黑色金属冶炼", ["C311", "C312"])],
        limited: ("铸造、锻造", ["C3391", "C3392", "C3393"]), process: ("酸洗、磷化", ["酸洗", "磷化"]), pollutants: ["颗粒物", "挥发性有机物", "总磷", "氮氧化物"])
    case .electronics:
      ParkTrades(
        banned: [("铅蓄电池、含汞电池", ["C3843", "C3849"]), ("有色金属冶炼", ["C321"]), ("化学原料", ["C261"])],
        limited: ("印制电路板", ["C3982"]), process: ("电镀、蚀刻", ["电镀", "蚀刻"]), pollutants: ["氨氮", "总氮", "挥发性有机物", "重点重金属"])
    case .biomedicine:
      ParkTrades(
        banned: [("化学农药", ["C263"]), ("化学合成香料", ["C2684"]), ("皮革鞣制", ["C191"])],
        limited: ("化学药品原料药", ["C2710"]), process: ("发酵、合成", ["发酵", "合成"]), pollutants: ["挥发性有机物", "氨氮", "化学需氧量", "总磷"])
    case .newEnergy:
      ParkTrades(
        banned: [("铅蓄电池", ["C3843"]), ("多晶硅还原等高耗能前道工序", ["C3218"]), ("铝冶炼", ["C3216"])],
        limited: ("锂离子电池正极材料", ["C3985"]), process: ("涂布、注液", ["涂布", "注液"]), pollutants: ["挥发性有机物", "氨氮", "总氮", "颗粒物"])
    case .automobile:
      ParkTrades(
        banned: [("独立电镀", ["C3360"]), ("再生橡胶、废轮胎热解", ["C2914", "C4220"]), ("铅蓄电池", ["C3843"])],
        limited: ("轮胎制造", ["C2911"]), process: ("涂装、喷漆", ["涂装", "喷漆"]), pollutants: ["挥发性有机物", "颗粒物", "总磷", "氮氧化物"])
    case .textile:
      ParkTrades(
        banned: [("皮革鞣制、毛皮鞣制", ["C191", "C1931"]), ("化学制浆", ["C221"]), ("染料、助剂合成", ["C2645", "C2661"])],
        limited: ("印染", ["C1713", "C1752", "C1762"]), process: ("印染、定型", ["印染", "定型"]), pollutants: ["总氮", "化学需氧量", "总磷", "挥发性有机物"])
    case .food:
      ParkTrades(
        banned: [("味精、柠檬酸发酵", ["C1461"]), ("化工、农药", ["C26"]), ("皮革、毛皮", ["C19"])],
        limited: ("酒精、淀粉", ["C1511", "C1391"]), process: ("发酵、屠宰", ["发酵", "屠宰"]), pollutants: ["氨氮", "总磷", "化学需氧量", "总氮"])
    case .metallurgy:
      ParkTrades(
        banned: [("铅锌冶炼、再生铅", ["C3212"]), ("独立炼焦", ["C2521"]), ("铁合金、电解铝", ["C314", "C3216"])],
        limited: ("炼铁、炼钢", ["C311", "C312"]), process: ("熔炼、酸洗", ["熔炼", "酸洗"]), pollutants: ["颗粒物", "二氧化硫", "氮氧化物", "重点重金属"])
    case .logistics:
      ParkTrades(
        banned: [("危险化学品仓储", ["G594"]), ("废旧电器拆解", ["C4210"]), ("化工、印染", ["C26", "C1713"])],
        limited: ("散货堆存装卸", ["G591"]), process: ("散料装卸、破碎", ["散料装卸", "破碎"]), pollutants: ["颗粒物", "氮氧化物", "化学需氧量", "挥发性有机物"])
    case .services:
      ParkTrades(
        banned: [("化工、冶金、造纸", ["C26", "C31", "C22"]), ("电镀、印染", ["C3360", "C1713"]), ("危险化学品仓储", ["G594"])],
        limited: ("汽车零部件、电机制造", ["C367", "C381"]), process: ("动物实验、中试合成", ["动物实验", "中试合成"]), pollutants: ["挥发性有机物", "化学需氧量", "氨氮", "颗粒物"])
    }
  }
}
