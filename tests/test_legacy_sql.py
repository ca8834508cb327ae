"""What is written into a dump is read out of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bantin.legacy import sql
from bantin.legacy.letters import readable
from bantin.legacy.sql import Dump, Row
from bantin.problems import SettingsError

VALUES = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)
COLUMNS = ("id", "a`b", "key", "tiêu đề")


def quoted(value: str | None, *, double: bool) -> str:
    """Write a value as mysqldump does (``\\'``), or as other programs do (``''``)."""
    if value is None:
        return "NULL"
    said = value.replace("\\", "\\\\")
    for letter, code in (("\0", "0"), ("\n", "n"), ("\x1a", "Z"), ('"', '"')):
        said = said.replace(letter, f"\\{code}")
    return f"'{said.replace(chr(39), chr(39) * 2 if double else chr(92) + chr(39))}'"


def dump(rows: list[list[str | None]], *, named: bool, double: bool) -> str:
    names = ", ".join(f"`{column.replace('`', '``')}`" for column in COLUMNS)
    columns = ",\n".join(
        f"  `{column.replace('`', '``')}` varchar(10) DEFAULT 'a,(b' COMMENT 'c;)'"
        for column in COLUMNS
    )
    values = ",".join(f"({','.join(quoted(v, double=double) for v in row)})" for row in rows)
    return (
        "-- it's a dump\n/*!40101 SET NAMES utf8mb4 */;\n"
        f"CREATE TABLE `t_x` (\n{columns},\n  PRIMARY KEY (`id`),\n  KEY `k` (`key`,`id`)\n);\n"
        f"# one more; 'comment\n/* and ( another */\nLOCK TABLES `t_x` WRITE;\n"
        f"INSERT INTO `t_x` {f'({names}) ' if named else ''}VALUES {values};\nUNLOCK TABLES;\n"
    )


def read(path: Path, text: str) -> list[Row]:
    path.write_bytes(text.encode())
    found = Dump(path)
    rows = [row for _, row in found.rows(lambda table: table == "t_x")]
    assert not found.is_cut_off
    return rows


@given(
    rows=st.lists(st.lists(VALUES, min_size=4, max_size=4), min_size=1, max_size=4),
    named=st.booleans(),
    double=st.booleans(),
    piece=st.integers(8, 400),
)
@settings(max_examples=150)
def test_rows_read_back_wherever_the_file_is_parted(
    rows: list[list[str | None]],
    named: bool,
    double: bool,
    piece: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = dump(rows, named=named, double=double)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql, "_PIECE", piece)
        found = read(tmp_path_factory.getbasetemp() / "dump.sql", text)

    assert found == [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("_utf8mb4'a'", "a"),
        ("_binary 'x\\0'", "x\0"),
        ("0xC490E1BAA376", "Đảv"),
        ("X'6162'", "ab"),
        ("-1.5", "-1.5"),
        ('"a""b\\"c"', 'a"b"c'),
        ("'100\\% \\q'", "100\\% q"),
        ("NULL", None),
        ("''", ""),
    ],
)
def test_every_spelling_of_a_value_is_known(
    tmp_path: Path, written: str, meant: str | None
) -> None:
    text = f"INSERT INTO t_x (a, b) VALUES (1, {written});"  # noqa: S608

    assert read(tmp_path / "d.sql", text) == [{"a": "1", "b": meant}]


def test_what_a_trigger_inserts_is_no_row(tmp_path: Path) -> None:
    text = (
        "DELIMITER ;;\nCREATE TRIGGER x BEGIN INSERT INTO t_x (a) VALUES (1); END ;;\n"
        "DELIMITER ;\nREPLACE INTO `db`.`t_x` (a) VALUES (2) ON DUPLICATE KEY UPDATE a=(3);\n"
    )

    assert read(tmp_path / "d.sql", text) == [{"a": "2"}]


@pytest.mark.parametrize("cut", [20, 40, 52])
def test_a_dump_that_breaks_off_gives_what_stands_before_it(tmp_path: Path, cut: int) -> None:
    text = "INSERT INTO t_x (a) VALUES ('một'),('hai, ba'),('bốn');"
    path = tmp_path / "d.sql"
    path.write_bytes(text.encode()[:cut])

    found = Dump(path)
    rows = [row["a"] for _, row in found.rows(lambda _: True)]

    assert rows == ["một", "hai, ba", "bốn"][: len(rows)]
    assert found.is_cut_off


def test_a_compressed_dump_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.sql"
    path.write_bytes(b"\x1f\x8b\x08\0\0\0\0\0")

    with pytest.raises(SettingsError):
        list(Dump(path).rows(lambda _: True))


@given(st.text(max_size=60))
def test_readable_text_stays_readable(text: str) -> None:
    once = readable(text)

    assert readable(once) == once


@given(st.text("Phòng Kỹ thuật ĐẢNG ủy “ưỡn” – 2024 éèàùñ", min_size=3, max_size=40))
def test_text_that_was_taken_for_western_letters_is_set_right(text: str) -> None:
    spoilt = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )

    assert readable(spoilt) == readable(text)


def test_the_vietnamese_windows_of_old_is_read() -> None:
    spoilt = "Pho\u0300ng Ky\u0303 thuâ\u0323t".encode("cp1258").decode("utf-8", "surrogateescape")

    assert readable(spoilt) == "Phòng Kỹ thuật"
