"""Where a site lies → the settings of a web server for it: nginx, Apache or IIS.

All three do the same: only GET and HEAD, no listings, no dot files, the policy under which the
pages are made, types for every file a site has, a year of caching for files that are called after
their content, and for everything else the question whether it is still the same. Where a site has
compressed copies beside its texts, nginx and Apache send those to browsers that know them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from ..copies import ENCODINGS, TEXTS

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'self'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)
LASTING = "public, max-age=31536000, immutable"
FLEETING = "no-cache"
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "html": "text/html",
        "css": "text/css",
        "js": "text/javascript",
        "json": "application/json",
        "xml": "application/xml",
        "csv": "text/csv",
        "ics": "text/calendar",
        "txt": "text/plain",
        "svg": "image/svg+xml",
        "jpg": "image/jpeg",
        "png": "image/png",
        "gif": "image/gif",
        "webp": "image/webp",
        "avif": "image/avif",
        "ico": "image/x-icon",
        "woff2": "font/woff2",
        "pdf": "application/pdf",
        "epub": "application/epub+zip",
        "zip": "application/zip",
    }
)
_COPY = rf"\.({'|'.join(ENCODINGS)})"
_COPIES = rf"\.({'|'.join(TEXTS)}){_COPY}$"
_ATOM = "application/atom+xml"
# As ``manifest.is_lasting`` knows them, in the words that all three servers understand.
_LASTING_FILES = (
    r"(theme/[^/]+\.[0-9a-f]{8}\.[a-z0-9]+|photos/.+-[0-9a-f]{10}-[0-9]+\.[a-z]+)" rf"({_COPY})?$"
)
# What nginx has by itself, and what a module of others brings.
_STATIC = MappingProxyType(
    {
        "gz": "    gzip_static on;\n",
        "br": (
            "    # Take the # away where the module brotli_static is loaded (Debian, Ubuntu:\n"
            "    # libnginx-mod-http-brotli-static); browsers ask for it over https only.\n"
            "    # brotli_static on;\n"
        ),
        "zst": (
            "    # Likewise with the module zstd_static (github.com/tokers/zstd-nginx-module):\n"
            "    # zstd_static on;\n"
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a site lies and how readers reach it.

    ``root`` is the folder on the server; ``host`` the name and ``port`` the number that readers
    use; ``home`` the path of the site there, ``/tin``, or empty. ``languages`` are its editions,
    the one at the root first. ``copies`` are the endings of the compressed copies beside texts.
    """

    root: str
    host: str
    port: int
    home: str
    languages: tuple[str, ...]
    copies: tuple[str, ...] = ()


def nginx(place: Place) -> str:
    """Return a file for ``/etc/nginx/conf.d/``, to be included at the level of ``http``."""
    types = "".join(f"        {kind} {ending};\n" for ending, kind in TYPES.items())
    headers = "".join(f'    add_header {name} "{said}" always;\n' for name, said in HEADERS.items())
    # Source: "ngx_http_gzip_module": text/html is always among them, and must not be named.
    compressed = " ".join(TYPES[ending] for ending in TEXTS if ending != "html")
    static = "".join(_STATIC[ending] for ending in place.copies)
    hidden = f'    location ~ "{_COPIES}" {{ return 404; }}\n' if place.copies else ""
    home = place.home
    # Below a path of its own the site is found by taking that path off.
    inside = f"        rewrite ^{home}(/.*)$ $1 break;\n" if home else ""
    where = f"    location = / {{ return 302 {home}/; }}\n" if home else ""
    editions = "".join(
        f"    location {home}/{lang}/ {{\n{inside}"
        f"        error_page 404 {home}/{lang}/404.html;\n    }}\n"
        for lang in place.languages[1:]
    )
    return (
        f'map $uri $bantin_cache {{\n    default "{FLEETING}";\n'
        f'    "~/{_LASTING_FILES}" "{LASTING}";\n}}\n'
        f"server {{\n    listen {place.port};\n    server_name {place.host or '_'};\n"
        f"    root {_quoted(place.root)};\n{where}"
        "    index index.html;\n    charset utf-8;\n    server_tokens off;\n    autoindex off;\n"
        "    # A cache of open files would go on showing an earlier release.\n"
        "    open_file_cache off;\n    absolute_redirect off;\n"
        "    charset_types text/css text/javascript text/plain text/csv text/calendar\n"
        f"        application/json application/xml {_ATOM} image/svg+xml;\n"
        f"    types {{\n{types}    }}\n    default_type application/octet-stream;\n"
        f"    gzip on;\n    gzip_vary on;\n    gzip_min_length 1024;\n    gzip_types {compressed}\n"
        f"        {_ATOM};\n{static}"
        "    if ($request_method !~ ^(GET|HEAD)$) { return 405; }\n"
        f'{headers}    add_header Cache-Control "$bantin_cache" always;\n'
        f"    error_page 404 {home}/404.html;\n    location {home}/ {{\n{inside}    }}\n{editions}"
        f'    location ~ "^{home}/.+\\.atom\\.xml$" {{\n{inside}        types {{ }}\n'
        f"        default_type {_ATOM};\n    }}\n"
        f"{hidden}    location ~ /\\. {{ return 404; }}\n}}\n"
    )


def apache(place: Place) -> str:
    """Return a file for ``/etc/apache2/sites-available/``.

    It needs the modules ``headers``, ``mime``, ``dir``, ``alias``, ``deflate``, ``filter`` and
    ``allowmethods``, and ``rewrite`` for compressed copies.
    """
    types = "".join(f"    AddType {kind} .{ending}\n" for ending, kind in TYPES.items())
    headers = "".join(f'    Header always set {n} "{said}"\n' for n, said in HEADERS.items())
    compressed = " ".join((*(TYPES[ending] for ending in TEXTS), _ATOM))
    endings = " ".join(f".{ending}" for ending in TEXTS)
    name = f"    ServerName {place.host}\n" if place.host else ""
    home = place.home
    where = f"    Alias {home} {_quoted(place.root)}\n" if home else ""
    where = where or f"    DocumentRoot {_quoted(place.root)}\n"
    editions = "".join(
        f'    <LocationMatch "^{home}/{lang}/">\n'
        f"        ErrorDocument 404 {home}/{lang}/404.html\n    </LocationMatch>\n"
        for lang in place.languages[1:]
    )
    return (
        f"<VirtualHost *:{place.port}>\n{name}{where}"
        f"    ErrorDocument 404 {home}/404.html\n{editions}"
        "    ServerSignature Off\n    AddDefaultCharset utf-8\n"
        f"    <Directory {_quoted(place.root)}>\n"
        "        Options -Indexes -MultiViews +FollowSymLinks\n        AllowOverride None\n"
        "        Require all granted\n        AllowMethods GET HEAD\n"
        "        DirectoryIndex index.html\n    </Directory>\n"
        '    <LocationMatch "/\\.">\n        Require all denied\n'
        '        ErrorDocument 403 "Not found"\n    </LocationMatch>\n'
        f"{types}    AddType {_ATOM} .atom.xml\n    AddCharset utf-8 {endings}\n"
        f"{_negotiation(place)}"
        f'    <FilesMatch "\\.atom\\.xml({_COPY})?$">\n'
        f'        ForceType "{_ATOM}; charset=utf-8"\n    </FilesMatch>\n'
        f"    AddOutputFilterByType DEFLATE {compressed}\n"
        f'{headers}    Header always set Cache-Control "{FLEETING}"\n'
        f'    <LocationMatch "/{_LASTING_FILES}">\n'
        f'        Header always set Cache-Control "{LASTING}"\n    </LocationMatch>\n'
        "    FileETag MTime Size\n</VirtualHost>\n"
    )


def _negotiation(place: Place) -> str:
    """Return what makes Apache send copies: as the file that was asked for, and never by name.

    Source: "mod_deflate", "Serving pre-compressed content". Distributions give these endings a
    type of their own, and ``.br`` even a language.
    """
    if not place.copies:
        return ""
    rules = "".join(
        f"    RewriteCond %{{HTTP:Accept-Encoding}} "
        rf'"(^|[ ,]){ENCODINGS[ending]}(?! *; *q=0(\.0*)? *(,|$))([ ,;]|$)"'
        "\n"
        f'    RewriteCond {_quoted(_unexpanded(place.root))[:-1]}$1.{ending}" -f\n'
        rf'    RewriteRule "^{place.home}(/.+\.({"|".join(TEXTS)}))$" "{place.home}$1.{ending}"'
        " [PT,E=no-gzip:1,L]\n"
        for ending in ("br", "zst", "gz")  # the smallest first
        if ending in place.copies
    )
    types = "".join(
        rf'    <FilesMatch "\.{ending}{_COPY}$">'
        f'\n        ForceType "{_with_charset(ending)}"\n    </FilesMatch>\n'
        for ending in TEXTS
    )
    encodings = "".join(f"    AddEncoding {ENCODINGS[e]} .{e}\n" for e in place.copies)
    return (
        f'    RewriteEngine On\n    RewriteRule "{_COPIES}" - [R=404,L]\n{rules}{encodings}'
        f"    RemoveLanguage .br\n{types}"
        rf'    <FilesMatch "\.({"|".join(TEXTS)})({_COPY})?$">'
        "\n        Header merge Vary Accept-Encoding\n    </FilesMatch>\n"
    )


def iis(place: Place) -> str:
    """Return ``web.config``, to be put into the folder that IIS shows; publishing leaves it there.

    IIS cannot be told about single names, so the folders of styles and photos are cached for a
    year; all names in them but those of fonts change with their content. It cannot choose a file
    by what a browser knows either, but keeps what it has compressed itself.
    """
    types = "".join(
        f'      <remove fileExtension=".{ending}" />\n'
        f'      <mimeMap fileExtension=".{ending}" mimeType={quoteattr(_with_charset(ending))} />\n'
        for ending in TYPES
    )
    hidden = "".join(
        f'          <add fileExtension=".{ending}" allowed="false" />\n' for ending in ENCODINGS
    )
    headers = "".join(
        f"        <add name={quoteattr(name)} value={quoteattr(said)} />\n"
        for name, said in HEADERS.items()
    )
    lasting = "".join(
        f'  <location path="{folder}">\n    <system.webServer><staticContent>\n'
        '      <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" />\n'
        "    </staticContent></system.webServer>\n  </location>\n"
        for folder in ("theme", "photos")
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<configuration>\n  <system.webServer>\n'
        '    <directoryBrowse enabled="false" />\n'
        "    <defaultDocument>\n      <files>\n        <clear />\n"
        '        <add value="index.html" />\n      </files>\n    </defaultDocument>\n'
        f"    <staticContent>\n{types}"
        '      <clientCache cacheControlCustom="no-cache" cacheControlMode="DisableCache" />\n'
        "    </staticContent>\n"
        '    <urlCompression doStaticCompression="true" doDynamicCompression="false" />\n'
        f"    <httpProtocol>\n      <customHeaders>\n{headers}"
        '        <remove name="X-Powered-By" />\n      </customHeaders>\n    </httpProtocol>\n'
        '    <httpErrors errorMode="Custom" existingResponse="Replace">\n'
        '      <remove statusCode="404" />\n'
        f'      <error statusCode="404" path={quoteattr(place.home + "/404.html")} '
        'responseMode="ExecuteURL" />\n    </httpErrors>\n'
        "    <security>\n      <requestFiltering>\n"
        '        <hiddenSegments>\n          <add segment=".bantin" />\n'
        "        </hiddenSegments>\n"
        f"        <fileExtensions>\n{hidden}        </fileExtensions>\n"
        '        <verbs allowUnlisted="false">\n          <add verb="GET" allowed="true" />\n'
        '          <add verb="HEAD" allowed="true" />\n        </verbs>\n'
        "      </requestFiltering>\n    </security>\n"
        f"  </system.webServer>\n{lasting}</configuration>\n"
    )


KITS: Mapping[str, Callable[[Place], str]] = MappingProxyType(
    {"nginx": nginx, "apache": apache, "iis": iis}
)


def type_of(name: str) -> str:
    """Return the type with which a file of a site is served."""
    ending = name.rpartition(".")[2].lower()
    if name.endswith(".atom.xml"):
        return f"{_ATOM}; charset=utf-8"
    return _with_charset(ending) if ending in TYPES else "application/octet-stream"


def _with_charset(ending: str) -> str:
    return f"{TYPES[ending]}; charset=utf-8" if ending in TEXTS else TYPES[ending]


def _unexpanded(path: str) -> str:
    """Return a path in which mod_rewrite puts nothing in the place of anything."""
    return re.sub(r"([\\$%])", r"\\\1", path)


def _quoted(path: str) -> str:
    """Return a path as both servers read it, spaces and quotes included."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
