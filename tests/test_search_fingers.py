"""What readers type, and what the search page takes it for; the scripts run in one node process."""

import json
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bantin.text import fold

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "theme/js/search").glob("*.js"))
RUNNER = """
const vm = require("vm"), fs = require("fs");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const page = vm.createContext({document: {querySelector: () => null, documentElement: {}}});
page.window = page;
for (const file of asked.scripts) vm.runInContext(fs.readFileSync(file, "utf8"), page);
const find = page.bantin;
const known = word => asked.known[word] || 0;
const acts = {
  telex: find.telex, vni: find.vni, slip: find.slip, dates: find.dates,
  parted: word => {
    let from = 0;
    return (find.parted(word, known, 100, 3)[0] || []).map(to => word.slice(from, from = to));
  },
  asked: text => find.asked(text).atoms,
  alike: find.alike,
};
const answers = asked.calls.map(([act, ...args]) => acts[act](...args));
process.stdout.write(JSON.stringify(answers));
"""

TELEX_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "sfrxj", strict=True))
VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "12345", strict=True))
TELEX_LETTERS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_LETTERS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is missing")
pytestmark = needs_node


def answers(calls: list[tuple[Any, ...]], known: dict[str, int] | None = None) -> list[Any]:
    """Return what the scripts answer to ``calls``, each a name and its arguments."""
    given = {"scripts": [str(path) for path in SCRIPTS], "calls": calls, "known": known or {}}
    done = subprocess.run(
        ["node", "-e", RUNNER], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


@cache
def syllables() -> tuple[str, ...]:
    """Return every syllable with an accent that the texts of the demo hold."""
    found: set[str] = set()
    for path in (ROOT / "content").rglob("vi.md"):
        text = unicodedata.normalize("NFC", path.read_text("utf-8")).lower()
        words = re.findall(r"[^\W\d_]+", text)
        # In loan words (micrô) letters that are keys of tones stand behind vowels.
        found.update(
            w for w in words if fold(w) != w and not re.search("[aeiouy].*[rsfx]", fold(w))
        )
    return tuple(sorted(found))


def keystrokes(
    word: str, letters: dict[str, str], tones: dict[str, str], *, at_end: bool = True
) -> str:
    """Return how ``word`` is typed where no input method listens."""
    typed, tone = "", ""
    for char in word:
        plain = "".join(c for c in unicodedata.normalize("NFD", char) if c not in tones)
        marks = [tones[c] for c in unicodedata.normalize("NFD", char) if c in tones]
        base = unicodedata.normalize("NFC", plain)
        typed += letters.get(base, base) + ("" if at_end else "".join(marks))
        tone += "".join(marks)
    return typed + (tone if at_end else "")


def same(word: str) -> str:
    """Return ``word`` with its tone behind it: where a tone stands is a matter of taste."""
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in apart if c in TELEX_TONES)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in TELEX_TONES)) + tones


@pytest.mark.parametrize("at_end", [True, False])
@pytest.mark.parametrize(
    ("act", "letters", "tones"),
    [("telex", TELEX_LETTERS, TELEX_TONES), ("vni", VNI_LETTERS, VNI_TONES)],
)
def test_keystrokes_of_every_word_are_read_back(
    act: str, letters: dict[str, str], tones: dict[str, str], at_end: bool
) -> None:
    typed = [keystrokes(word, letters, tones, at_end=at_end) for word in syllables()]
    read = answers([(act, word) for word in typed])

    wrong = [
        f"{word}: {keys} → {back}"
        for word, keys, back in zip(syllables(), typed, read, strict=True)
        if same(back) != same(word)
    ]
    assert len(syllables()) > 500
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("act", "typed", "meant"),
    [
        ("telex", "ddieejn", "điện"),
        ("telex", "dienejd", "điện"),
        ("telex", "thuongwr", "thưởng"),
        ("telex", "mwaf", "mừa"),
        ("telex", "kien", ""),
        ("vni", "dien659", "điện"),
        ("vni", "d9ien65", "điện"),
        ("vni", "nguoi72", "người"),
        ("vni", "nam2024", ""),
        ("vni", "k9", ""),
    ],
)
def test_marks_may_stand_behind_the_letter_or_at_the_end(act: str, typed: str, meant: str) -> None:
    assert answers([(act, typed)]) == [meant]


def test_what_is_run_together_is_parted_at_its_syllables() -> None:
    folded = [fold(word) for word in syllables()]
    known = dict.fromkeys(folded, 10)
    calls = [("parted", one + other) for one, other in pairwise(folded[::7])]
    parted = answers(calls, known)

    for (_, word), pieces in zip(calls, parted, strict=True):
        assert "".join(pieces) == word
        assert all(piece in known for piece in pieces)
    assert answers([("parted", "thiduaxyz")], known) == [[]]
    likely = {"nguyen": 30, "van": 60, "an": 40, "va": 90, "nan": 2}
    assert answers([("parted", "nguyenvanan")], likely) == [["nguyen", "van", "an"]]


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("dein", "dien", 1),
        ("khogn", "khong", 1),
        ("thong", "thuong", 3),
        ("thuoong", "thuong", 3),
        ("hiem", "hien", 2),
        ("bien", "hien", 4),
        ("hien", "hien", 0),
        ("abc", "cab", 0),
        ("an", "binh", 0),
    ],
)
def test_one_slip_is_known_and_two_are_not(typed: str, meant: str, kind: int) -> None:
    assert answers([("slip", typed, meant), ("slip", meant, typed)]) == [kind, kind]


@pytest.mark.parametrize(
    "typed",
    [
        *("04/3/2024", "4/3/2024", "04-03-2024", "4.3.2024", "2024-03-04", "ngày 4/3/2024"),
        *("ngày 4 tháng 3 năm 2024", "4 tháng 3, 2024", "4 march 2024", "march 4, 2024"),
        *("4th of march 2024", "ngay 4 thang 3 nam 2024"),
    ],
)
def test_a_day_is_one_day_however_it_is_typed(typed: str) -> None:
    [[day]] = answers([("dates", typed)])

    assert day["date"] == {"d": 4, "m": 3, "y": 2024}
    assert ["4", "3", "2024"] in day["ways"]
    assert ["4", "march", "2024"] in day["ways"]


@pytest.mark.parametrize("typed", ["19 phút 40 giây", "2020-2021", "đề số 31", "32/13", "10-20"])
def test_other_numbers_are_no_days(typed: str) -> None:
    assert answers([("dates", typed)]) == [[]]


def test_several_days_are_all_read() -> None:
    [days] = answers([("dates", "30/4 - 1/5")])
    assert [day["date"] for day in days] == [{"d": 30, "m": 4, "y": 0}, {"d": 1, "m": 5, "y": 0}]


def heavy(typed: str) -> list[str]:
    """Return the words of a query that carry it."""
    [atoms] = answers([("asked", typed)])
    return [atom["word"] for atom in atoms if atom["weight"] == 1]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ai được khen thưởng?", ["khen", "thưởng"]),
        ("trận lũ xảy ra ở đâu", ["trận", "lũ"]),
        ("Đại tá Vũ Văn Hiển", ["vũ", "văn", "hiển"]),
        ("đại tá", ["đại", "tá"]),
        ("who was awarded the flag", ["awarded", "flag"]),
        ("the thao", ["the", "thao"]),
        ("là gì", ["là", "gì"]),
    ],
)
def test_words_that_only_ask_and_ranks_weigh_little(typed: str, words: list[str]) -> None:
    assert heavy(typed) == words


def test_spelling_in_nfd_and_in_capitals_is_the_same_query() -> None:
    decomposed = unicodedata.normalize("NFD", "Điện Biên")
    plain, apart, loud = answers(
        [("asked", "điện biên"), ("asked", decomposed), ("asked", "ĐIỆN BIÊN")]
    )
    assert plain == apart == loud


def test_accents_that_were_typed_count_and_others_do_not() -> None:
    exact, bare, toneless, other_tone, d_for_dd, other = answers(
        [
            ("alike", "điên5", "điên5"),
            ("alike", "", "điên5"),
            ("alike", "điên", "điên5"),
            ("alike", "điên1", "điên5"),
            ("alike", "diên5", "điên5"),
            ("alike", "diên4", "điên5"),
        ]
    )
    assert exact == bare == 1
    assert 1 > toneless > other_tone > other
    assert d_for_dd > other
