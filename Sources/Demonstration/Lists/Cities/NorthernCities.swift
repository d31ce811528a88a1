import Zoning

extension CityClauses {
  static var xuzhou: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "采煤塌陷地生态修复项目不得配套建设永久性建筑物，利用修复水面建设光伏发电设施的除外。",
        when: all(serves("生态修复"), builds("永久性建筑物")), unless: onlyIndustries("D4416")),
      .restrict(
        .discharge, "钢铁、焦化、水泥企业扩建、技术改造项目颗粒物新增量不得超过现有排放量的2%，烟气氮氧化物浓度不得高于每立方米50毫克。",
        when: all(grown, industry("C31", "C2521", "C3011")), keeps: all(withinExisting("颗粒物", share: "0.02"), "项目.浓度.氮氧化物 <= 50")),
      .prohibit(
        .resource, "岩溶水水源地补给范围内禁止新增取用地下水的工业项目，年取水量不超过5000立方米以及依法许可的民生用水除外。", when: all("项目.取用地下水", industry("B", "C", "D")),
        keeps: "项目.资源.年取地下水量 <= 5000", unless: all(servesOnly("民生"), paper("取水许可"))),
      .byPerson(.resource, .restrict, "骆马湖、微山湖沿岸缺水地区应当严格控制高耗水项目。", when: all("区域.缺水地区", "项目.高耗水", newOrExpanded)),
    ]
  }

  static var lianyungang: [ClauseDraft] {
    [
      .permitOnly(
        .spatial, "石油炼制、乙烯、芳烃等石化项目仅允许在认定的化工园区建设。", when: all(newOrExpanded, industry("C2511", "C2614", "C2651")),
        keeps: all(wholly("化工园区"), "园区.是否化工园区")),
      .require(
        .discharge, "石化项目二氧化硫、氮氧化物、挥发性有机物应当分别落实1.5倍、1.5倍和2倍削减替代。", when: all(industry("C251", "C261", "C265"), built),
        keeps: all(replaced("二氧化硫", times: "1.5"), replaced("氮氧化物", times: "1.5"), replaced("挥发性有机物", times: "2"))),
      .restrict(
        .discharge, "向海州湾、灌河口海域排放尾水的，总氮浓度不得高于每升15毫克。", when: all("项目.涉及尾水入海", "项目.排污口.新设改设扩大"),
        keeps: "项目.浓度.总氮 <= 15"),
      .byPerson(.spatial, .restrict, "云台山周边应当严格控制新增采石和房地产开发项目。", when: all(inside("生态空间管控区域"), builds("采石采矿", "房地产开发"))),
    ]
  }

  static var huaian: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "洪泽湖、白马湖蓄水保护范围内禁止圈圩、围湖造地和网箱养殖，生态修复工程除外。", when: all(inside("生态空间管控区域"), builds("围湖造地", "围海造地", "水产养殖")),
        unless: servesOnly("生态修复")),
      .restrict(
        .spatial, "盐化工项目应当进入认定的化工园区，新增氯化物废水的应当配套浓盐水综合利用设施，水重复利用率不得低于90%。",
        when: all(industry("C2612", "C2613"), "项目.新增产能"), keeps: all(wholly("化工园区"), "项目.资源.水重复利用率 >= 0.9")),
      .require(
        .discharge, "苏北灌溉总渠、淮河入海水道沿线新建、扩建项目化学需氧量、氨氮实行1.5倍减量替代。",
        when: all(newOrExpanded, any(emits("化学需氧量"), emits("氨氮")), inside("淮河流域"), "not(区域.水环境质量达标)"),
        keeps: all(replaced("化学需氧量", times: "1.5"), replaced("氨氮", times: "1.5"))),
      .byPerson(.spatial, .restrict, "里运河文化长廊周边应当合理确定建筑高度和开发强度。", when: all(inside("大运河核心监控区"), builds("房地产开发", "别墅类房地产"))),
    ]
  }

  static var yancheng: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "黄海湿地世界自然遗产地及其缓冲区内禁止围填海、采砂和新建风力发电机组。", when: all(inside("生态保护红线"), any(builds("围海造地", "采砂"), industry("D4415")))),
      .require(
        .risk, "沿海化工园区内企业应当按照不低于储存容积60%的标准设置事故应急池，并与园区三级防控体系联通。",
        when: all("项目.是否化工项目", wholly("化工园区"), "项目.资源.危险化学品储存容积 > 0"),
        keeps: "项目.资源.事故应急池容积 >= 0.6 * 项目.资源.危险化学品储存容积"),
      .restrict(
        .discharge, "农药、医药中间体项目化学需氧量年新增量不得超过20吨，且不得高于园区余量的十分之一。", when: all(makes("中间体"), wholly("产业园区")),
        keeps: all(emission("化学需氧量", atMost: "20"), "10 * 项目.排放.化学需氧量 <= 园区.余量.化学需氧量")),
      .byPerson(.spatial, .restrict, "沿海滩涂风电、光伏开发应当合理避让候鸟迁徙通道。", when: all(industry("D4415", "D4416"), inside("沿海地区"))),
    ]
  }

  static var suqian: [ClauseDraft] {
    [
      .restrict(
        .spatial, "酿酒项目应当集中布局在产业定位相符的园区，废水不外排的小型、微型作坊除外。", when: all(newOrExpanded, industry("C1512")),
        keeps: all(wholly("产业园区"), fitsPark), unless: all("项目.企业规模 in (\"小型\", \"微型\")", #"项目.废水去向 = "不排放""#)),
      .require(
        .discharge, "玻璃、陶瓷窑炉新建、改建项目应当使用清洁能源，烟气颗粒物浓度不得高于每立方米15毫克。", when: all(industry("C304", "C307"), #"项目.建设性质 in ("新建", "改建")"#),
        keeps: all(not(dirtyFuel), "项目.浓度.颗粒物 <= 15")),
      .prohibit(
        .risk, "骆马湖、中运河取水口上游禁止新建、扩建排放重点重金属的项目。",
        when: all(newOrExpanded, "项目.涉重金属", any(inside("饮用水水源二级保护区"), inside("饮用水水源准保护区"), inside("大运河核心监控区"))),
        keeps: emission("重点重金属", atMost: "0")),
      .byPerson(.resource, .require, "缺水乡镇新建工业项目应当合理配置再生水管网和雨水集蓄设施。", when: all("区域.缺水地区", isNew, "项目.资源.年用水量 > 300000")),
    ]
  }
}
