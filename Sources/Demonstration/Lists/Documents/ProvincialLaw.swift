import Zoning

/// Real documents of Jiangsu that the lists cite; an absent number or date was not certain and is left out.
enum ProvincialLaw {
  static var documents: [LegalDocument] {
    [
      rule("江苏省生态环境保护条例", "江苏省生态环境保护条例"),
      rule("江苏省太湖水污染防治条例", "江苏省太湖水污染防治条例"),
      rule("江苏省通榆河水污染防治条例", "江苏省通榆河水污染防治条例", "江苏省人大常委会公告第97号", from: "2012-04-01"),
      rule("江苏省长江水污染防治条例", "江苏省长江水污染防治条例"),
      rule("江苏省水污染防治条例", "江苏省水污染防治条例"),
      rule("江苏省大气污染防治条例", "江苏省大气污染防治条例"),
      rule("大运河核心监控区办法", "大运河江苏段核心监控区国土空间管控暂行办法", "苏政发〔2021〕20号", issuer: "江苏省人民政府"),
      rule("江苏省负面清单实施细则", "《长江经济带发展负面清单指南（试行，2022年版）》江苏省实施细则", issuer: "江苏省推动长江经济带发展领导小组办公室"),
    ]
  }

  private static func rule(_ id: String, _ title: String, _ number: String? = nil, from: String? = nil, issuer: String = "江苏省人民代表大会常务委员会")
    -> LegalDocument
  {
    LegalDocument(id: id, title: title, number: number, validity: Validity(from: from.map { CivilDate($0)! }), issuer: issuer)
  }
}
