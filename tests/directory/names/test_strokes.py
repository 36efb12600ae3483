"""姓氏笔画: fewer strokes first, then 横竖撇点折 as they are written, then the official list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.names.strokes import LONGEST_STROKE_KEY, character_key, stroke_key
from directory.names.tables import DATA, pack, table

# Each surname with its strokes, so that anyone can check the order by hand.
TEN_SURNAMES = [
    ("丁", 2, "横竖"),  # 2 strokes; 横 before 竖
    ("卜", 2, "竖点"),
    ("于", 3, "横横竖"),  # 3 strokes; second stroke 横 before 折
    ("万", 3, "横折撇"),
    ("马", 3, "折折横"),  # first stroke 折: last among those of 3
    ("王", 4, "横横竖横"),  # 4 strokes by the first one: 横 撇 点 点 折
    ("毛", 4, "撇横横折"),
    ("文", 4, "点横撇点"),  # 文 and 方 share 点横; then 撇 before 折
    ("方", 4, "点横折撇"),
    ("孔", 4, "折竖横折"),
]
KINDS = dict(zip("横竖撇点折", "12345", strict=True))


def test_ten_surnames_stand_in_official_order():
    ten = [surname for surname, _, _ in TEN_SURNAMES]
    assert sorted(reversed(ten), key=stroke_key) == ten


@pytest.mark.parametrize(("surname", "count", "strokes"), TEN_SURNAMES)
def test_their_strokes_are_those_of_the_standard(surname, count, strokes):
    assert character_key(surname)[: 2 + count] == f"{count:02}" + "".join(KINDS[kind] for kind in strokes)


def test_wang_comes_before_wen():
    assert stroke_key("王明") < stroke_key("文一")


def test_the_second_character_decides_among_one_surname():
    assert sorted(["李大鸣", "李一鸣", "李小鸣"], key=stroke_key) == ["李一鸣", "李大鸣", "李小鸣"]


def test_a_given_name_of_one_character_comes_first_at_party_congresses():
    assert sorted(["田大利", "田富", "田一"], key=stroke_key) == ["田一", "田富", "田大利"]


def test_and_is_compared_like_any_other_at_peoples_congresses():
    def whole(name):
        return stroke_key(name, whole_name=True)

    assert sorted(["田富", "田大利", "田一"], key=whole) == ["田一", "田大利", "田富"]


def test_a_compound_surname_is_compared_by_its_first_character():
    assert stroke_key("欧阳少东") < stroke_key("洪少东")
    assert sorted(["欧阳大明", "欧阳修", "欧明明"], key=stroke_key) == ["欧阳修", "欧阳大明", "欧明明"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("十", "丁"), ("大", "丈"), ("林", "欧"), ("田", "由"), ("庄", "刘"), ("吴", "何"), ("陈", "邵")],
)
def test_equal_counts_are_decided_by_the_strokes_or_by_the_list(first, second):
    assert character_key(first)[:2] == character_key(second)[:2]
    assert stroke_key(first) < stroke_key(second)


def test_the_whole_official_list_keeps_its_order_within_each_level():
    places = {}
    strokes = table("strokes")
    for char in strokes.characters:
        _, _, place = strokes.find(char).partition(" ")
        if place:
            places[int(place)] = char
    assert sorted(places) == list(range(1, 8106))
    for first, last in ((1, 3500), (3501, 6500), (6501, 8105)):
        level = [places[place] for place in range(first, last + 1)]
        assert sorted(level, key=character_key) == level


def test_rare_characters_follow_the_known_of_their_number():
    assert character_key("𠮷")[:8] == "06121251"
    counted_only = next(char for char in table("strokes").characters if table("strokes").find(char) == "#12")
    assert character_key("曾") < character_key(counted_only) < character_key("雷")


def test_what_is_unknown_and_other_letters_stand_last():
    assert stroke_key("龘龘") < stroke_key("John") < stroke_key("\U0002ffff")


def test_dots_blanks_and_variation_marks_do_not_count():
    assert stroke_key("买买提·吐尔逊") == stroke_key("买买提吐尔逊", whole_name=True)
    assert stroke_key("葛\U000e0100城") == stroke_key("葛城")


@given(st.text(max_size=60))
def test_keys_are_short_and_of_digits(text):
    key = stroke_key(text)
    assert len(key) <= LONGEST_STROKE_KEY
    assert set(key) <= set("0123456789abcdef")


def test_tables_are_small_and_packed_the_same_way_every_time():
    packed = (DATA / "strokes.txt.z").read_bytes()
    strokes = table("strokes")
    assert pack({char: strokes.find(char) for char in strokes.characters}) == packed
    assert len(packed) < 700_000
