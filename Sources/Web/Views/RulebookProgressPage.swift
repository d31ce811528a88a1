/// The check of the lists while it is under way.
struct RulebookProgressPage {
  let done: Int
  /// nil before the first count.
  let lists: Int?
  let asOf: String?

  init(done: Int, of lists: Int?, asOf: String?) {
    self.done = done
    self.lists = lists
    self.asOf = asOf
  }

  var view: View {
    let suffix = asOf.map { "?asOf=\(Addresses.escaped($0))" } ?? ""
    return [
      "done": .text(Figures.count(done)), "lists": .maybe(lists.map(Figures.count)), "doneRaw": .text(String(done)),
      "listsRaw": .text(String(max(1, lists ?? 1))), "here": "/rulebook\(suffix)", "data": "/rulebook.json\(suffix)",
      "day": .maybe(asOf.map { Days.chinese($0) }),
    ]
  }
}
