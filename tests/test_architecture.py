"""The drawing of the river, kept true: who may import whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "bantin"
FILES = sorted(PACKAGE.rglob("*.py"))

# From the source to the mouth: a module imports from the rows above its own and from its own.
# The stages are one row, in families that do not know one another; a folder is a family.
VALUES = {
    *("__init__", "model", "problems", "messages", "text", "dates", "day_slips", "settings"),
    *("addresses", "faults", "guesses", "held", "languages", "occasions", "shortcuts", "syllables"),
    *("workers", "caches", "units", "foreman"),
}
RECORDS = [
    {"campaigns"},
    {"related", "pairs"},
    {"people"},
    {"album"},
    {"awards", "namesakes"},
    {"feeds"},
]
STAGES = [{"reading"}, {"markup"}, {"photos"}, {"search"}, *RECORDS]
ASSEMBLY = {
    *(
        "views",
        "data",
        "library",
        "legacy",
        "manuscript",
        "word",
        "pages",
        "site",
        "findable",
        "searching",
        "outputs",
        "fingerprint",
        "theme",
        "write",
        "copies",
        "yearbook",
        "memory",
        "shelves",
        "edits",
        "build",
    ),
}
BANKS = {
    *("asking", "cluster", "substitutes", "configuration", "progress", "plugin", "preview"),
    *("console", "colours", "founding", "importing", "manual", "publishing", "sarif", "usage"),
    "writing",
}
MOUTH = {"cli", "__main__"}
ROWS = [[VALUES], STAGES, [ASSEMBLY], [BANKS], [MOUTH]]

# The reader of a file has its text converted, and the plugin is opened by Pelican's own door.
EXCEPTIONS = {("reading", "markup"), ("__init__", "plugin")}


def test_a_module_imports_only_from_above_or_from_its_family() -> None:
    ours = {(module, target[1:]) for module, target in imports() if target.startswith(".")}
    against = [
        f"{module} imports {target}"
        for module, target in sorted(ours - EXCEPTIONS)
        if not may_import(module, target)
    ]

    assert not against, "\n".join(against)


def may_import(module: str, target: str) -> bool:
    row = next(i for i, families in enumerate(ROWS) if any(module in f for f in families))
    family = next(family for family in ROWS[row] if module in family)
    return target in family.union(*(family for above in ROWS[:row] for family in above))


def test_every_module_has_its_place_in_the_drawing() -> None:
    drawn = {module for row in ROWS for family in row for module in family}
    found = {place(file) for file in FILES}

    assert (found - drawn, drawn - found) == (set(), set())


def test_only_the_plugin_imports_pelican() -> None:
    assert {module for module, target in imports() if target == "pelican"} <= {"plugin"}


def test_nothing_is_caught_that_has_no_name() -> None:
    nameless = [
        f"{file.name}:{node.lineno}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]

    assert not nameless, "\n".join(nameless)


def place(file: Path) -> str:
    """Return the module, or the folder of modules, that ``file`` belongs to."""
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def imports() -> Iterator[tuple[str, str]]:
    """Yield who imports whom: our own modules with a dot before them, packages without."""
    for file in FILES:
        depth = len(file.relative_to(PACKAGE).parts)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((place(file), alias.name.split(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield place(file), (node.module or "").split(".")[0]
            elif isinstance(node, ast.ImportFrom):
                for target in own_targets(node, depth, place(file)):
                    yield place(file), f".{target}"


def own_targets(node: ast.ImportFrom, depth: int, inside: str) -> Iterator[str]:
    if node.level < depth:  # a neighbour within the same folder
        yield inside
    elif node.module:
        yield node.module.split(".")[0]
    else:
        for alias in node.names:
            is_module = any(place(file) == alias.name for file in FILES)
            yield alias.name if is_module else "__init__"
