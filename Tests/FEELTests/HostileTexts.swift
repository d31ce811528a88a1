/// Expressions written to exhaust time, memory or stack.
enum HostileTexts {
  static func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + middle + String(repeating: close, count: count)
  }

  static let all: [String] = [
    nested("(", "1", ")", 5_000), nested("(", "1", ")", 199), nested("[", "", "]", 5_000), nested("[", "", "]", 190), nested("not(", "true", ")", 3_000),
    nested("not(", "true", ")", 190), nested("{a:", "1", "}", 3_000), nested("if true then ", "1", " else 2", 1_000), nested("-", "1", "", 9_000),
    nested("1+", "1", "", 9_000), nested("1**", "1", "", 6_000), nested("a.", "b", "", 9_000), nested("[1]", "[1]", "", 6_000), nested("true and ", "true", "", 2_000),
    nested("for x in ", "[1]", " return x", 1_000), nested("1 in ", "1", "", 3_000), nested("1 in (", "1", ")", 2_000), nested("function(x) ", "1", "", 1_500),
    nested("1 instance of list<", "number", ">", 1), "1 instance of " + nested("list<", "number", ">", 3_000), nested("@", "1", "", 9_000),
    String(repeating: "(", count: 19_999), String(repeating: "[", count: 19_999), String(repeating: "\"", count: 19_999), String(repeating: "a ", count: 9_999),
    String(repeating: "a-", count: 9_999), String(repeating: "/*", count: 9_999), String(repeating: "（", count: 19_999), String(repeating: "1,", count: 9_999),
    String(repeating: "a", count: 200_000), String(repeating: "if ", count: 6_000), "1" + String(repeating: " ", count: 19_000) + "+", String(repeating: "{", count: 19_999),
    "[" + String(repeating: "1,", count: 9_998) + "1]", "sum([" + String(repeating: "1.5,", count: 4_990) + "1])", String(repeating: "9", count: 19_999),
    "\"" + String(repeating: "\\u0041", count: 3_000) + "\"", "1e" + String(repeating: "9", count: 10_000), "0." + String(repeating: "0", count: 19_000) + "1",
    "9 ** 9 ** 9 ** 9", "9e6144 ** 9e6144", "1.0000001 ** 9e30", "0.5 ** 99999999", "2 ** -9223372036854775808", "(-2) ** 9e20", "1e-6000 ** 0.0001", "exp(1e30)", "exp(-1e30)",
    "log(1e-6144)", "sqrt(9e6144)", "modulo(9e6144, 3e-6000)", "for i in 1..100000 return modulo(1e6000, 3e-100)", "for i in 1..100000 return exp(i)",
    "for i in 1..100000 return log(i)", "for i in 1..100000 return i ** 0.3", "for i in 1..100000 return i ** 900", "for i in 1..100000 return sqrt(i)",
    "for i in 1..100000 return string(1e6000)", "for i in 1..1000000000000 return i", "for i in -9223372036854775808..9223372036854775807 return i",
    "for d in @\"0001-01-01\"..@\"9999-12-31\" return d", "for i in 1..1000, j in 1..1000, k in 1..1000 return i", "some i in 1..99999, j in 1..99999 satisfies i + j < 0",
    "every i in 1..99999, j in 1..99999 satisfies i + j > 0", "for i in 1..100000 return partial", "for i in 1..1000 return [partial, partial]",
    "for i in 1..60 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1]", "for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
    "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]", "for i in 1..60 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}",
    "for i in 1..100000 return for j in 1..100000 return j", "(function(f) f(f))(function(f) f(f))", "(function(f) f(f) + f(f))(function(f) f(f) + f(f))",
    "{f: function(g, n) if n = 0 then 0 else g(g, n - 1) + g(g, n - 1), r: f(f, 60)}", "{f: function(g, n) if n = 0 then 0 else 1 + g(g, n - 1), r: f(f, 100000)}",
    "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"(a+)+$\")", "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a|aa)+b\")", "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(.*)(.*)(.*)(.*)(.*)(.*)(.*)b\")",
    "matches(\"aaaaaaaaaaaaaaaaaaaaaaa\", \"((a*)*)*b\")", "matches(\"a\", \"((((a{1,1000}){1,1000}){1,1000}){1,1000})\")", "matches(\"a\", \"a{1000000000}\")",
    "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a+)\\1+b\")", "matches(\"a\", \"\(nested("(", "a", ")", 4_000))\")", "matches(\"a\", \"\(nested("[a-", "b", "]", 1_000))\")",
    "for i in 1..100000 return matches(\"aaaaaaaaaaaaaaaaaaaab\", \"(a+)+$\")", "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a+)+b|a\", \"$1\")",
    "split(string join(for i in 1..50000 return \"a,\"), \",\")", "for i in 1..60 return if i = 1 then \"a\" else replace(partial[-1], \"a\", \"aaaaaaaaaaaaaaaaaaaa\")",
    "string join(for i in 1..100000 return \"abcdefghijklmnopqrstuvwxyz\", \"--------------------------------------\")", "sort(for i in 1..100000 return modulo(i * 7919, 100003))",
    "sort(for i in 1..100000 return -i, function(a, b) a < b)", "count(distinct values(for i in 1..100000 return [i, i]))", "[1, 2, 3][-9223372036854775808]", "[1][1e30]",
    "substring(\"abc\", -9223372036854775808, 9223372036854775807)", "sublist([1, 2], 9223372036854775807, 9223372036854775807)", "insert before([1], -9223372036854775808, 1)", "decimal(1, 9e30)",
    "round up(1.5, -9223372036854775808)", "floor(1e-6176)", "@\"P999999999999999999Y\" * 9e300", "@\"P999999999999999999D\" + @\"P999999999999999999D\"", "-@\"-P9999999999999999D\" * -99999999999",
    "@\"2026-08-15\" + @\"P999999999999999999M\"", "@\"2026-08-15T00:00:00\" + @\"P999999999999999D\"", "date(9223372036854775807, 9223372036854775807, 9223372036854775807)", "date and time(\"99999999999-01-01T00:00:00\")",
    "time(99, 99, 1e30)", "for i in 1..100000 return date and time(\"2020-01-01T00:00:00@Europe/Paris\") < date and time(\"2020-01-01T00:00:00@Asia/Shanghai\")",
    "median(for i in 1..100000 return i)", "stddev(for i in 1..100000 return i / 7)", "mode(for i in 1..100000 return i)", "product(for i in 1..100000 return 9e30)",
    "flatten(for i in 1..300 return for j in 1..300 return [[i], [j]])", "[[1..5][item > 2]]", "context(for i in 1..50000 return {key: string(i), value: i})", "for i in 1..100000 return {a: i, b: {c: i}}",
    "get entries({a: 1})[key = \"a\"].value[1]", "list replace(for i in 1..50000 return i, function(a, b) a > b, 3)", "overlaps([1..9e300], [9e-300..5])", "number(\"\(String(repeating: "9", count: 15_000))\")",
    "string(for i in 1..99999 return \"abcdefghijklmnopqrstuvwxyz\")", "for a in 1..100000, b in [a], c in [b], d in [c] return [a, b, c, d]",
  ]
}
