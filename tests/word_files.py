"""Word documents made of raw XML, part by part, as Word and its relatives write them."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>
  <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ChuThich"><w:name w:val="caption"/>
  <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Drawing"><w:name w:val="Drawing"/>
  <w:basedOn w:val="ChuThich"/><w:rPr><w:i w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/><w:basedOn w:val="Normal"/>
  <w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
"""


def p(*runs: str, style: str = "", align: str = "", more: str = "") -> str:
    """Return a paragraph; plain text among ``runs`` becomes a run."""
    properties = f'<w:pStyle w:val="{style}"/>' * bool(style) + more
    properties += f'<w:jc w:val="{align}"/>' * bool(align)
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, looks: str = "") -> str:
    """Return a run of ``text``; ``looks`` is what stands in its ``w:rPr``."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def picture(id: str, description: str = "", *, floating: bool = False) -> str:
    """Return a run with the picture that has the relation ``id``."""
    kind = "anchor" if floating else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="x" descr="{description}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{id}"/>'
        f"</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def box(inner: str) -> str:
    """Return a run with a box of text, in the new form and in the old one, as Word writes both."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="position:absolute"><v:textbox>{content}</v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell is a paragraph, or whatever else begins with a ``<``."""
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row)
        + "</w:tr>" for row in rows
    )  # fmt: skip
    return f"<w:tbl>{made}</w:tbl>"


def photo(shade: int = 90, kind: str = "JPEG") -> bytes:
    """Return the bytes of a small picture."""
    data = io.BytesIO()
    Image.new("RGB", (48, 32), (shade, 90, 160)).save(data, kind)
    return data.getvalue()


def docx(
    *body: str,
    media: Mapping[str, bytes] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
    kind: str = _MAIN,
) -> bytes:
    """Return a document of ``body``. The first of ``media`` has the relation ``rId1``, and so on.

    ``parts`` are put in, or in the place of others, by their names.
    """
    pictures = media or {}
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/image" Target="media/{name}"/>'
        for n, name in enumerate(pictures, start=1)
    )
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{_STYLES}</w:styles>',
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{related}{relations}</Relationships>"
        ),
        **{f"word/media/{name}": data for name, data in pictures.items()},
        **(parts or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return file.getvalue()
