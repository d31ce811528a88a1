"""A small FEEL with *unknown*, written from the DMN standard and the rules of the access lists, not from the product.

Values are None (null), bool, Decimal, str, datetime.date, list, dict, Range and Unknown. Unknown is a fact that nobody
supplied: operators and functions are strict in it, save Kleene and/or/not, some/every, and if. A fault (a type that an
operator cannot take, a name that nobody defines) raises Fault: inside a clause that is outcome `faulty`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache


class Fault(Exception):
    """An expression that cannot be evaluated."""


@dataclass(frozen=True)
class Unknown:
    facts: frozenset

    def __or__(self, other):
        return Unknown(self.facts | other.facts)


@dataclass(frozen=True)
class Range:
    low: object
    high: object
    low_closed: bool
    high_closed: bool


# ---------------------------------------------------------------- words

SPACED = ["list contains", "string length", "starts with", "ends with", "upper case", "lower case", "substring before",
          "substring after", "index of", "distinct values", "insert before", "date and time", "days and time duration",
          "years and months duration", "day of week", "day of year", "month of year", "week of year", "get value", "get entries"]
KEYWORDS = {"and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "true", "false",
            "null", "instance", "of", "function", "not"}
TOKEN = re.compile(r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<number>\d+(?:\.(?!\.)\d+)?(?:[eE][+-]?\d+)?|\.\d+)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<operator>\*\*|\.\.|<=|>=|!=|->|[-+*/=<>()\[\]{},.:;?|])
  | (?P<name>[^\W\d]\w*)
""", re.VERBOSE | re.DOTALL)


def tokens(text: str):
    out, at = [], 0
    while at < len(text):
        spaced = next((w for w in SPACED if re.match(re.escape(w).replace(r"\ ", r"\s+") + r"(?!\w)", text[at:])), None)
        if spaced:
            end = at + re.match(re.escape(spaced).replace(r"\ ", r"\s+"), text[at:]).end()
            out.append(("name", spaced))
            at = end
            continue
        match = TOKEN.match(text, at)
        if not match:
            raise Fault(f"unreadable at {text[at:at + 10]!r}")
        at = match.end()
        kind = match.lastgroup
        if kind == "space":
            continue
        value = match.group()
        if kind == "string":
            value = re.sub(r"\\u([0-9a-fA-F]{4})|\\(.)", lambda m: chr(int(m.group(1), 16)) if m.group(1) else
                           {"n": "\n", "t": "\t", "r": "\r"}.get(m.group(2), m.group(2)), value[1:-1])
        if kind == "name" and value in KEYWORDS:
            kind = "keyword"
        out.append((kind, value))
    out.append(("end", ""))
    return out


# ---------------------------------------------------------------- grammar -> nested tuples

class Parser:
    def __init__(self, text):
        self.tokens, self.at = tokens(text), 0

    @property
    def now(self):
        return self.tokens[self.at]

    def take(self, value=None, kind=None):
        token = self.now
        if (value is not None and token[1] != value) or (kind is not None and token[0] != kind) or (value is not None and token[0] in ("string",)):
            raise Fault(f"expected {value or kind}, found {token[1]!r}")
        self.at += 1
        return token[1]

    def sees(self, *values):
        return self.now[0] in ("operator", "keyword") and self.now[1] in values

    def whole(self):
        tree = self.expression()
        if self.now[0] != "end":
            raise Fault(f"left over: {self.now[1]!r}")
        return tree

    def expression(self):
        if self.sees("if"):
            self.take()
            test = self.expression()
            self.take("then")
            then = self.expression()
            self.take("else")
            return ("if", test, then, self.expression())
        if self.sees("some", "every"):
            word = self.take()
            bindings = [self.binding()]
            while self.sees(","):
                self.take()
                bindings.append(self.binding())
            self.take("satisfies")
            return ("quantified", word, bindings, self.expression())
        if self.sees("for"):
            self.take()
            bindings = [self.binding()]
            while self.sees(","):
                self.take()
                bindings.append(self.binding())
            self.take("return")
            return ("for", bindings, self.expression())
        return self.disjunction()

    def binding(self):
        name = self.take(kind="name")
        self.take("in")
        return name, self.disjunction()

    def disjunction(self):
        parts = [self.conjunction()]
        while self.sees("or"):
            self.take()
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else ("or", parts)

    def conjunction(self):
        parts = [self.comparison()]
        while self.sees("and"):
            self.take()
            parts.append(self.comparison())
        return parts[0] if len(parts) == 1 else ("and", parts)

    def comparison(self):
        left = self.sum()
        while True:
            if self.sees("=", "!=", "<", "<=", ">", ">="):
                left = ("compare", self.take(), left, self.sum())
            elif self.sees("between"):
                self.take()
                low = self.sum()
                self.take("and")
                left = ("between", left, low, self.sum())
            elif self.sees("in"):
                self.take()
                left = ("in", left, self.tests())
            else:
                return left

    def tests(self):
        """What stands right of `in`: one test, or several in round brackets."""
        if self.sees("("):
            back = self.at
            self.take()
            found = [self.test()]
            while self.sees(","):
                self.take()
                found.append(self.test())
            # (a..b) is an open range, not a list of tests
            if self.sees(")"):
                self.take()
                return found
            self.at = back
        return [self.test()]

    def test(self):
        if self.sees("<", "<=", ">", ">=", "=", "!="):
            return ("unary", self.take(), self.sum())
        return ("value", self.expression() if not self.sees("(", "[", "]") else self.range_or_expression())

    def range_or_expression(self):
        back = self.at
        try:
            return self.range()
        except Fault:
            self.at = back
            return self.sum()

    def range(self):
        opening = self.take()
        low = self.sum()
        self.take("..")
        high = self.sum()
        closing = self.take()
        if opening not in "([]" or closing not in ")[]":
            raise Fault("no range")
        return ("range", opening == "[", low, high, closing == "]")

    def sum(self):
        left = self.product()
        while self.sees("+", "-"):
            left = ("arithmetic", self.take(), left, self.product())
        return left

    def product(self):
        left = self.power()
        while self.sees("*", "/"):
            left = ("arithmetic", self.take(), left, self.power())
        return left

    def power(self):
        left = self.negation()
        while self.sees("**"):
            left = ("arithmetic", self.take(), left, self.negation())
        return left

    def negation(self):
        if self.sees("-"):
            self.take()
            return ("arithmetic", "-", ("constant", Decimal(0)), self.negation())
        return self.postfix()

    def postfix(self):
        left = self.primary()
        while True:
            if self.sees("."):
                self.take()
                left = ("path", left, self.take(kind="name"))
            elif self.sees("["):
                self.take()
                left = ("filter", left, self.expression())
                self.take("]")
            elif self.sees("(") and left[0] == "name":
                self.take()
                arguments = []
                while not self.sees(")"):
                    arguments.append(self.expression())
                    if not self.sees(")"):
                        self.take(",")
                self.take(")")
                left = ("call", left[1], arguments)
            else:
                return left

    def primary(self):
        kind, value = self.now
        if kind == "number":
            self.take()
            return ("constant", Decimal(value))
        if kind == "string":
            self.at += 1
            return ("constant", value)
        if kind == "keyword" and value in ("true", "false", "null"):
            self.take()
            return ("constant", {"true": True, "false": False, "null": None}[value])
        if kind == "keyword" and value == "not":
            self.take()
            return ("name", "not")
        if kind == "name":
            self.take()
            return ("name", value)
        if self.sees("["):
            back = self.at
            try:
                return self.range()
            except Fault:
                self.at = back
            self.take("[")
            items = []
            while not self.sees("]"):
                items.append(self.expression())
                if not self.sees("]"):
                    self.take(",")
            self.take("]")
            return ("list", items)
        if self.sees("("):
            self.take()
            inner = self.expression()
            self.take(")")
            return inner
        raise Fault(f"unexpected {value!r}")


@lru_cache(maxsize=None)
def parse(text: str):
    return Parser(text).whole()


# ---------------------------------------------------------------- meaning

def unknowns(values):
    found = None
    for value in values:
        if isinstance(value, Unknown):
            found = value if found is None else found | value
    return found


def deep_unknown(value):
    """Unknown anywhere inside a list or record."""
    if isinstance(value, Unknown):
        return value
    inner = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return unknowns([deep_unknown(v) for v in inner])


def kind(value):
    for name, types in (("null", type(None)), ("boolean", bool), ("number", Decimal), ("string", str), ("list", list), ("context", dict)):
        if isinstance(value, types):
            return name
    return type(value).__name__


def equal(a, b):
    unknown = unknowns([a, b])
    if unknown:
        return unknown
    if a is None or b is None:
        return a is None and b is None
    if kind(a) != kind(b):
        raise Fault(f"cannot compare {kind(a)} with {kind(b)}")
    if isinstance(a, list):
        return conjunction([equal(x, y) for x, y in zip(a, b)]) if len(a) == len(b) else False
    return a == b


def ordered(operator, a, b):
    unknown = unknowns([a, b])
    if unknown:
        return unknown
    if kind(a) != kind(b) or kind(a) not in ("number", "string", "date"):
        raise Fault(f"cannot order {kind(a)} and {kind(b)}")
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def compare(operator, a, b):
    if operator in ("=", "!="):
        same = equal(a, b)
        return same if isinstance(same, Unknown) or operator == "=" else not same
    return ordered(operator, a, b)


def boolean(value):
    if not isinstance(value, (bool, Unknown)):
        raise Fault(f"{kind(value)} where yes or no was expected")
    return value


def conjunction(values):
    values = [boolean(v) for v in values]
    if any(v is False for v in values):
        return False
    return unknowns(values) or True


def negation(value):
    value = boolean(value)
    return value if isinstance(value, Unknown) else not value


def disjunction(values):
    return negation(conjunction([negation(v) for v in values]))


def number(value):
    if not isinstance(value, Decimal):
        raise Fault(f"{kind(value)} where a number was expected")
    return value


def arithmetic(operator, a, b):
    unknown = unknowns([a, b])
    if unknown:
        return unknown
    if operator == "+" and isinstance(a, str) and isinstance(b, str):
        return a + b
    a, b = number(a), number(b)
    with localcontext() as context:
        context.prec = 34
        if operator == "/":
            if b == 0:
                raise Fault("division by zero")
            return a / b
        return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "**": lambda: a ** b}[operator]()


def within(value, item):
    """Whether a value passes one test right of `in`."""
    if isinstance(item, Range):
        return conjunction([ordered(">=" if item.low_closed else ">", value, item.low),
                            ordered("<=" if item.high_closed else "<", value, item.high)])
    if isinstance(item, list):
        if isinstance(value, Unknown):
            return value
        return disjunction([within(value, i) for i in item]) if item else False
    return equal(value, item)


def in_industry(industries, wanted):
    unknown = unknowns([industries, wanted])
    if unknown:
        return unknown
    industries = industries if isinstance(industries, list) else [industries]
    wanted = wanted if isinstance(wanted, list) else [wanted]
    unknown = unknowns([*industries, *wanted])
    if unknown:
        return unknown
    if not all(isinstance(i, str) for i in [*industries, *wanted]):
        raise Fault("an industry code that is no text")
    if any(i.startswith(w) for i in industries for w in wanted):
        return True
    # A code coarser than the one asked for may stand for an industry inside it or outside.
    if any(w.startswith(i) for i in industries for w in wanted):
        return Unknown(frozenset(["industries"]))
    return False


def listed(values):
    if len(values) == 1 and isinstance(values[0], list):
        return values[0]
    return values


def numbers(values):
    return [number(v) for v in listed(values)]


def function(name, values, facts):
    if name == "not" and len(values) == 1:
        return negation(values[0])
    if name in MAP:
        if not (len(values) == 1 and isinstance(values[0], str)):
            raise Fault(f"{name} takes the name of a layer")
        fact = f"map.{MAP[name]}.{values[0]}"
        return facts.get(fact, Unknown(frozenset([fact])))
    if name == "属于行业":
        return in_industry(*values)
    if name == "全属于行业":
        industries, wanted = values
        if isinstance(industries, Unknown):
            return in_industry(industries, wanted)
        industries = industries if isinstance(industries, list) else [industries]
        # Every one of them, and there must be one.
        return conjunction([in_industry([i], wanted) for i in industries]) if industries else False
    if name == "list contains":
        items, wanted = values
        unknown = unknowns(values)
        if unknown:
            return unknown
        if not isinstance(items, list):
            raise Fault("list contains wants a list")
        return disjunction([equal(i, wanted) for i in items]) if items else False
    unknown = unknowns(values) or unknowns([deep_unknown(v) for v in values])
    if unknown:
        return unknown
    if name == "count":
        return Decimal(len(listed(values)))
    if name in ("sum", "min", "max"):
        items = numbers(values)
        if not items:
            return None
        return {"sum": sum, "min": min, "max": max}[name](items)
    if name == "abs":
        return abs(number(values[0]))
    if name in ("contains", "starts with", "ends with"):
        a, b = values
        if not (isinstance(a, str) and isinstance(b, str)):
            raise Fault(f"{name} wants texts")
        return {"contains": b in a, "starts with": a.startswith(b), "ends with": a.endswith(b)}[name]
    if name == "string length":
        return Decimal(len(values[0]))
    if name == "date" and len(values) == 1 and isinstance(values[0], str):
        return datetime.date.fromisoformat(values[0])
    raise Fault(f"no function {name}")


MAP = {"在": "in", "全在": "within", "重叠面积": "area", "重叠占比": "share", "穿越长度": "length", "距离": "distance"}


def evaluate(tree, names, facts):
    """The value of a tree; `names` are variables (nested dicts), `facts` hold the map facts by id."""
    def go(node, scope):
        match node:
            case ("constant", value):
                return value
            case ("name", name):
                if name in scope:
                    return scope[name]
                raise Fault(f"no name {name}")
            case ("list", items):
                return [go(i, scope) for i in items]
            case ("range", low_closed, low, high, high_closed):
                low, high = go(low, scope), go(high, scope)
                return unknowns([low, high]) or Range(low, high, low_closed, high_closed)
            case ("path", left, name):
                left = go(left, scope)
                if isinstance(left, Unknown):
                    return left
                if isinstance(left, list):
                    return [item[name] if isinstance(item, dict) else item for item in left]
                if not isinstance(left, dict) or name not in left:
                    raise Fault(f"no {name} there")
                return left[name]
            case ("filter", left, test):
                left = go(left, scope)
                if isinstance(left, Unknown):
                    return left
                items = left if isinstance(left, list) else [left]
                kept = []
                for item in items:
                    result = go(test, {**scope, "item": item, **(item if isinstance(item, dict) else {})})
                    if isinstance(result, Unknown):
                        return result
                    if isinstance(result, Decimal):
                        return items[int(result) - 1] if 1 <= result <= len(items) else None
                    if result is True:
                        kept.append(item)
                return kept
            case ("call", name, arguments):
                return function(name, [go(a, scope) for a in arguments], facts)
            case ("arithmetic", operator, a, b):
                return arithmetic(operator, go(a, scope), go(b, scope))
            case ("compare", operator, a, b):
                return compare(operator, go(a, scope), go(b, scope))
            case ("between", value, low, high):
                value, low, high = go(value, scope), go(low, scope), go(high, scope)
                return conjunction([ordered(">=", value, low), ordered("<=", value, high)])
            case ("in", value, found):
                value = go(value, scope)
                results = []
                for shape, *rest in found:
                    results.append(compare(rest[0], value, go(rest[1], scope)) if shape == "unary" else within(value, go(rest[0], scope)))
                return disjunction(results)
            case ("and", parts):
                return conjunction([go(p, scope) for p in parts])
            case ("or", parts):
                return disjunction([go(p, scope) for p in parts])
            case ("if", test, then, otherwise):
                test = go(test, scope)
                if isinstance(test, Unknown):
                    a, b = go(then, scope), go(otherwise, scope)
                    return a if not isinstance(a, Unknown) and a == b else unknowns([test, a, b])
                return go(then if test is True else otherwise, scope)
            case ("quantified", word, bindings, body):
                def rows(rest, scope):
                    if not rest:
                        yield scope
                        return
                    (name, source), *more = rest
                    items = go(source, scope)
                    if isinstance(items, Unknown):
                        yield items
                        return
                    for item in items if isinstance(items, list) else [items]:
                        yield from rows(more, {**scope, name: item})
                results = [row if isinstance(row, Unknown) else go(body, row) for row in rows(bindings, scope)]
                return (disjunction if word == "some" else conjunction)(results) if results else word == "every"
            case ("for", bindings, body):
                (name, source), = bindings
                items = go(source, scope)
                return items if isinstance(items, Unknown) else [go(body, {**scope, name: i}) for i in items]
        raise Fault(f"no meaning for {node[0]}")
    return go(tree, names)
