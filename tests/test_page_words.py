"""What is found in all lines of a page at once is what one finds line by line and word by word."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis.strategies import booleans, integers, lists, sampled_from, text, tuples

from comity.articles.letters import JOINED, PART, STOP, letters_of
from comity.articles.lines import WORD, split_lines
from comity.articles.topics import FEW_TOPICS, NEAR, REACH, echoes, echoes_below, told_of, topics_of
from comity.articles.words import COUNTED, STEM, kept, words_in
from comity.lexicons.outlets import open_outlets

OUTLETS = open_outlets()
LETTERS = "aAbBéЖ09_'’.-–…?!\") ,"
LINES = lists(text(LETTERS, min_size=1, max_size=40), max_size=6)


@given(LINES)
def test_words_are_those_that_an_expression_finds(lines: list[str]):
    letters = letters_of(lines)
    words = words_in(letters.codes, letters.kinds & (PART | JOINED) > 0)
    whole = "\n".join(["", *lines])
    found = [whole[start : start + length] for start, length in zip(words.start, words.length, strict=True)]
    assert found == WORD.findall(whole)
    for numbers, counted in ((words.stem, STEM), (words.number, COUNTED)):
        told = dict(zip((word[:counted].lower() for word in found), numbers.tolist(), strict=True))
        assert [told[word[:counted].lower()] for word in found] == numbers.tolist()
        assert len(set(told.values())) == len(told)


@given(lists(text("abc", min_size=1, max_size=14)), lists(tuples(text("abc", min_size=1, max_size=12), integers(1, 9))))
def test_words_that_mean_something_are_known_by_their_numbers(words: list[str], pairs: list[tuple[str, int]]):
    meanings = dict(pairs)
    codes = letters_of([" ".join(["", *words, ""])]).codes
    numbers = words_in(codes, (codes != ord(" ")) & (codes != ord("\n"))).number
    assert kept(meanings).of(numbers).tolist() == [meanings.get(word[:COUNTED], 0) for word in words]


@given(LINES)
def test_a_line_ends_as_a_sentence_does_where_nothing_of_a_word_is_behind_its_last_stop(lines: list[str]):
    letters = letters_of(lines)
    expected = [any(sign in line[-3:] for sign in ".!?…") and ends_so(line[-3:]) for line in lines]
    assert letters.ends_with(STOP, PART, 3).tolist() == expected


def ends_so(end: str) -> bool:
    last = max(end.rfind(sign) for sign in ".!?…")
    return not any(letter.isalnum() or letter == "_" for letter in end[last:])


PAIRS = lists(tuples(integers(0, 60), integers(0, 12)), max_size=60)  # a line and a stem that it has


@given(PAIRS, lists(booleans(), min_size=61, max_size=61))
def test_topics_come_back_where_lines_around_have_them(pairs: list[tuple[int, int]], prose: list[bool]):
    line, stem = (
        np.array([pair[side] for pair in sorted(pairs, key=lambda pair: pair[0])], np.int64) for side in (0, 1)
    )
    topics = topics_of(line, stem, np.array(prose, np.bool_), [range(61)])
    of = [sorted({one for at, one in pairs if at == number}) for number in range(61)]
    told = [{*of[number]} if prose[number] else set() for number in range(61)]
    assert [len(topics.of(number)) for number in range(61)] == [len(some) for some in of]
    assert topics.shared_with(np.array([0])).tolist() == [len({*of[0]} & {*some}) for some in of]
    below = [
        sum(
            min(sum(1 - (far - at) / REACH for far in range(at + 1, min(at + REACH, 61)) if one in told[far]), 3.0)
            for one in some
        )
        / max(len(some), 3) ** 0.5
        for at, some in enumerate(of)
    ]
    assert np.allclose(echoes_below(topics, told_of(topics)), below)
    near = [
        sum(any(one in told[far] for far in around(at, NEAR)) for one in some[:FEW_TOPICS])
        / max(len(some[:FEW_TOPICS]), 1)
        for at, some in enumerate(of)
    ]
    assert np.allclose(echoes(topics, told_of(topics))[0], near)


def around(at: int, reach: int) -> list[int]:
    return [far for far in range(max(0, at - reach), min(at + reach + 1, 61)) if far != at]


@given(lists(sampled_from(["Home", "A line of words.", "And one more", "", ""]), max_size=12))
def test_lines_stand_in_a_block_where_no_blank_line_divides_them(rows: list[str]):
    lines = split_lines("\n".join(rows), OUTLETS).rows
    assert Counter(line.text for line in lines) == Counter(filter(None, rows))
    joined = [bool(row and above) for above, row in zip(["", *rows], rows, strict=False) if row]
    assert [line.joined for line in lines] == joined
