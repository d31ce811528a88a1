/// Hostile expressions made by kinds: what is nested, how wide it is, what grows, what never ends.
enum HostileKinds {
  static let all: [String] =
    nesting + width + ranges + growth + recursion + patterns + numbers + calendar + comparators + bigArguments + texts

  private static func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
    HostileTexts.nested(open, middle, close, count)
  }

  /// Every bracket and every word that takes an expression, up to the limit of levels and far beyond it.
  static let nesting: [String] = {
    let shapes: [(String, String, String)] = [
      ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("{a: {b: ", "1", "}}"), ("[[1], ", "1", "]"), ("not(", "true", ")"),
      ("abs(", "1", ")"), ("count([", "1", "])"), ("-(", "1", ")"), ("- ", "1", ""), ("1 + (", "1", ")"), ("2 ** (", "1", ")"),
      ("[1..", "1", "]"), ("1 in (", "1", ")"), ("1 in [", "1", "]"), ("(1 = ", "1", ")"), ("(true and ", "true", ")"),
      ("if true then (", "1", ") else 1"), ("if ", "true", " then true else false"), ("for x in [1] return ", "x", ""),
      ("for x in ", "[1]", " return x"), ("some x in [1] satisfies ", "true", ""), ("every x in ", "[1]", " satisfies true"),
      ("function(x) ", "x", ""), ("(function(x) ", "x", ")(1)"), ("[1][", "1", "]"), ("({a: ", "1", "}).a"), ("({a: ", "1", "})...a"),
      ("(1 between ", "1", " and 2)"), ("(", "1", " instance of number)"), ("(> ", "1", ")"), ("get value({a: ", "1", "}, \"a\")"),
      ("sort([", "1", "], function(a, b) a < b)"), ("string(", "1", ")"), ("flatten([", "1", "])"), ("sum(", "1", ")"),
    ]
    return shapes.flatMap { shape in [60, 190, 2_000].map { nested(shape.0, shape.1, shape.2, $0) } }
  }()

  /// As many parts as the length allows.
  static let width: [String] = {
    let joiners = [" + ", " - ", " * ", " / ", " ** ", " and ", " or ", ", "]
    let parts = ["1", "a", "\"x\"", "null", "[1]", "{b: 1}", "@\"P1D\"", "(1)", "1.5e6000"]
    let wide = joiners.flatMap { joiner in
      parts.map { part in
        let count = min(4_000, 19_000 / (joiner.utf8.count + part.utf8.count))
        return "[" + Array(repeating: part, count: count).joined(separator: joiner) + "]"
      }
    }
    return wide + [
      "{" + (0..<1_800).map { "k\($0): 1" }.joined(separator: ", ") + "}",
      "sum(" + Array(repeating: "1", count: 9_000).joined(separator: ",") + ")",
      "function(" + (0..<3_000).map { "p\($0)" }.joined(separator: ", ") + ") 1",
      "for " + (0..<900).map { "i\($0) in [1, 2]" }.joined(separator: ", ") + " return 1",
      "1 instance of context<" + (0..<1_500).map { "k\($0): any" }.joined(separator: ", ") + ">",
      "1 instance of function<" + Array(repeating: "Any", count: 4_000).joined(separator: ",") + ">->Any",
      "a in (" + Array(repeating: "> 1", count: 4_000).joined(separator: ",") + ")",
      Array(repeating: "if true then 1 else", count: 150).joined(separator: " ") + " 1", "a" + String(repeating: " b", count: 9_000),
      "a" + String(repeating: "[1]", count: 190), "a" + String(repeating: ".b", count: 190), "a" + String(repeating: "...b", count: 190),
    ]
  }()

  /// Intervals of a million million million, run through in every way there is.
  static let ranges: [String] = {
    let bounds = [
      "1..1000000000000000000", "-1000000000000000000..1000000000000000000", "1000000000000000000..1", "0..99999", "1..50000",
      "@\"0001-01-01\"..@\"9999-12-31\"", "@\"-999999999-01-01\"..@\"999999999-12-31\"", "1..1e6000", "1e-6000..1e6000",
    ]
    let loops = [
      "for i in # return i", "for i in # return [i]", "for i in # return {a: i}", "for i in # return string(i)",
      "some i in # satisfies i = null",
      "every i in # satisfies i != null", "for i in [#] return i", "for i in #, j in # return i", "for i in # return count(partial)",
      "count(for i in # return partial)", "sort(for i in # return i, function(a, b) a > b)", "(for i in # return i)[item > 0]",
      "(for i in # return {b: i}).b", "every i in #, j in # satisfies i = j or i != j",
    ]
    return loops.flatMap { loop in bounds.map { loop.replacingOccurrences("#", with: $0) } }
  }()

  /// Values that double at every turn.
  static let growth: [String] = {
    let turns = [
      "partial[-1] + partial[-1]", "string join([partial[-1], partial[-1]])", "string join(for k in 1..9 return partial[-1], partial[-1])",
      "replace(partial[-1], \"a\", \"aa\")", "replace(partial[-1], \"(a)\", \"$1$1$1$1$1$1$1$1$1\")",
      "replace(partial[-1], \"\", partial[-1])",
      "upper case(partial[-1] + partial[-1])", "string([partial[-1], partial[-1]])", "string({a: partial[-1], b: partial[-1]})",
      "string join(split(partial[-1], \"\"), \"aaaaaaaa\")", "substring(partial[-1] + partial[-1], 1)",
      "concatenate(partial[-1], partial[-1])", "append(partial[-1], partial[-1])", "union(partial[-1], [i], partial[-1])",
      "flatten([partial[-1], partial[-1]])", "insert before(partial[-1], 1, partial[-1])", "[partial[-1], partial[-1]]",
      "{a: partial[-1], b: partial[-1]}", "context put({a: partial[-1]}, \"b\", partial[-1])",
      "context put({x: {y: partial[-1]}}, [\"x\", \"z\"], partial[-1])", "context merge([{a: partial[-1]}, {b: partial[-1]}])",
      "context([{key: \"a\", value: partial[-1]}, {key: \"b\", value: partial[-1]}])", "get entries({a: partial[-1], b: partial[-1]})",
      "list replace([partial[-1], partial[-1]], 1, partial[-1])", "reverse(concatenate(partial[-1], partial[-1]))",
      "for k in [partial[-1], partial[-1]] return k", "for k in 1..9 return partial[-1]", "[partial, partial]", "partial",
      "{p: partial, q: partial}",
      "sublist(concatenate(partial[-1], partial[-1]), 1)", "distinct values([partial[-1], [partial[-1]]])",
      "function(x) partial[-1]", "{f: function() partial, g: partial}", "[partial[-1]..partial[-1]]", "partial[item = item]",
      "({a: partial[-1], b: partial[-1]})...a",
    ]
    let starts = ["\"a\"", "[\"a\"]", "{a: \"a\"}"]
    return turns.flatMap { turn in starts.map { "for i in 1..70 return if i = 1 then \($0) else \(turn)" } }
      + turns.map { "count(for i in 1..100000 return if i = 1 then \"a\" else \($0))" }
  }()

  /// Functions that call themselves: through a parameter, an entry, a comparator, a match, a filter.
  static let recursion: [String] = [
    "(function(f) f(f))(function(f) f(f))", "(function(f) [f(f), f(f)])(function(f) [f(f), f(f)])", "{f: function(n) f(n + 1), r: f(1)}.r",
    "{f: function(g, n) if n < 2 then n else g(g, n - 1) + g(g, n - 2), r: f(f, 40)}.r",
    "{a: function(g, m, n) if m = 0 then n + 1 else if n = 0 then g(g, m - 1, 1) else g(g, m - 1, g(g, m, n - 1)), r: a(a, 4, 4)}.r",
    "{f: function(g, x) sort([3, 2, 1], function(a, b) g(g, x) > b), r: f(f, 1)}.r",
    "{f: function(g, x) list replace([1, 2], function(a, b) g(g, x), 3), r: f(f, 1)}.r",
    "{f: function(g, x) [1, 2][g(g, x)], r: f(f, 1)}.r",
    "{f: function(g, x) for i in 1..9 return g(g, x), r: f(f, 1)}.r", "{f: function(g, x) some i in 1..9 satisfies g(g, x), r: f(f, 1)}.r",
    "{f: function(g, s) g(g, s + s), r: f(f, \"aaaaaaaa\")}.r", "{f: function(g, l) g(g, [l, l]), r: f(f, [1])}.r",
    "{f: function(g, l) g(g, concatenate(l, l)), r: f(f, [1])}.r", "{f: function(g, c) g(g, {a: c, b: c}), r: f(f, {})}.r",
    "{f: function(g, n) {v: n, w: g(g, n + 1)}, r: f(f, 1)}.r", "{f: function(g, n) function(x) g(g, n), r: f(f, 1)(1)(1)(1)}.r",
    "{f: function(g, n) if g(g, n + 1) = n then 1 else 2, r: f(f, 1)}.r",
    "{f: function(g, d) g(g, d + @\"P1D\"), r: f(f, @\"2026-01-01\")}.r",
  ]

  /// Regular expressions with exponential paths, in every function that takes one.
  static let patterns: [String] = {
    let written = [
      "(a+)+$", "(a*)*b", "(a|a)*b", "(a|aa)+$", "(a?){40}a{40}", "(.*)*x", "(.+)+\\1x", "((a{1,20}){1,20}){1,20}b", "(a|b|ab)*c",
      "^(([a-z])+.)+[A-Z]([a-z])+$",
      "(?:a+)+b", "(x+x+)+y", "([a-c]*)*d", "(\\w+\\s?)+!", "(a+)(a+)(a+)(a+)(a+)b", "a*a*a*a*a*a*a*a*b", "(.*),(.*),(.*),(.*),(.*)x",
      "(()*)*", "(a{0,900}){0,900}",
      "[\\s\\S]*?[\\s\\S]*?[\\s\\S]*?b", "(a|b)*?(a|b)*?(a|b)*?c", "\\p{L}*\\p{L}*\\p{L}*1",
    ]
    let subject = String(repeating: "a", count: 60)
    return written.flatMap { pattern -> [String] in
      let text = pattern.replacingOccurrences("\\", with: "\\\\")
      return [
        "matches(\"\(subject)!\", \"\(text)\")", "replace(\"\(subject),\(subject)\", \"\(text)\", \"-\")",
        "split(\"\(subject)\", \"\(text)\")",
        "matches(string join(for i in 1..20000 return \"ab\"), \"\(text)\", \"i\")",
        "for i in 1..100000 return matches(\"\(subject)\", \"\(text)\")",
      ]
    }
  }()

  /// Powers and exponents as large as they may be written, through every function of numbers.
  static let numbers: [String] = {
    let extremes = ["9.999e6144", "-9.999e6144", "1e-6176", "1e34", "9007199254740993", "0.1", "-1", "1e999", "123456789.123456789e-300"]
    let one = [
      "floor(#)", "ceiling(#)", "abs(#)", "sqrt(#)", "log(#)", "exp(#)", "odd(#)", "even(#)", "string(#)", "decimal(#, 6000)",
      "round up(#, -6000)",
    ]
    let two = ["# ** #", "# * #", "# / #", "# + #", "modulo(#, #)", "decimal(#, #)", "round half up(#, #)", "floor(#, #)"]
    let pairs = two.flatMap { form in
      zip(extremes, extremes.reversed()).map { a, b in form.replacingFirst("#", with: a).replacingOccurrences("#", with: b) }
    }
    return one.flatMap { form in extremes.map { form.replacingOccurrences("#", with: $0) } } + pairs
      + (one + two).map { "for i in 1..100000 return \($0.replacingOccurrences("#", with: "(i * 1.0000000000000000000000000000001e17)"))" }
      + ["sum", "mean", "median", "stddev", "mode", "product", "min", "max"].map { "\($0)(for i in 1..100000 return i * 1e6000)" }
  }()

  /// Dates, times and durations at the ends of what can be written, and by the hundred thousand.
  static let calendar: [String] = {
    let values = [
      "@\"999999999-12-31\"", "@\"-999999999-01-01\"", "@\"2026-08-15T00:00:00@Europe/Paris\"", "@\"23:59:59@America/New_York\"",
      "@\"P999999999999Y\"", "@\"-P999999999999DT23H\"",
    ]
    let forms = [
      "# + #", "# - #", "# * 9e300", "# / 1e-300", "string(#)", "[#..#]", "date(#)", "time(#)", "# = #", "week of year(#)", "#.weekday",
    ]
    return forms.flatMap { form in values.map { form.replacingOccurrences("#", with: $0) } }
      + forms.map { "for i in 1..100000 return \($0.replacingOccurrences("#", with: values[2]))" } + [
        "for i in 1..100000 return date and time(\"2026-08-15T00:00:00@Europe/Paris\")",
        "for i in 1..100000 return time(\"10:00:00@Asia/Shanghai\")",
        "sort(for i in 1..20000 return @\"2026-08-15T00:00:00@Europe/Paris\", function(a, b) a < b)", "for i in 1..100000 return now()",
        "for i in 1..100000 return years and months duration(@\"-999999999-01-01\", @\"999999999-12-31\")",
      ]
  }()

  /// Sorting and replacing by functions that lie, grow, fail or take long.
  static let comparators: [String] = {
    let bodies = [
      "true", "false", "null", "a < b", "not(a < b)", "a != b", "modulo(a * 7919, 101) < modulo(b * 104729, 103)",
      "count(for i in 1..1000 return i) > a",
      "some i in 1..100000 satisfies i = null", "sort([a, b, a], function(x, y) x > y)[1] = a", "string(a) < string(b)",
      "matches(string(a), \"(1+)+$\")",
    ]
    return bodies.flatMap { body in
      [
        "sort(for i in 1..20000 return -i, function(a, b) \(body))",
        "sort(for i in 1..300 return modulo(i * 7919, 101), function(a, b) \(body))",
        "list replace(for i in 1..20000 return i, function(a, b) \(body), 0)",
      ]
    }
  }()

  /// Every function over a list, text or context that is as large as one may be.
  static let bigArguments: [String] = {
    let lists = [
      "(for i in 1..90000 return i)", "(for i in 1..20000 return [i, i])", "(for i in 1..20000 return {key: string(i), value: i})",
    ]
    let ofLists = [
      "count(#)", "min(#)", "sum(#)", "all(#)", "sublist(#, 2)", "append(#, 1)", "concatenate(#, #)", "insert before(#, 1, 0)",
      "remove(#, 1)", "reverse(#)",
      "index of(#, 5)", "union(#, #)", "distinct values(#)", "flatten(#)", "list contains(#, -1)", "# = #", "# != reverse(#)", "string(#)",
      "context(#)", "#[item != 5]",
      "#[-1]", "#.key", "#...value", "# instance of list<number>", "# instance of list<context<key: string, value: number>>", "5 in #",
      "# in #", "is(#, #)", "mode(#)",
      "string join(#)", "list replace(#, 1, #)", "some x in # satisfies x = -1", "for x in # return x", "for x in #, y in # return x",
      "context merge(#)", "all(# = #)",
    ]
    let text = "string join(for i in 1..60000 return \"abcdefgh\")"
    let ofTexts = [
      "string length(#)", "upper case(#)", "lower case(#)", "substring(#, 2)", "contains(#, #)", "contains(#, \"hgfedcba\")",
      "starts with(#, #)", "ends with(#, #)",
      "substring before(#, \"zz\")", "substring after(#, #)", "replace(#, \"b\", \"\")", "matches(#, \"z$\")", "split(#, \"d\")",
      "split(#, \"\")", "number(#)", "date(#)",
      "duration(#)", "range(#)", "# = #", "# < #", "# + #", "string([#, #])", "matches(\"a\", #)", "replace(\"a\", #, #)", "split(#, #)",
      "{a: #, b: #, c: [#, #]}",
      "for i in 1..100000 return {big: #}", "[#, #, #, #, #, #, #, #][item = #]", "context put({}, #, 1)", "get value({a: 1}, #)",
      "min([#, #])",
    ]
    let context = "context(for i in 1..9000 return {key: string(i), value: i})"
    let ofContexts = [
      "get entries(#)", "get value(#, \"5\")", "context put(#, \"a\", #)", "context merge([#, #])", "# = #", "#...a", "string(#)",
      "[#, #].a", "# instance of context<a: number>",
      "for i in 1..100000 return context put(#, string(i), i)", "(#)[1]", "for i in 1..9000 return #.a",
    ]
    return lists.flatMap { list in ofLists.map { $0.replacingOccurrences("#", with: list) } }
      + ofTexts.map { $0.replacingOccurrences("#", with: text) }
      + ofContexts.map { $0.replacingOccurrences("#", with: context) }
  }()

  /// Broken texts as long as they may be.
  static let texts: [String] = [
    "(", "[", "{", "\"", "@\"", "if ", "for i in ", "function(", "not(", "1 in (", "a.", "...", "..", "/*", "//", "\\", "\"\\u", "１", "（",
    "，", "“", "==", "!", "=", "<", ">=", "**",
    "some x in ", "instance of ", "between ", "a b ", "a-b ", "1 ", "null ", "{a:", "[1..", "]1..", "?", "-", "𠮷", "\u{0}", "\u{202e}", "é́",
    "external ", "a:", "list<",
  ].flatMap { piece in [piece, "1 + " + piece].map { String(repeating: $0, count: 19_000 / max(1, $0.unicodeScalars.count)) } }
}

extension String {
  /// Without Foundation: every occurrence of a text exchanged for another.
  fileprivate func replacingOccurrences(_ found: Character, with other: String) -> String {
    split(separator: found, omittingEmptySubsequences: false).joined(separator: other)
  }

  fileprivate func replacingFirst(_ found: Character, with other: String) -> String {
    guard let place = firstIndex(of: found) else { return self }
    return self[..<place] + other + self[index(after: place)...]
  }
}
