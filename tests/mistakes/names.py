"""Lists of names as spreadsheets save them, and as hands spoil them."""

from . import Case, case, vi

_GOOD = "kind,vi,en,note\nunit,Tiểu đoàn Sửa chữa,Repair Battalion,\n"


def _names(name: str, data: str | bytes, *told: str, says: str | tuple[str, ...] = ()) -> Case:
    return case(name, {"vi.md": vi(), "./names.csv": data}, *told, says=says)


CASES = (
    _names(
        "unknown kind",
        _GOOD + "unti,Đại đội 1,Company 1,\n",
        "E name-kind-unknown names.csv:3",
        says="“unit”",
    ),
    _names(
        "kind of another world",
        _GOOD + "xe,Xe tải,Truck,\n",
        "E name-kind-unknown names.csv:3",
        says="unit, rank",
    ),
    _names("no kind", _GOOD + ",Đại đội 1,Company 1,\n", "E name-kind-unknown names.csv:3"),
    _names(
        "no columns",
        "a,b,c\n1,2,3\n",
        "E names-without-columns names.csv:1",
        says="kind,vi,en,note",
    ),
    _names(
        "a column missing",
        "kind,en\nunit,Repair Battalion\n",
        "E names-without-columns names.csv:1",
    ),
    _names("no Vietnamese", _GOOD + "unit,,Company 1,\n", "E name-without-vietnamese names.csv:3"),
    _names(
        "two names for one",
        _GOOD + "unit,Tiểu đoàn Sửa chữa,Repair Unit,\n",
        "E name-twice names.csv:3",
        says="2",
    ),
    _names(
        "a quote left open",
        _GOOD + 'unit,"Đại đội 1,Company 1,\nunit,Đại đội 2,Company 2,\n',
        "E names-unreadable names.csv:3",
    ),
    _names(
        "windows-1258",
        _GOOD.encode("cp1258", "ignore"),
        "E file-not-utf-8 names.csv:2",
        says="CSV UTF-8",
    ),
    _names("zero bytes", _GOOD.encode("utf-16-le"), "E file-not-text names.csv:1"),
    _names(
        "a workbook",
        b"PK\3\4\x14\0\6\0\x08\0\0\0!\0\xff\xfe",
        "E file-is-word names.csv:1",
        says="CSV UTF-8",
    ),
    _names(
        "names not translated",
        _GOOD + "unit,Đại đội 1,Đại đội 1,\n",
        "W name-untranslated names.csv:3",
    ),
    _names(
        "no names but commas inside",
        "kind,vi,en,note\nunit,Ban Chỉ huy, Tham mưu,Staff,\n",
        "W name-cells-too-many names.csv:2",
    ),
)
