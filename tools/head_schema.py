"""Write the JSON Schemas of heads into docs/schema: ``python tools/head_schema.py``."""

from pathlib import Path

from bantin.manuscript.schema import KINDS, text

FOLDER = Path(__file__).resolve().parents[1] / "docs/schema"


def main() -> None:
    """Write the schema of each kind into its file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (FOLDER / f"{kind}.schema.json").write_text(text(kind), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
