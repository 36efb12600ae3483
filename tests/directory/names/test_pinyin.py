"""Names stand in pinyin order and are found by any reading, by initials and by characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.names.pinyin import MOST_KEYS, query_keys, readings, search_keys, sort_key
from directory.names.tables import table, written_list

surnames = st.sampled_from(sorted(written_list("surnames")))
characters = st.sampled_from(table("readings").characters)
names = st.builds("".join, st.tuples(surnames, characters, st.one_of(st.just(""), characters)))


def found(name, text, override=None):
    """Whether a search for the text finds the name."""
    keys, rest = query_keys(text)
    return bool(keys) and not rest and set(keys) <= set(search_keys(name, override))


@pytest.mark.parametrize(
    "text",
    [
        "sxx", "dxx", "SXX", "ｓｘｘ", "s x x", "shan", "Shan", "shanxiong", "shanxiongxin", "shan xiong xin",
        "danxiongxin", "shān xióng xìn", "shan4 xiong2 xin4", "shanxx", "shanx", "shanxiongx", "xiong", "xin",
        "xin shan", "xiongxin", "xx", "sx", "dx", "s", "d", "单雄信", "单雄", "雄信", "单", "信",
        "单 雄信", "shan 雄信",
        "sha", "shanxio", "shan xiong'xin",
    ],
)  # fmt: skip
def test_a_hero_is_found_by_whatever_is_typed(text):
    assert found("单雄信", text)


@pytest.mark.parametrize("text", ["sxy", "信雄", "李", "shanxin", "xxs", "xiongshan", "", " ", "。", "2019", "单雄信2"])
def test_and_not_by_what_he_is_not_called(text):
    assert not found("单雄信", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("曾国藩", "zgf"), ("曾国藩", "ceng"), ("欧阳修", "oyx"), ("欧阳修", "ouyang"), ("尉迟恭", "yuchi"),
        ("尉迟恭", "wcg"), ("长孙无忌", "zhangsun"), ("长孙无忌", "cswj"), ("吕布", "lv"), ("吕布", "lü"),
        ("吕布", "lyubu"), ("吕布", "lǚ bù"), ("西安", "xi'an"), ("陆略", "lulve"), ("陆略", "lu lüe"),
        ("买买提·吐尔逊", "买买提吐尔逊"), ("买买提·吐尔逊", "买买提•吐尔逊"), ("买买提·吐尔逊", "mmttex"),
        ("买买提·吐尔逊", "tu er"), ("买买提·吐尔逊", "maimaiti"), ("John Smith", "smith"), ("John Smith", "Joh"),
        ("José García", "jose"), ("𠮷田", "𠮷"), ("𠮷田", "jt"), ("王𬭎", "𬭎"), ("王𬭎", "wh"),
        ("王\U0002ffff", "\U0002ffff"), ("葛\U000e0100城", "葛城"), ("葛城", "葛\U000e0100城"),
        ("乐平", "yp"), ("乐平", "lp"), ("丁昏圆", "dinghunyuan"), ("女娲", "nyuwa"),
        ("阿卜杜热合曼·依明江", "abdrhmymj"), ("爱新觉罗·溥仪", "axjl"), ("Алиев", "алиев"),
    ],
)  # fmt: skip
def test_names_of_every_kind_are_found(name, text):
    assert found(name, text)


def test_an_override_is_found_beside_the_other_readings():
    assert found("单雄信", "danx", override="dan xiong xin")
    assert found("张炔", "zg", override="zhang gui")
    assert found("张炔", "zq", override="zhang gui")


def test_digits_and_signs_are_left_over_for_other_numbers():
    assert query_keys("20190012") == ([], "20190012")
    assert query_keys("b2019001") == ([], "b2019001")
    assert query_keys("张三 2019") == (["张三"], "2019")
    assert query_keys("") == ([], "")


def test_a_letter_with_a_digit_is_a_roster_number():
    assert query_keys("S1") == ([], "S1")
    assert query_keys("shan4") == (["shan"], "")


def test_all_initials_of_a_name_with_many_readings_are_there():
    keys = search_keys("单乐行")
    assert {"slx", "dlx", "clx", "syx", "dyx", "slh", "dlh"} <= set(keys)
    assert len(keys) == MOST_KEYS


@given(names)
def test_everybody_is_found_by_his_name_and_by_each_reading(name):
    keys = search_keys(name)
    assert len(keys) == len(set(keys)) <= MOST_KEYS
    assert all(0 < len(key) <= 60 for key in keys)
    assert found(name, name)
    for reading in readings(name)[:2]:
        spoken = [syllable.rstrip("12345") for syllable in reading]
        assert found(name, "".join(spoken))
        assert found(name, " ".join(spoken))
        assert found(name, "".join(syllable[0] for syllable in spoken))
        assert found(name, spoken[0])


@given(st.text(max_size=60))
def test_any_text_gives_keys_without_fail(text):
    keys, _rest = query_keys(text)
    assert all(keys)
    assert len(search_keys(text)) <= MOST_KEYS
    assert len(sort_key(text)) <= 200


def test_surnames_stand_where_they_are_spoken():
    expected = [
        "蔡文姬",
        "盖聂",
        "缪明",
        "万俟卨",
        "区明",
        "朴树",
        "仇英",
        "单雄信",
        "解缙",
        "尉迟恭",
        "曾国藩",
        "查良镛",
    ]
    assert sorted(reversed(expected), key=sort_key) == expected


def test_order_goes_syllable_by_syllable():
    expected = ["李安", "黎明", "李娜", "李娜娜", "连战"]
    assert sorted(reversed(expected), key=sort_key) == expected


def test_tones_decide_only_after_all_letters():
    assert sorted(["马明", "麻明", "麻亮"], key=sort_key) == ["麻亮", "麻明", "马明"]


def test_an_override_moves_a_name():
    assert sort_key("单雄信", "dan xiong xin").startswith("dan0xiong0xin0")
    assert sort_key("单雄信") < sort_key("王明")
    assert sort_key("单雄信", "dan xiong xin") < sort_key("李明")


def test_namesakes_have_one_place_and_others_never_share_it():
    assert sort_key("王明") == sort_key("王明")
    assert sort_key("王明") != sort_key("王鸣")


def test_what_cannot_be_read_stands_last():
    assert sorted(["\U0002ffff明", "朱明", "Zoe"], key=sort_key) == ["朱明", "Zoe", "\U0002ffff明"]


@given(names)
def test_keys_sort_alike_under_every_collation(name):
    """Digits and small letters only: signs and blanks are what collations disagree about."""
    assert set(sort_key(name)) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
