"""Invented names: surnames by frequency with every awkward reading among them, given names of one or two characters."""

from directory.names.pinyin import search_keys, sort_key
from directory.names.strokes import stroke_key

_SURNAMES = (
    "王王王王李李李李张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许"
    "傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万"
    "段单仇区查解朴盖缪员乐覃翟洗冼褚尉迟"
)
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "令狐", "皇甫", "尉迟", "慕容")
_FIRST = "子雨思若文志建国明晓海春秋云天书宇俊浩欣怡静婷佳慧玉秀振永立新承启行知远安宁成德正清"
# What a given name ends in tells a man's from a woman's; some of its beginnings are a woman's too.
_MEN = "轩然华强军杰峰磊洋勇瑞凡刚毅斌涛超辉鹏飞波伟健东亮平龙"
_WOMEN = "涵艳娜丽敏静芳燕玲桂英兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛倩蓉"
_SECOND = _MEN + _WOMEN
_OF_WOMEN = "婷佳慧玉秀怡静欣"
_RARE = ("单雄信", "曾照明", "𠮷野青", "阿卜杜·热合曼", "王𬭎", "查良文", "区志行", "仇九州")


def invented_names(count: int) -> list[tuple[str, str, str, list[str]]]:
    """`count` different names, each with its pinyin key, stroke key and search keys. Deterministic."""
    found: dict[str, None] = dict.fromkeys(_RARE)
    index = 0
    while len(found) < count:
        index += 1
        found[_compose(index)] = None
    return [(name, sort_key(name), stroke_key(name), search_keys(name)) for name in list(found)[:count]]


def _compose(index: int) -> str:
    surname = _COMPOUND[index // 41 % len(_COMPOUND)] if index % 41 == 0 else _SURNAMES[index * 29 % len(_SURNAMES)]
    first = _FIRST[index * 13 % len(_FIRST)]
    second = _SECOND[(index * 7 + index // len(_SECOND)) % len(_SECOND)]
    third = _SECOND[index // 613 % len(_SECOND)]
    if second in _MEN:
        first = first if first not in _OF_WOMEN else "文"
    is_alike = (second in _MEN) == (third in _MEN)
    return surname + (second + third if index % 9 == 0 and is_alike else second if index % 5 == 0 else first + second)


def gender_of(name: str) -> str:
    """男 or 女, as an invented name sounds."""
    return "男" if name in _RARE or name[-1] in _MEN else "女"
