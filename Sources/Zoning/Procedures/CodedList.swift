/// An alternative that prints industry codes, `轮胎制造2911、年耗胶量2000吨及以上的橡胶零件制造2913（甲除外）`.
struct CodedList {
  let phrase: ProcedurePhrase

  init(_ text: String, _ mentions: IndustryMentions) {
    let characters = Array(text)
    let whole = ProcedurePhraseReader.unstarred(text)
    let found = mentions.mentions(in: characters)
    var phrases: [ProcedurePhrase] = []
    /// A condition before one name may run on to the names after it.
    var conditioned = false
    var start = 0
    for mention in found {
      var before = String(characters[start..<mention.digits.lowerBound])
      for joint in ["以及", "或者", "、", "和"] where start > 0 && before.hasPrefix(joint) {
        before = String(before.dropFirst(joint.count))
        break
      }
      if let name = mentions.name(of: mention.code), before.hasSuffix(name) { before = String(before.dropLast(name.count)) }
      if mentions.isName(before, of: mention.code) { before = "" }
      var end = mention.digits.upperBound
      var starred = false
      var notes: [String] = []
      while end < characters.count {
        if characters[end] == "*" {
          starred = true
          end += 1
        } else if "（(".contains(characters[end]), let close = Self.close(characters, end) {
          notes.append(String(characters[(end + 1)..<close]))
          end = close + 1
        } else {
          break
        }
      }
      var item = ProcedurePhrase.industry([mention.code])
      if before.hasSuffix("、"), !before.contains("的") {
        // Things without a code stand before this one in the list.
        phrases.append(.question(String(before.dropLast())))
      } else if before.hasSuffix("的"), found.count == 1 {
        item = .both(item, ProcedureCondition.phrase(before))
        conditioned = true
      } else if !before.isEmpty || conditioned {
        item = .both(item, .question(whole))
        conditioned = true
      }
      item = ProcedureNote(notes, mentions).laid(on: item)
      phrases.append(starred ? .both(item, ProcedureCondition.industrialBuilding) : item)
      start = end
    }
    let rest = String(characters[start...])
    let list = ProcedurePhrase.any(phrases) ?? .question(whole)
    phrase = rest.isEmpty ? list : .both(list, .question(whole))
  }

  /// Where the bracket that opens at `open` closes.
  private static func close(_ characters: [Character], _ open: Int) -> Int? {
    var depth = 0
    for i in open..<characters.count {
      if "（(".contains(characters[i]) { depth += 1 }
      if ")）".contains(characters[i]) {
        depth -= 1
        if depth == 0 { return i }
      }
    }
    return nil
  }
}
