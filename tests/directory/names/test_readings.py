"""Surnames are read as surnames; every other reading is kept for those who search by it."""

import subprocess
import sys

import pytest

from directory.names.pinyin import readings
from directory.names.readings import fold_letters, given_readings, override_syllables, split_surname
from directory.names.tables import written_list

SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha", "解": "xie", "朴": "piao", "盖": "ge",
    "缪": "miao", "员": "yun", "任": "ren", "华": "hua", "乐": "yue", "覃": "qin", "翟": "zhai", "召": "shao",
    "种": "chong", "折": "she", "祭": "zhai", "秘": "bi", "繁": "po", "令": "ling", "尹": "yin", "燕": "yan",
    "纪": "ji", "葛": "ge", "那": "na", "能": "nai", "隗": "wei", "郇": "xun", "洗": "xian", "冼": "xian", "佴": "nai",
    "厍": "she", "逄": "pang", "晁": "chao", "谌": "chen", "牟": "mou", "宓": "mi", "郗": "xi", "阚": "kan",
    "黑": "he", "车": "che", "长": "zhang", "石": "shi", "万": "wan", "叶": "ye", "沈": "shen", "贾": "jia",
    "乜": "nie", "仉": "zhang", "仝": "tong", "幺": "yao", "么": "yao", "句": "gou", "训": "xun", "费": "fei",
    "柏": "bai", "薄": "bo", "盛": "sheng", "宁": "ning", "应": "ying", "过": "guo", "逯": "lu", "钭": "tou",
    "璩": "qu", "昝": "zan", "郄": "qie", "妫": "gui", "庹": "tuo", "禤": "xuan", "𠮷": "ji",
}  # fmt: skip
COMPOUND = {
    "欧阳": "ou yang", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "单于": "chan yu",
    "鲜于": "xian yu", "乐正": "yue zheng", "子车": "zi ju", "宰父": "zai fu", "令狐": "ling hu", "亓官": "qi guan",
    "皇甫": "huang fu", "诸葛": "zhu ge", "司马": "si ma", "夏侯": "xia hou", "呼延": "hu yan", "拓跋": "tuo ba",
    "闾丘": "lv qiu", "耶律": "ye lv", "吐谷浑": "tu yu hun", "爱新觉罗": "ai xin jue luo",
}  # fmt: skip


def _plain(reading):
    return " ".join(syllable.rstrip("12345") for syllable in reading)


@pytest.mark.parametrize(("surname", "syllable"), SURNAMES.items())
def test_a_surname_is_read_as_a_surname(surname, syllable):
    assert _plain(readings(f"{surname}雄信")[0]) == f"{syllable} xiong xin"


@pytest.mark.parametrize(("surname", "syllables"), COMPOUND.items())
def test_a_compound_surname_is_read_as_one(surname, syllables):
    assert split_surname(f"{surname}明") == (surname, "明")
    assert _plain(readings(f"{surname}明")[0]) == f"{syllables} ming"


def test_further_readings_follow():
    assert readings("单雄信") == [("shan4", "xiong2", "xin4"), ("dan1", "xiong2", "xin4"), ("chan2", "xiong2", "xin4")]
    assert [_plain(each) for each in readings("覃明")] == ["qin ming", "tan ming"]


def test_a_compound_surname_may_also_be_a_single_one_with_a_given_name():
    assert {_plain(each) for each in readings("长孙无忌")} >= {"zhang sun wu ji", "chang sun wu ji"}
    assert {_plain(each) for each in readings("单于飞")} >= {"chan yu fei", "shan yu fei"}


def test_the_same_character_is_read_otherwise_in_a_given_name():
    assert _plain(readings("王曾")[0]) == "wang zeng"
    assert _plain(readings("王解放")[0]) == "wang jie fang"
    assert _plain(readings("王区")[0]) == "wang qu"
    assert given_readings("乐") == ("le4", "yue4")


def test_two_characters_are_a_surname_and_a_given_name():
    assert split_surname("东方") == ("东", "方")
    assert split_surname("欧阳修") == ("欧阳", "修")
    assert split_surname("买买提·吐尔逊") == ("", "买买提·吐尔逊")
    assert split_surname("John Smith") == ("", "John Smith")
    assert split_surname("") == ("", "")


@pytest.mark.parametrize("override", ["dan xiong xin", "Dan1 Xiong2 Xin4", "dān xióng xìn", "ｄａｎ xiong'xin"])
def test_an_override_comes_first_and_hides_nothing(override):
    found = [_plain(each) for each in readings("单雄信", override)]
    assert found[0] == "dan xiong xin"
    assert "shan xiong xin" in found


def test_an_override_keeps_its_tones():
    assert override_syllables("Lǚ bù") == ("lv3", "bu4")
    assert override_syllables("lü4 nüe") == ("lv4", "nue")
    assert override_syllables(None) == ()


def test_names_in_other_letters_are_read_word_by_word():
    assert readings("José García") == [("jose", "garcia")]
    assert readings("买买提·吐尔逊")[0] == ("mai3", "mai3", "ti2", "tu3", "er3", "xun4")


def test_what_nobody_can_read_has_its_code_for_a_reading():
    assert readings("王\U0002ffff") == [("wang2", "~2ffff")]
    assert readings("葛\U000e0100城") == readings("葛城")


def test_letters_are_folded():
    assert fold_letters("ＬǙ") == "lv"
    assert fold_letters("Müller") == "muller"


def test_never_more_than_eight_readings():
    assert len(readings("单乐行朝")) == 8


def test_a_long_name_of_many_readings_is_no_burden():
    name = "单乐行朝茜" * 12
    assert len(readings(name)) == 8
    assert len(readings(name)[0]) == 60


def test_the_surname_list_is_large_and_well_formed():
    listed = written_list("surnames")
    single = [surname for surname in listed if len(surname) == 1]
    assert len(single) >= 500 and len(listed) - len(single) >= 60
    for surname, spoken in listed.items():
        for reading in spoken:
            syllables = reading.split(" ")
            assert len(syllables) == len(surname), surname
            assert all(each[-1] in "12345" and each[:-1].isascii() and each[:-1].isalpha() for each in syllables)


def test_given_names_list_is_well_formed():
    for char, spoken in written_list("given_names").items():
        assert len(char) == 1
        assert all(each[-1] in "12345" and each[:-1].isalpha() for each in spoken)


def test_importing_reads_no_table_and_no_dictionary():
    code = (
        "import sys, directory.names.pinyin, directory.names.strokes as s; from directory.names import tables as t;"
        "assert t.table.cache_info().currsize == 0 and t.written_list.cache_info().currsize == 0;"
        "assert 'pypinyin' not in sys.modules and 'django' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr == ""
