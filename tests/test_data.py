"""The register of awards as other programs open it."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from bantin.data import awards_csv, awards_json
from bantin.views import AwardLine, Day, Label, Ref


def line(recipient: str = "Vũ Thị Ánh", **changes: object) -> AwardLine:
    values: dict[str, object] = {
        "recipient": Ref("people/x.html", Label(recipient), "x"),
        "rank": Label("Đại úy"),
        "collective": False,
        "unit": Label("Đại đội Vận tải"),
        "award": Label("Giấy khen"),
        "day": Day("2024-03-04", "04/3/2024"),
        "campaigns": (Ref("campaigns/c.html", Label("Đợt một"), "c"),),
        "article": Ref("articles/a.html", Label("Bài"), "a"),
    }
    return AwardLine(**{**values, **changes})  # type: ignore[arg-type]


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_sees_the_accents() -> None:
    content = awards_csv([line()], "vi")
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content)[1][1] == "Vũ Thị Ánh"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_no_cell_is_a_formula_and_nothing_else_changes(name: str) -> None:
    cell = rows(awards_csv([line(name)], "vi"))[1][1]
    assert cell[0] not in "=+-@"
    assert cell.removeprefix("'") == name.removeprefix("'")


def test_both_languages_have_their_own_heads_and_the_same_columns() -> None:
    vietnamese, english = rows(awards_csv([], "vi"))[0], rows(awards_csv([], "en"))[0]
    assert len(vietnamese) == len(english)
    assert not set(vietnamese) & set(english)


def test_json_names_kind_campaigns_and_samples() -> None:
    read = json.loads(awards_json([line(collective=True, status="sample"), line()], "en"))
    assert [row["kind"] for row in read] == ["collective", "individual"]
    assert [row["sample"] for row in read] == [True, False]
    assert read[0]["campaign"] == ["c"]
