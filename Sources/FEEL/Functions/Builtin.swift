/// The built-in functions by their names in the standard (DMN 1.5 §10.3.4).
enum Builtin: String, Hashable, Sendable, CaseIterable {
  // Conversion
  case date, time, number, string, duration
  case dateAndTime = "date and time"
  case yearsAndMonthsDuration = "years and months duration"
  case range
  // Boolean
  case not
  case isDefined = "is defined"
  // Text
  case substring, contains, replace, matches, split
  case stringLength = "string length"
  case upperCase = "upper case"
  case lowerCase = "lower case"
  case substringBefore = "substring before"
  case substringAfter = "substring after"
  case startsWith = "starts with"
  case endsWith = "ends with"
  case stringJoin = "string join"
  // Lists
  case count, min, max, sum, mean, all, any, sublist, append, concatenate, remove, reverse, union, flatten, product, median, stddev,
    mode, sort
  case listContains = "list contains"
  case insertBefore = "insert before"
  case listReplace = "list replace"
  case indexOf = "index of"
  case distinctValues = "distinct values"
  // Numbers
  case decimal, floor, ceiling, abs, modulo, sqrt, log, exp, odd, even
  case roundUp = "round up"
  case roundDown = "round down"
  case roundHalfUp = "round half up"
  case roundHalfDown = "round half down"
  // Dates
  case `is`, today, now
  case dayOfYear = "day of year"
  case dayOfWeek = "day of week"
  case monthOfYear = "month of year"
  case weekOfYear = "week of year"
  // Contexts
  case context
  case getValue = "get value"
  case getEntries = "get entries"
  case contextPut = "context put"
  case contextMerge = "context merge"
  // Intervals
  case before, after, meets, overlaps, finishes, includes, during, starts, coincides
  case metBy = "met by"
  case overlapsBefore = "overlaps before"
  case overlapsAfter = "overlaps after"
  case finishedBy = "finished by"
  case startedBy = "started by"

  /// The parameter lists a call may follow; a trailing `?` marks one that may be left out, `…` one that repeats.
  var signatures: [[String]] {
    switch self {
    case .date: [["from"], ["year", "month", "day"]]
    case .time: [["from"], ["hour", "minute", "second", "offset?"]]
    case .dateAndTime:
      [["from"], ["date", "time"], ["year", "month", "day", "hour", "minute", "second", "offset?"]]
    case .number: [["from", "grouping separator?", "decimal separator?"]]
    case .string, .duration, .range: [["from"]]
    case .yearsAndMonthsDuration: [["from", "to"]]
    case .not: [["negand"]]
    case .isDefined: [["value"]]
    case .substring: [["string", "start position", "length?"]]
    case .contains: [["string", "match"]]
    case .replace: [["input", "pattern", "replacement", "flags?"]]
    case .matches: [["input", "pattern", "flags?"]]
    case .split: [["string", "delimiter"]]
    case .stringLength, .upperCase, .lowerCase: [["string"]]
    case .substringBefore, .substringAfter, .startsWith, .endsWith: [["string", "match"]]
    case .stringJoin: [["list", "delimiter?"]]
    case .count, .min, .max, .sum, .mean, .all, .any, .product, .median, .stddev, .mode: [["list"], ["items…"]]
    case .sublist: [["list", "start position", "length?"]]
    case .append: [["list", "item…"]]
    case .concatenate, .union: [["list…"]]
    case .remove: [["list", "position"]]
    case .reverse, .distinctValues, .flatten: [["list"]]
    case .sort: [["list", "precedes?"]]
    case .listContains: [["list", "element"]]
    case .insertBefore: [["list", "position", "newItem"]]
    case .listReplace: [["list", "position", "newItem"], ["list", "match", "newItem"]]
    case .indexOf: [["list", "match"]]
    case .decimal: [["n", "scale"]]
    case .floor, .ceiling: [["n", "scale?"]]
    case .roundUp, .roundDown, .roundHalfUp, .roundHalfDown: [["n", "scale"]]
    case .abs: [["n"]]
    case .modulo: [["dividend", "divisor"]]
    case .sqrt, .log, .exp, .odd, .even: [["number"]]
    case .is: [["value1", "value2"]]
    case .today, .now: [[]]
    case .dayOfYear, .dayOfWeek, .monthOfYear, .weekOfYear: [["date"]]
    case .context: [["entries"]]
    case .getValue: [["m", "key"], ["context", "key"]]
    case .getEntries: [["m"], ["context"]]
    case .contextPut: [["context", "key", "value"], ["context", "keys", "value"]]
    case .contextMerge: [["contexts"]]
    case .before, .after: [["point1", "point2"], ["point", "range"], ["range", "point"], ["range1", "range2"]]
    case .meets, .metBy, .overlaps, .overlapsBefore, .overlapsAfter, .coincides:
      self == .coincides ? [["point1", "point2"], ["range1", "range2"]] : [["range1", "range2"]]
    case .finishes, .during, .starts: [["point", "range"], ["range1", "range2"]]
    case .finishedBy, .includes, .startedBy: [["range", "point"], ["range1", "range2"]]
    }
  }
}
