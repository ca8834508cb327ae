"""Rows of folders: what was kept last comes back, whatever was kept before."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from bantin.reading.kept import Kept, Row, keep, recall

PATHS = [f"articles/bai-{number:02d}" for number in range(40)]
# What a run finds: of which folders something else came, and which are gone (None).
EDITS = st.lists(
    st.dictionaries(st.sampled_from(PATHS), st.none() | st.text(max_size=3), max_size=4),
    max_size=6,
)


def row(face: str, key: str = "key") -> Row:
    return Row(
        base="base",
        lay=((("vi.md", (1, 2, 3, 4)),), (), ()),
        key=key,
        consulted=(),
        kind="articles",
        slug="bai",
        titles=("Bài",),
        status="published",
        stamp="stamp",
        shared="shared",
        face=face.encode(),
        refs=(("content/articles/bai/vi.md", ("digest", "a.pack", 0, 1, 2)),),
    )


def edited(rows: dict[str, Row], edits: dict[str, str | None]) -> dict[str, Row]:
    changed = {path: row(face) for path, face in edits.items() if face is not None}
    return {p: r for p, r in {**rows, **changed}.items() if edits.get(p, "") is not None}


@given(EDITS)
def test_what_was_kept_last_comes_back(runs: list[dict[str, str | None]]) -> None:
    with TemporaryDirectory() as folder:
        store = Path(folder)
        rows = {path: row("first") for path in PATHS}
        keep(store, Kept(), 1, rows)
        for number, edits in enumerate(runs, start=2):
            kept = recall(store)
            rows = edited(dict(kept.rows), edits)
            keep(store, kept, number, rows)

            assert recall(store).rows == rows
            assert recall(store).time_ns == number


def test_one_changed_row_of_many_does_not_write_the_others_again(tmp_path: Path) -> None:
    keep(tmp_path, Kept(), 1, {path: row("first") for path in PATHS})
    before = (tmp_path / "rows").read_bytes()
    kept = recall(tmp_path)
    keep(tmp_path, kept, 2, {**kept.rows, PATHS[7]: row("second")})

    assert (tmp_path / "rows").read_bytes() == before
    assert recall(tmp_path).rows[PATHS[7]] == row("second")


def test_without_what_changed_later_the_rows_are_what_they_were(tmp_path: Path) -> None:
    keep(tmp_path, Kept(), 1, {path: row("first") for path in PATHS})
    kept = recall(tmp_path)
    keep(tmp_path, kept, 2, {**kept.rows, PATHS[7]: row("second")})
    (tmp_path / "rows.later").write_bytes(b"cut off")

    assert recall(tmp_path) == kept


def test_what_changed_later_is_not_added_to_rows_of_another_run(tmp_path: Path) -> None:
    keep(tmp_path, Kept(), 1, {path: row("first") for path in PATHS})
    kept = recall(tmp_path)
    keep(tmp_path, kept, 2, {**kept.rows, PATHS[7]: row("second")})
    keep(tmp_path, Kept(), 3, {path: row("third") for path in PATHS})

    assert set(recall(tmp_path).rows.values()) == {row("third")}


def test_a_folder_that_could_not_be_read_is_not_kept(tmp_path: Path) -> None:
    keep(tmp_path, Kept(), 1, {path: row("first") for path in PATHS})
    kept = recall(tmp_path)
    keep(tmp_path, kept, 2, {**kept.rows, PATHS[7]: row("second", key="")})

    assert recall(tmp_path).rows.keys() == set(PATHS) - {PATHS[7]}
