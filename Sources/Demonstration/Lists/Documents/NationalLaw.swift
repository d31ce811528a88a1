import Zoning

/// National laws and rules that the lists cite, with the ten laws that ended when the code came into force.
///
/// Numbers and dates are public; what was not certain is left out. Only the redline's article has a known counterpart in the
/// code (art. 60); every other article of the ten laws has none listed, so that it is printed 对应条款待核.
enum NationalLaw {
  static let code = "生态环境法典"
  /// The day the code came into force and the ten laws ended.
  static let codeInForce = CivilDate("2026-08-15")!

  static var documents: [LegalDocument] {
    [
      LegalDocument(id: code, title: "中华人民共和国生态环境法典", validity: Validity(from: codeInForce), issuer: "全国人民代表大会"),
      ended("环境保护法", "主席令第9号", from: "2015-01-01", articles: ["第二十九条": "第六十条"]),
      ended("环境影响评价法", "2018年修正", from: "2018-12-29"),
      ended("海洋环境保护法", "2023年修订", from: "2024-01-01"),
      ended("大气污染防治法", "2018年修正", from: "2018-10-26"),
      ended("水污染防治法", "2017年修正", from: "2018-01-01"),
      ended("土壤污染防治法", "主席令第8号", from: "2019-01-01"),
      ended("固体废物污染环境防治法", "主席令第43号", from: "2020-09-01"),
      ended("噪声污染防治法", "主席令第104号", from: "2022-06-05"),
      ended("放射性污染防治法", "主席令第6号", from: "2003-10-01"),
      ended("清洁生产促进法", "2012年修正", from: "2012-07-01"),
      law("长江保护法", "中华人民共和国长江保护法", "主席令第65号", from: "2021-03-01", issuer: "全国人民代表大会常务委员会"),
      law("湿地保护法", "中华人民共和国湿地保护法", "主席令第102号", from: "2022-06-01", issuer: "全国人民代表大会常务委员会"),
      law("太湖流域管理条例", "太湖流域管理条例", "国务院令第604号", from: "2011-11-01", issuer: "国务院"),
      law("淮河流域水污染防治暂行条例", "淮河流域水污染防治暂行条例", "国务院令第183号", from: "1995-08-08", issuer: "国务院"),
      law("地下水管理条例", "地下水管理条例", "国务院令第748号", from: "2021-12-01", issuer: "国务院"),
      law("节约用水条例", "节约用水条例", "国务院令第776号", from: "2024-05-01", issuer: "国务院"),
      law("畜禽规模养殖污染防治条例", "畜禽规模养殖污染防治条例", "国务院令第643号", from: "2014-01-01", issuer: "国务院"),
      law("自然保护区条例", "中华人民共和国自然保护区条例", "2017年修订", from: "2017-10-07", issuer: "国务院"),
      law("风景名胜区条例", "风景名胜区条例", "2016年修订", from: "2016-02-06", issuer: "国务院"),
      law("海岸工程条例", "中华人民共和国防治海岸工程建设项目污染损害海洋环境管理条例", "2018年修订", from: "2018-03-19", issuer: "国务院"),
      law("生态保护红线管理通知", "关于加强生态保护红线管理的通知（试行）", "自然资发〔2022〕142号", from: nil, issuer: "自然资源部、生态环境部、国家林业和草原局"),
      law("长江经济带负面清单指南", "长江经济带发展负面清单指南（试行，2022年版）", nil, from: nil, issuer: "推动长江经济带发展领导小组办公室"),
    ]
  }

  private static func law(_ id: String, _ title: String, _ number: String?, from: String?, issuer: String) -> LegalDocument {
    LegalDocument(id: id, title: title, number: number, validity: Validity(from: from.map { CivilDate($0)! }), issuer: issuer)
  }

  private static func ended(_ id: String, _ number: String, from: String, articles: [String: String] = [:]) -> LegalDocument {
    LegalDocument(
      id: id, title: "中华人民共和国" + id, number: number, validity: Validity(from: CivilDate(from)!, until: codeInForce), successor: code,
      articleSuccessors: articles, issuer: "全国人民代表大会常务委员会")
  }
}
