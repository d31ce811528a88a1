import Zoning

/// The nation's clauses, held here because every province's screening needs them; they cite laws that ended on 2026-08-15.
enum NationClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .permitOnly(
        .spatial,
        "生态保护红线内自然保护地核心保护区以外的区域，仅允许开展管护巡护、原住居民生活生产、科学研究观测、文物保护、生态旅游、线性基础设施、防洪供水、生态修复、军事国防和国家重大战略等对生态功能不造成破坏的有限人为活动。",
        when: inside("生态保护红线"),
        keeps: publicWork(
          serving: ["科学研究", "文物保护", "防洪", "供水", "生态修复", "军事国防", "国家重大战略"],
          building: linearWorks + ["生态修复", "供水设施", "取水工程", "防洪工程", "防洪护岸", "科研监测设施", "巡护设施", "文物保护设施", "军事设施"])
      ).citing("生态保护红线管理通知"),
      .require(
        .spatial, "确需占用生态保护红线的项目，应当依法取得不可避让论证意见和用地用海审批意见。",
        when: "重叠面积(\"生态保护红线\") > 0", keeps: all(paper("不可避让论证意见"), paper("用地用海审批意见"))
      ).citing("环境保护法", "第二十九条"),
      .prohibit(
        .spatial, "饮用水水源一级保护区内，不得新建、改建、扩建与供水设施和保护水源无关的项目。", when: all(built, inside("饮用水水源一级保护区")),
        unless: publicWork(serving: ["供水", "保护水源"], building: ["供水设施", "取水工程"])
      ).citing("水污染防治法", "第六十五条"),
      .prohibit(
        .spatial, "饮用水水源二级保护区内，不得新建、改建、扩建排放污染物的项目。",
        when: all(built, inside("饮用水水源二级保护区"), any("项目.排放水污染物", emits("化学需氧量")))
      ).citing("水污染防治法", "第六十六条"),
      .prohibit(
        .discharge, "饮用水水源保护区内不得设置排污口。",
        when: all("项目.排污口.新设改设扩大", any(inside("饮用水水源一级保护区"), inside("饮用水水源二级保护区"), inside("饮用水水源准保护区")))
      ).citing("水污染防治法", "第六十四条"),
      .prohibit(
        .resource, "高污染燃料禁燃区内，不得新建、扩建燃用高污染燃料的设施。", when: all(newOrExpanded, inside("高污染燃料禁燃区"), dirtyFuel)
      ).citing("大气污染防治法", "第三十八条"),
      .require(
        .discharge, "工业涂装项目应当使用低挥发性有机物含量的涂料，并建立使用台账。", when: uses("涂装", "喷漆"), keeps: "项目.使用低VOCs涂料"
      ).citing("大气污染防治法", "第四十六条"),
      .prohibit(
        .risk, "永久基本农田集中区域内，不得新建可能造成土壤污染的项目。",
        when: all(isNew, "项目.占用永久基本农田", any("项目.涉重金属", industry("C26", "C32", "C3360", "C191", "N7724")))
      ).citing("土壤污染防治法", "第五十条"),
      .prohibit(
        .discharge, "海洋生态保护红线区域内，不得新设工业排污口和城镇污水处理厂排污口。",
        when: all("项目.涉及尾水入海", #"项目.排污口.性质 in ("工业", "城镇污水处理厂")"#, inside("生态保护红线"))
      ).citing("海洋环境保护法", "第四十八条"),
      .prohibit(
        .spatial, "城镇居民区等人口集中区域内，不得建设规模化畜禽养殖场。", when: all(builds("规模化畜禽养殖场"), inside("居住区"))
      ).citing("畜禽规模养殖污染防治条例", "第十一条第三项"),
      .byPerson(
        .resource, .require, "高耗水工业项目的设备冷却水、空调冷却水、锅炉冷凝水应当合理回收利用。", when: all("项目.高耗水", built)
      ).citing("节约用水条例", "第二十七条"),
      .afterwards(
        .discharge, "排放重点重金属的项目应当在投产前取得排污许可证，并按证排污、自证守法。", when: "项目.涉重金属 and 项目.排放.重点重金属 > 0"
      ).citing("环境保护法", "第四十五条"),
      .encourage(.resource, "国家支持企业采用资源利用率高、污染物产生量少的工艺和设备，优先纳入清洁生产示范。").citing("清洁生产促进法"),
      .government(.spatial, "地方各级人民政府对本行政区域的环境质量负责，开发利用自然资源的规划应当依法进行环境影响评价。").citing("环境影响评价法"),
      .government(.risk, "县级以上地方人民政府应当建立土壤污染重点监管单位名录，适时更新并向社会公布。").citing("土壤污染防治法"),
    ]
  }
}
