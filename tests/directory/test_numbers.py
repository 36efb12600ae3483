"""Identity and telephone numbers: what is read, what is refused and why, and how little a mask gives away."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.partial import PartialDate
from directory.numbers import (
    IdNumberUnreadable,
    PhoneUnreadable,
    contradicts,
    make_id_number,
    mask_id_number,
    mask_phone,
    parse_id_number,
    parse_phone,
)

BIRTH = date(1990, 3, 7)
WOMAN = make_id_number(BIRTH, 2)
MAN = make_id_number(BIRTH, 1)
WITH_X = next(number for n in range(1000) if (number := make_id_number(BIRTH, n)).endswith("X"))
births = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_a_number_tells_birth_and_gender():
    known = parse_id_number(WOMAN)
    assert (known.number, known.birth_on, known.gender, known.old_15) == (WOMAN, BIRTH, "女", "")
    assert parse_id_number(MAN).gender == "男"


@given(births, st.integers(0, 999))
def test_the_check_digit_is_the_one_of_the_standard(birth_on, sequence):
    """GB 11643: weights 2^(18-i) mod 11 over all digits give 1 mod 11, X standing for ten."""
    number = make_id_number(birth_on, sequence)
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1]
    values = [10 if char == "X" else int(char) for char in number]
    assert sum(weight * value for weight, value in zip(weights, values, strict=True)) % 11 == 1


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda number: f" {number[:6]} {number[6:14]} {number[14:]} ",
        lambda number: f"{number[:6]}-{number[6:14]}—{number[14:]}",
        lambda number: number.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789X"}),
        lambda number: f"'{number}",
        lambda number: f"\u202d{number}\u202c",
        lambda number: number.replace("X", "×"),
        lambda number: number.replace("X", "Ⅹ"),
    ],
)
def test_spellings_of_one_number(write):
    assert parse_id_number(write(WITH_X)).number == WITH_X


def test_the_old_form_becomes_the_new_one():
    old = f"{WOMAN[:6]}{WOMAN[8:17]}"
    known = parse_id_number(old)
    assert (known.number, known.birth_on, known.gender, known.old_15) == (WOMAN, BIRTH, "女", old)
    assert parse_id_number(float(old)).number == WOMAN


def _wrong_check_digit(number):
    return number[:17] + ("0" if number[17] != "0" else "1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "是空的"),
        (None, "是空的"),
        ("  ", "是空的"),
        (_wrong_check_digit(WOMAN), "校验码"),
        (WOMAN[:17], "有 17 位，应为 18 位，请核对是否漏写了末位的 X"),
        (WOMAN + "1", "有 19 位，应为 18 位，请核对是否多写"),
        (WOMAN[:13] + "X" + "0", "以外的字符"),
        (WOMAN[:14] + "X", "有 15 位"),
        ("110199199013071234", "1990-13-07 不存在"),
        ("110199199002301234", "1990-02-30 不存在"),
        ("110199189903071234", "1899-03-07 不存在"),
        ("110199900230123", "1990-02-30 不存在"),
        ("990199199003071234", "省份代码"),
        ("1.10199E+17", "科学计数"),
        ("1.10199199003071e17", "科学计数"),
        (1.10199199003071e17, "科学计数"),
        ("110199199003070000", "末三位是 000"),
        (110199199003070000, "末三位是 000"),
        ("身份证", "以外的字符"),
        ("1101991990030712AB", "以外的字符"),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(text, words):
    with pytest.raises(IdNumberUnreadable, match=words) as refused:
        parse_id_number(text)
    assert "请" in str(refused.value)
    assert WOMAN[:14] not in str(refused.value)


def test_a_number_that_ends_in_000_by_right_is_read():
    number = next(made for n in range(1000) if (made := make_id_number(BIRTH, n)).endswith("000"))
    assert parse_id_number(number).number == number


def test_printing_one_shows_no_number():
    assert WOMAN[6:] not in repr(parse_id_number(WOMAN))


@pytest.mark.parametrize(
    ("birth", "fits"),
    [
        (BIRTH, True),
        (PartialDate.of_month(1990, 3), True),
        (PartialDate.of_year(1990), True),
        (date(1990, 3, 8), False),
        (PartialDate.of_month(1990, 4), False),
        (PartialDate.of_year(1991), False),
    ],
)
def test_a_birth_date_must_agree_as_far_as_it_is_known(birth, fits):
    said = contradicts(parse_id_number(WOMAN), birth)
    assert (said is None) is fits
    assert contradicts(WOMAN, birth) == said


def test_a_contradiction_names_both_dates():
    said = contradicts(WOMAN, PartialDate.of_month(1990, 4))
    assert said == "出生日期 1990年4月 与身份证号里的 1990年3月7日 不一致，请核对这两项。"


@given(births, st.integers(0, 999))
def test_made_numbers_are_valid_and_invented(birth_on, sequence):
    number = make_id_number(birth_on, sequence)
    known = parse_id_number(number)
    assert number.startswith("110199")
    assert known.birth_on == birth_on
    assert known.gender == ("男" if sequence % 2 else "女")


def test_there_are_a_thousand_numbers_a_day():
    assert len({make_id_number(BIRTH, sequence) for sequence in range(1000)}) == 1000
    with pytest.raises(ValueError, match="0–999"):
        make_id_number(BIRTH, 1000)


@given(births, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(birth_on, sequence, place, shift):
    number = make_id_number(birth_on, sequence)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(IdNumberUnreadable):
        parse_id_number(wrong)


@given(st.one_of(st.text(), st.text(alphabet="0123456789xX-E.+ ", max_size=20), st.integers(), st.floats()))
def test_only_a_number_or_a_sentence_comes_out(text):
    try:
        known = parse_id_number(text)
    except IdNumberUnreadable as refused:
        assert "请" in str(refused)
    else:
        assert len(known.number) == 18


def test_the_mask_keeps_the_area_only():
    assert mask_id_number(WOMAN) == "110199************"
    assert mask_id_number("") == ""


@given(births, st.integers(0, 999))
def test_mask_birth_date_and_gender_leave_at_least_a_hundred_numbers(birth_on, sequence):
    """Whoever sees the mask, the birth date and the gender of a person still has five hundred numbers to guess from."""
    person = parse_id_number(make_id_number(birth_on, sequence))
    mask = mask_id_number(person.number)
    fitting = [
        number
        for n in range(1000)
        if parse_id_number(number := make_id_number(person.birth_on, n, area=mask[:6])).gender == person.gender
    ]
    assert person.number in fitting
    assert len(set(fitting)) == 500 >= 100


@pytest.mark.parametrize(
    ("text", "number", "mask"),
    [
        ("13812345678", "13812345678", "138****5678"),
        ("138 1234 5678", "13812345678", "138****5678"),
        ("+86-138-1234-5678", "13812345678", "138****5678"),
        ("0086 13812345678", "13812345678", "138****5678"),
        ("8613812345678", "13812345678", "138****5678"),
        ("１３８１２３４５６７８", "13812345678", "138****5678"),
        (13812345678, "13812345678", "138****5678"),
        (13812345678.0, "13812345678", "138****5678"),
        ("025-80001234", "025-80001234", "025-****1234"),
        ("(025) 80001234", "025-80001234", "025-****1234"),
        ("（025）80001234", "025-80001234", "025-****1234"),
        ("02580001234", "025-80001234", "025-****1234"),
        ("010 60001234", "010-60001234", "010-****1234"),
        ("+86 25 80001234", "025-80001234", "025-****1234"),
        ("0879-2001234", "0879-2001234", "0879-***1234"),
        ("0871-60001234-8001", "0871-60001234-8001", "0871-****1234-****"),
        ("0871-60001234转8001", "0871-60001234-8001", "0871-****1234-****"),
        ("+852 9123 4567", "+85291234567", "+852******67"),
    ],
)
def test_telephone_numbers_have_one_spelling_and_a_mask(text, number, mask):
    assert parse_phone(text) == number
    assert mask_phone(number) == mask


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "是空的"),
        (None, "是空的"),
        ("80001234", "请补上区号"),
        ("400-123-4567", "请补上区号"),
        ("1381234567", "手机号应为 11 位"),
        ("12812345678", "号段不对"),
        ("138123456789", "手机号应为 11 位"),
        ("1.38E+10", "科学计数"),
        ("13812345678、13912345678", "请填写一个手机号"),
        ("无", "数字以外的字符"),
    ],
)
def test_a_wrong_telephone_number_is_refused_with_what_to_do(text, words):
    with pytest.raises(PhoneUnreadable, match=words) as refused:
        parse_phone(text)
    assert "请" in str(refused.value)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-+() 转", max_size=20), st.integers(), st.floats()))
def test_what_is_read_once_is_read_again_the_same(text):
    try:
        number = parse_phone(text)
    except PhoneUnreadable as refused:
        assert "请" in str(refused)
    else:
        assert parse_phone(number) == number
        assert len(mask_phone(number)) >= 8 and "*" in mask_phone(number)
