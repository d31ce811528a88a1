import Zoning

/// The province's clauses on what is discharged (全省污染物排放管控).
enum ProvinceDischargeClauses: ListWriter {
  static var clauses: [ClauseDraft] {
    [
      .require(
        .discharge, "环境空气质量未达标的县（市、区），新增挥发性有机物、氮氧化物的项目实行两倍削减替代。",
        when: all(built, "not(区域.空气质量达标)", any(emits("挥发性有机物"), emits("氮氧化物"))),
        keeps: all(replaced("挥发性有机物", times: "2"), replaced("氮氧化物", times: "2"))
      ).citing("江苏省大气污染防治条例"),
      .require(
        .discharge, "环境空气质量达标的县（市、区），新增二氧化硫、氮氧化物、颗粒物的项目实行等量削减替代。",
        when: all(built, "区域.空气质量达标", any(emits("二氧化硫"), emits("氮氧化物"), emits("颗粒物"))),
        keeps: all(replaced("二氧化硫", times: "1"), replaced("氮氧化物", times: "1"), replaced("颗粒物", times: "1"))),
      .require(
        .discharge, "水环境质量未达标的地区，新增化学需氧量、氨氮的项目实行1.5倍削减替代。",
        when: all(built, "not(区域.水环境质量达标)", any(emits("化学需氧量"), emits("氨氮"))),
        keeps: all(replaced("化学需氧量", times: "1.5"), replaced("氨氮", times: "1.5"))
      ).citing("江苏省水污染防治条例"),
      .restrict(
        .discharge, "产业园区实行限值限量管理，项目新增化学需氧量、氨氮、总磷、总氮均不得超过园区余量。",
        when: all(wholly("产业园区"), built, "项目.排放水污染物"),
        keeps: all(
          emission("化学需氧量", atMost: "园区.余量.化学需氧量"), emission("氨氮", atMost: "园区.余量.氨氮"), emission("总磷", atMost: "园区.余量.总磷"),
          emission("总氮", atMost: "园区.余量.总氮"))),
      .restrict(
        .discharge, "产业园区内项目新增二氧化硫、氮氧化物、颗粒物、挥发性有机物均不得超过园区余量。", when: all(wholly("产业园区"), built, industry("C", "D")),
        keeps: all(
          emission("二氧化硫", atMost: "园区.余量.二氧化硫"), emission("氮氧化物", atMost: "园区.余量.氮氧化物"), emission("颗粒物", atMost: "园区.余量.颗粒物"),
          emission("挥发性有机物", atMost: "园区.余量.挥发性有机物"))),
      .restrict(
        .discharge, "扩建、技术改造项目应当以新带老，化学需氧量净增量不得大于现有排放量的10%。", when: all(#"项目.建设性质 in ("扩建", "技术改造")"#, emits("化学需氧量")),
        keeps: "项目.排放.化学需氧量 - 替代.化学需氧量.量 <= 0.1 * 项目.现有排放.化学需氧量"),
      .require(
        .discharge, "排放重点重金属的新建、扩建项目实行不低于1.2倍的削减替代。", when: all(newOrExpanded, "项目.涉重金属"),
        keeps: replaced("重点重金属", times: "1.2")),
      .require(.discharge, "产生挥发性有机物的工序应当密闭，废气收集处理后达标排放。", when: all(industry("C"), emits("挥发性有机物")), keeps: "项目.VOCs密闭收集"),
      .restrict(.discharge, "新建、改建燃气锅炉烟气氮氧化物排放浓度不得高于每立方米50毫克。", when: all(builds("锅炉"), burns("天然气")), keeps: "项目.浓度.氮氧化物 <= 50"),
      .restrict(
        .discharge, "直接排入外环境的工业废水，化学需氧量、总磷排放浓度分别不得高于每升50毫克和0.5毫克。",
        when: all(#"项目.废水去向 = "直接排放""#, industry("C")), keeps: all("项目.浓度.化学需氧量 <= 50", "项目.浓度.总磷 <= 0.5")),
      .prohibit(
        .discharge, "水质目标为Ⅰ类、Ⅱ类的水体禁止新设、改设或者扩大排污口。", when: #"项目.排污口.新设改设扩大 and 项目.排污口.受纳水体类别 in ("Ⅰ类", "Ⅱ类")"#),
      .require(
        .discharge, "新设、改设或者扩大入河排污口的，应当取得有管辖权的生态环境主管部门的设置同意。", when: "项目.排污口.新设改设扩大 and not(项目.涉及尾水入海)", keeps: paper("入河排污口设置同意")),
      .government(.discharge, "省、市、县逐级分解重点污染物减排任务，完成情况纳入年度考核。"),
    ]
  }
}
