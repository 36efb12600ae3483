"""One spelling for one name; what is damaged is refused, what is rare is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.names.cleaning import LONGEST, NameUnreadable, clean_name, is_han


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王小明", "王小明"),
        ("  王小明\t", "王小明"),
        ("张　三", "张三"),
        ("欧 阳　修", "欧阳修"),
        ("\ufeff王\u200b小\u200d明\u00ad", "王小明"),
        ("Ｊｏｈｎ　 Smith", "John Smith"),
        ("José", "José"),
        ("J. Smith", "J. Smith"),
        ("王 John", "王 John"),
        ("\u5f20\ufe00三", "张\ufe00三"),
    ],
)
def test_padding_and_invisible_marks_go(written, name):
    assert clean_name(written) == name


@pytest.mark.parametrize("dot", ["·", "•", "‧", "∙", "⋅", "・", "･", "●", "．", ".", " · ", "··", "　•　", " . "])
def test_every_middle_dot_becomes_the_same(dot):
    assert clean_name(f"买买提{dot}吐尔逊") == "买买提\u00b7吐尔逊"


def test_a_dot_at_the_edge_is_no_part_of_the_name():
    assert clean_name("·阿依古丽 ·") == "阿依古丽"


@pytest.mark.parametrize("char", ["𠮷", "𬭎", "䶮", "㛃", "犇", "〇", "\U000323af", "\ue863", "\U0002ffff"])
def test_rare_characters_of_every_block_survive(char):
    assert clean_name(f"王{char}") == f"王{char}"
    assert is_han(char)


def test_a_variation_sequence_keeps_its_drawing():
    assert clean_name("葛\U000e0100城") == "葛\U000e0100城"


@pytest.mark.parametrize("text", ["", None, "  ", "\u3000", "\u200b", "·", " · "])
def test_a_name_of_blanks_is_refused(text):
    with pytest.raises(NameUnreadable, match="姓名是空的，请填写姓名"):
        clean_name(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("123", "只有数字"),
        ("１２３ ４", "只有数字"),
        ("张三、李四", "多个人"),
        ("张三，李四", "多个人"),
        ("张三\n李四", "多个人"),
        ("张三/李四", "多个人"),
        ("张?", "生僻字丢失"),
        ("张？华", "生僻字丢失"),
        ("张\ufffd", "生僻字丢失"),
        ("张□", "生僻字丢失"),
        ("王\x07明", "控制字符"),
        ("王\ud800", "控制字符"),
        ("——", "没有文字"),
        ("...", "没有文字"),
        ("王" * 61, "最多 60 个"),
    ],
)
def test_what_is_no_name_is_refused_with_what_to_do(text, words):
    with pytest.raises(NameUnreadable, match=words) as refused:
        clean_name(text)
    assert "请" in str(refused.value)


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text):
    try:
        name = clean_name(text)
    except NameUnreadable:
        return
    assert clean_name(name) == name
    assert 0 < len(name) <= LONGEST
    assert unicodedata.is_normalized("NFC", name)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20))
def test_chinese_characters_are_never_lost(name):
    assert clean_name(" ".join(name)) == name
