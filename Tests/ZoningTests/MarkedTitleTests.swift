import Testing
import Zoning

@Suite("titles in book-title marks")
struct MarkedTitleTests {
  @Test(
    "marks inside a title become single ones, marks inside those double again",
    arguments: [
      ("长江保护法", "《长江保护法》"), ("《负面清单指南（试行）》江苏省实施细则", "《〈负面清单指南（试行）〉江苏省实施细则》"),
      ("关于《甲》《乙》的意见", "《关于〈甲〉〈乙〉的意见》"), ("关于《解读《甲》》的意见", "《关于〈解读《甲》〉的意见》"), ("〈甲〉细则", "《〈甲〉细则》"),
    ])
  func marked(title: String, expected: String) { #expect(LegalDocument.marked(title) == expected) }

  @Test("people are told the labels of options and fields, programs keep codes and FEEL words")
  func labels() throws {
    let options = try #require(FactsCatalogue.standard["construction"]).options
    let relocation = try #require(options.first { $0.code == "relocation" })
    #expect(relocation.label == "迁建" && relocation.word == "新建")
    #expect(Set(options.map(\.label)).count == options.count, "two options look alike")
    let catalogue = FactsCatalogue.standard
    #expect(catalogue.name(ofField: "products[3].isIntermediate") == "“产品方案”第 3 条的“是中间体”")
    #expect(catalogue.name(ofField: "products[3].unheard") == "“产品方案”第 3 条的“unheard”")
    #expect(catalogue.name(ofField: "unheard[1]") == "“unheard[1]”")
  }
}
