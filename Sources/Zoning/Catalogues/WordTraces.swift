/// What a wording leaves to be found in another wording of the same thing (字词线索): neighbouring characters, the characters that its terms
/// are made of, and words in Latin letters.
///
/// Words that every row has (工艺、设备 …) and characters that tell no substance (机、法 …) leave none.
struct WordTraces: Hashable, Sendable {
  /// Two neighbouring characters, and words in Latin letters.
  private(set) var runs: Set<UInt64> = []
  /// First and last characters of terms of up to three, where one character carries the meaning: 煤 of 煤粉 and of 动力煤.
  private(set) var shortEnds: Set<UInt64> = []
  /// Characters in which such a one may be met again: all of a compound of up to six, the head of a longer one, which stands last.
  private(set) var carried: Set<UInt64> = []

  /// Of a word in plain form, see `PlainWord`.
  init(plain text: String) {
    var bare = text
    for word in Self.common where bare.contains(word) {
      bare = bare.split(separator: word, omittingEmptySubsequences: false).joined(separator: " ")
    }
    var term: [Unicode.Scalar] = []
    var latin: [Unicode.Scalar] = []
    func close() {
      add(term: term[...])
      term = []
    }
    func closeLatin() {
      add(latin: latin)
      latin = []
    }
    for u in bare.unicodeScalars {
      if u.properties.isIdeographic, !Self.particles.contains(u) {
        closeLatin()
        term.append(u)
      } else if u.properties.isAlphabetic && !u.properties.isIdeographic || ("0"..."9").contains(u) {
        close()
        latin.append(u)
      } else {
        close()
        closeLatin()
      }
    }
    close()
    closeLatin()
  }

  private mutating func add(term: ArraySlice<Unicode.Scalar>) {
    var core = term
    while let last = core.last, Self.generic.contains(last) { core.removeLast() }
    while let first = core.first, Self.generic.contains(first) { core.removeFirst() }
    guard let first = core.first, let last = core.last else { return }
    if core.count <= 3 { shortEnds.formUnion([UInt64(first.value), UInt64(last.value)]) }
    for u in core.count <= 6 ? core : [last] where !Self.generic.contains(u) { carried.insert(UInt64(u.value)) }
    for (a, b) in zip(term, term.dropFirst()) where !(Self.generic.contains(a) && Self.generic.contains(b)) { runs.insert(Self.run(a, b)) }
  }

  private mutating func add(latin: [Unicode.Scalar]) {
    let text = String(String.UnicodeScalarView(latin))
    guard latin.count >= 2, latin.contains(where: { !("0"..."9").contains($0) }), !Self.units.contains(text) else { return }
    // FNV-1a, kept apart from pairs of characters by the highest bit.
    runs.insert(text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } | 1 << 63)
  }

  static func run(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> UInt64 { UInt64(a.value) << 21 | UInt64(b.value) }

  /// Whether the two wordings have something of each other in them.
  func meet(_ other: WordTraces) -> Bool {
    !runs.isDisjoint(with: other.runs) || !shortEnds.isDisjoint(with: other.carried) || !carried.isDisjoint(with: other.shortEnds)
  }

  /// Words that nearly every row or process has, which therefore tell nothing.
  private static let common = [
    "生产线", "生产", "工艺", "技术", "设备", "装置", "装备", "设施", "系统", "方法", "采用", "使用", "利用", "用于", "制备", "制造", "加工", "过程", "项目",
    "产品", "制品", "材料", "企业", "建设", "新建", "改建", "扩建", "以下", "以上", "以内", "小时", "年产", "单台", "单套", "单线", "规模", "能力", "产能", "其他", "其它",
    "及其", "不含", "除外", "普通", "一般", "主要", "各类", "各种", "有关", "相关", "进行", "平方米", "立方米", "毫米", "千瓦", "万吨", "吨年",
  ]

  /// Characters that join or count and belong to no term.
  private static let particles = Set("的及和与或等之以在为至不未用".unicodeScalars)

  /// Characters that say kind, manner or size of a thing, and not what it is.
  private static let generic = Set(
    "机器具件品物料剂线法类型式性化业厂房室站场区段套台座条组制造产生加工新旧大小中高低上下内外前后多单双全半非无有含量度率级系列项目个号第子只万吨年".unicodeScalars)

  /// Whether a character by itself says nothing of what a thing is.
  static func saysNothing(_ scalar: Unicode.Scalar) -> Bool { generic.contains(scalar) || particles.contains(scalar) }

  private static let units: Set<String> = [
    "kg", "mg", "mm", "cm", "km", "kw", "mw", "gw", "kv", "kva", "mva", "kwh", "ml", "hm", "m2", "m3", "tce",
  ]
}
