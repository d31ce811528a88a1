"""The judges are judged first: an evaluator that always agrees would prove nothing."""

from decimal import Decimal

import pytest

from judge import feel
from judge.feel import Fault, Unknown
from judge.verdict import Facts, conclusion, outcome

CATALOGUE = [
    {"id": "industries", "feel": "项目.行业", "type": "industries"},
    {"id": "construction", "feel": "项目.建设性质", "type": "enumeration", "options": [{"code": "new", "word": "新建"}, {"code": "relocation", "word": "新建"}]},
    {"id": "contents", "feel": "项目.建设内容", "type": "texts"},
    {"id": "emissions.TP", "feel": "项目.排放.总磷", "type": "number"},
    {"id": "attributes.是否化工项目", "feel": "项目.是否化工项目", "type": "boolean"},
    {"id": "products", "feel": "项目.产品", "type": "objects", "fields": [{"key": "name", "feel": "名称"}, {"key": "capacity", "feel": "产能"}]},
]


def value(expression, **facts):
    given = Facts(CATALOGUE, {k.replace("__", "."): v for k, v in facts.items()})
    return feel.evaluate(feel.parse(expression), given.names, given.map)


@pytest.mark.parametrize("expression, expected", [
    ("1 + 2 * 3 = 7", True), ("0.1 + 0.2 = 0.3", True), ("2 ** 3 = 8", True), ("-2 < 1", True),
    ('"新建" in ("新建", "扩建")', True), ("5 in [1..5)", False), ("5 in (1..5]", True), ("3 in (< 2, > 2.5)", True), ("5 between 1 and 5", True),
    ('list contains(["a", "b"], "b")', True), ("count([1, 2, 3]) = 3", True), ("some x in [1, 2] satisfies x > 1", True),
    ("every x in [] satisfies x > 1", True), ("not(false)", True), ("if 1 > 2 then false else true", True), ("[1, 2, 3][item > 1] = [2, 3]", True),
    ('属于行业(["C2614"], ["C25", "C26"])', True), ('属于行业(["C2714"], "C26")', False), ("max(1, 3) - min([2, 5]) = 1", True),
])
def test_values(expression, expected):
    assert value(expression) is expected


@pytest.mark.parametrize("expression", ["项目.排放.总磷 > 1", "项目.排放.总磷 = null", "项目.排放.总磷 in [0..1]", "true and 项目.是否化工项目", "false or 项目.是否化工项目",
                                        "not(项目.是否化工项目)", "距离(\"岸线\") > 1", "count(项目.建设内容) = 0", "项目.产品.产能 = 1",
                                        "if 项目.是否化工项目 then 1 > 0 else 1 > 2"])
def test_a_missing_fact_is_unknown_not_null(expression):
    assert isinstance(value(expression), Unknown)


@pytest.mark.parametrize("expression, expected", [
    ("false and 项目.是否化工项目", False), ("true or 项目.是否化工项目", True), ("if 项目.是否化工项目 then true else true", True),
    ("some x in [1] satisfies true or 项目.是否化工项目", True)])
def test_kleene_decides_where_it_may(expression, expected):
    assert value(expression) is expected


@pytest.mark.parametrize("expression", ['1 < "a"', "没有这个名字", "1 / 0 > 1", "1 and true", "(", '"a" = 1'])
def test_faults(expression):
    with pytest.raises(Fault):
        value(expression)


def test_records_with_a_missing_field():
    assert value("some p in 项目.产品 satisfies p.产能 > 10", products=[{"name": "a"}, {"name": "b", "capacity": 11}]) is True
    assert isinstance(value("some p in 项目.产品 satisfies p.产能 > 10", products=[{"name": "a"}]), Unknown)
    assert value("some p in 项目.产品 satisfies p.产能 > 10", products=[]) is False


def test_a_coarser_industry_leaves_the_finer_question_open():
    assert isinstance(value('属于行业(项目.行业, "C2614")', industries=["C26"]), Unknown)
    assert value('属于行业(项目.行业, ["C2614", "C26"])', industries=["C26"]) is True
    assert value('属于行业(项目.行业, "C2614")', industries=["C27"]) is False
    assert value('全属于行业(项目.行业, ["C26", "C33"])', industries=["C2614", "C3360"]) is True
    assert value('全属于行业(项目.行业, "C26")', industries=["C2614", "C3360"]) is False
    assert isinstance(value('全属于行业(项目.行业, "C2614")', industries=["C26"]), Unknown)
    assert value('全属于行业(项目.行业, "C2614")', industries=["C26", "C17"]) is False
    assert value('全属于行业(项目.行业, "C26")', industries=[]) is False


def test_options_read_as_their_words():
    assert value('项目.建设性质 = "新建"', construction="relocation") is True


def clause(effect="prohibit", judgement="machine", binding="project", **conditions):
    return {"effect": effect, "judgement": judgement, "binding": binding, **conditions}


# One row a combination: effect, judgement, applies, kept, except -> outcome.
TRUTH = [
    ("prohibit", "machine", "true", None, None, "broken"), ("prohibit", "machine", "false", None, None, "notApplicable"),
    ("prohibit", "machine", "项目.是否化工项目", None, None, "undetermined"), ("prohibit", "machine", "true", "true", None, "kept"),
    ("prohibit", "machine", "项目.是否化工项目", "true", None, "kept"), ("prohibit", "machine", "true", "项目.是否化工项目", None, "undetermined"),
    ("prohibit", "machine", "true", None, "true", "kept"), ("prohibit", "machine", "true", None, "项目.是否化工项目", "undetermined"),
    ("permitOnly", "machine", "true", "false", "项目.是否化工项目", "undetermined"), ("permitOnly", "machine", "true", "项目.是否化工项目", "true", "kept"),
    ("permitOnly", "machine", "true", None, None, "manual"), ("require", "machine", "true", None, None, "manual"),
    ("require", "machine", "true", "1 > 2", None, "broken"), ("prohibit", "machine", None, None, None, "manual"),
    ("prohibit", "person", "true", None, None, "manual"), ("prohibit", "later", "true", None, None, "duty"),
    ("require", "later", "项目.是否化工项目", None, None, "undetermined"), ("prohibit", "person", "false", None, None, "notApplicable"),
    ("prohibit", "machine", "1 < \"a\"", None, None, "faulty"), ("prohibit", "machine", "true", "没有 > 1", None, "faulty"),
    ("prohibit", "machine", "false", "没有 > 1", None, "notApplicable"), ("encourage", "machine", "true", None, None, "context"),
]


@pytest.mark.parametrize("effect, judgement, applies, kept, exempt, expected", TRUTH)
def test_the_truth_table(effect, judgement, applies, kept, exempt, expected):
    conditions = {k: v for k, v in (("applies", applies), ("kept", kept), ("except", exempt)) if v}
    assert outcome(clause(effect, judgement, **conditions), Facts(CATALOGUE, {}))[1] == expected


def test_conclusions_in_their_order():
    def of(*pairs, **more):
        return conclusion([{"effect": e, "outcome": o} for e, o in pairs], more.get("unjudged", False), more.get("listless", False))
    assert of(("prohibit", "broken"), ("require", "broken")) == "prohibited"
    assert of(("restrict", "broken"), ("prohibit", "undetermined")) == "nonconforming"
    assert of(("prohibit", "undetermined"), ("prohibit", "manual")) == "undetermined"
    assert of(("prohibit", "faulty")) == "undetermined" and of(listless=True) == "undetermined"
    assert of(("require", "duty")) == "conditional" and of(unjudged=True) == "conditional"
    assert of(("prohibit", "kept"), ("prohibit", "notApplicable"), ("encourage", "context")) == "conforms"
    assert Decimal(1) == 1
