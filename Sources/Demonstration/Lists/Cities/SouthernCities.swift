import Zoning

extension CityClauses {
  static var nanjing: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "禁止在长江及其支流岸线五百米范围内新建、扩建危险品仓储和散货堆存项目，改善环境、消除隐患的改造除外。",
        when: all(newOrExpanded, industry("G594", "G591")), keeps: farther("长江干支流岸线", 500), unless: servesOnly("节能环保改造", "安全隐患改造")),
      .restrict(
        .discharge, "石化、钢铁企业技术改造后，二氧化硫、氮氧化物、颗粒物净增量均不得大于零。",
        when: all(#"项目.建设性质 = "技术改造""#, industry("C25", "C26", "C31")),
        keeps: all(noNetGrowth("二氧化硫"), noNetGrowth("氮氧化物"), noNetGrowth("颗粒物"))),
      .require(
        .risk, "建成区内新建住宅、学校、医院的，应当先行取得用地的土壤污染状况调查报告。",
        when: all(inside("建成区"), builds("房地产开发", "学校", "医院")), keeps: paper("土壤污染状况调查报告")),
      .byPerson(
        .resource, .require, "秦淮河、玄武湖周边大型公共建筑应当合理利用再生水、雨水等非常规水源。",
        when: all(inside("建成区"), "项目.资源.用地面积 > 50000", not(industry("C")))),
    ]
  }

  static var wuxi: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "梁溪河、直湖港等入湖河道两侧的三级保护区内，禁止新建、扩建含磷、含氮的化学清洗和表面处理项目，落实1.1倍磷氮减量替代的战略性新兴产业项目除外。",
        when: all(newOrExpanded, inside("太湖流域三级保护区"), uses("酸洗", "磷化"), "项目.生产废水含磷氮"),
        unless: all("项目.战略性新兴产业", replaced("总磷", times: "1.1"), replaced("总氮", times: "1.1"))),
      .require(
        .spatial, "改建印染项目应当全部位于合规园区，产能不得增加。", when: all(#"项目.建设性质 = "改建""#, uses("印染")),
        keeps: all(wholly("产业园区"), "园区.合规", "not(项目.新增产能)")),
      .require(
        .discharge, "直接排入太湖水系的工业废水，出水总磷浓度不得高于每升0.3毫克、化学需氧量不得高于每升40毫克。",
        when: all(#"项目.废水去向 = "直接排放""#, inside("太湖流域")), keeps: all("项目.浓度.总磷 <= 0.3", "项目.浓度.化学需氧量 <= 40")),
      .byPerson(
        .risk, .require, "蠡湖、五里湖周边餐饮、住宿设施应当合理设置，防止含油污水和厨余垃圾入湖。",
        when: all(inside("太湖流域一级保护区"), builds("餐饮", "旅游设施"))),
    ]
  }

  static var changzhou: [ClauseDraft] {
    [
      .require(
        .spatial, "动力电池、光伏电池制造项目应当布局在产业定位相符的合规园区。", when: all(newOrExpanded, industry("C3841", "C3825")),
        keeps: all(wholly("产业园区"), fitsPark)),
      .restrict(
        .discharge, "动力电池项目生产废水应当全部回用或者接入集中污水处理厂，氨氮年新增量不得超过3.5吨。",
        when: industry("C3841"), keeps: all("项目.接管污水处理厂", emission("氨氮", atMost: "3.5")), unless: #"项目.废水去向 = "不排放""#),
      .prohibit(
        .risk, "滆湖、长荡湖周边禁止新建危险化学品仓储和危险废物集中处置设施。",
        when: all(isNew, any(inside("太湖流域一级保护区"), inside("太湖流域二级保护区")), any(builds("危险化学品仓储"), industry("N7724")))),
      .byPerson(
        .spatial, .restrict, "铸造、锻造企业集中的乡镇应当严格控制单纯扩大产能的项目。", when: all(expanded, industry("C3391", "C3392", "C3393"))),
    ]
  }

  static var suzhou: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "阳澄湖、淀山湖沿岸的一级保护区内禁止新建别墅类房地产、主题公园和水上餐饮设施。",
        when: all(inside("太湖流域一级保护区"), builds("别墅类房地产", "主题公园", "餐饮"), isNew)),
      .restrict(
        .spatial, "电子电路项目含电镀工序的，应当进入合规园区，且新增占地不得超过60000平方米。",
        when: all(industry("C3982"), uses("电镀")), keeps: all(wholly("产业园区"), "园区.合规", "项目.资源.用地面积 <= 60000")),
      .require(
        .discharge, "喷水织机、印染企业集中区新建、改建项目中水回用率不得低于60%。",
        when: all(industry("C17"), #"项目.建设性质 in ("新建", "改建")"#), keeps: "项目.资源.水重复利用率 >= 0.6"),
      .require(
        .risk, "使用危险化学品的电子信息、生物医药企业应当建设有效容积不小于储存容积一半的事故应急池。",
        when: all("项目.使用危险化学品", industry("C39", "C27")), keeps: "2 * 项目.资源.事故应急池容积 >= 项目.资源.危险化学品储存容积"),
      .byPerson(
        .spatial, .restrict, "古城和历史文化街区内各类建设应当严格控制体量，与传统风貌相协调。",
        when: all(inside("大运河核心监控区建成区"), "项目.资源.用地面积 > 20000")),
    ]
  }

  static var zhenjiang: [ClauseDraft] {
    [
      .prohibit(
        .spatial, "禁止在长江干支流岸线一公里范围内新建、扩建以化学浆为原料的造纸项目。", when: all(newOrExpanded, industry("C221", "C222"), uses("制浆")),
        keeps: farther("长江干支流岸线", 1000)),
      .restrict(
        .spatial, "宁镇山脉采石宕口修复应当以复绿为主，配套建设用地不得超过修复面积的15%。",
        when: all(builds("生态修复"), "项目.资源.临时用地面积 > 0"), keeps: "项目.资源.用地面积 <= 0.15 * 项目.资源.临时用地面积"),
      .require(
        .discharge, "香醋、酱油等酿造项目扩建后，总氮排放增量不得超过现有排放量的5%。", when: all(expanded, industry("C1462")),
        keeps: withinExisting("总氮", share: "0.05")),
      .byPerson(.risk, .require, "化工企业搬迁后遗留地块应当合理确定再开发利用的用途和时序。", when: all(serves("安全隐患改造"), "项目.是否化工项目")),
    ]
  }
}
