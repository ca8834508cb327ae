"""Ranks of the Vietnamese army and forms of address, with their English, for want of others."""

_OFFICERS = (
    ("Đại tướng", "General"),
    ("Thượng tướng", "Colonel General"),
    ("Trung tướng", "Lieutenant General"),
    ("Thiếu tướng", "Major General"),
    ("Đô đốc", "Admiral"),
    ("Phó Đô đốc", "Vice Admiral"),
    ("Chuẩn Đô đốc", "Rear Admiral"),
    ("Đại tá", "Senior Colonel"),
    ("Thượng tá", "Colonel"),
    ("Trung tá", "Lieutenant Colonel"),
    ("Thiếu tá", "Major"),
    ("Đại úy", "Captain"),
    ("Thượng úy", "Senior Lieutenant"),
    ("Trung úy", "Lieutenant"),
    ("Thiếu úy", "Second Lieutenant"),
    ("Chuẩn úy", "Warrant Officer"),
)

_SOLDIERS = (
    ("Thượng sĩ", "Senior Sergeant"),
    ("Trung sĩ", "Sergeant"),
    ("Hạ sĩ", "Corporal"),
    ("Binh nhất", "Private First Class"),
    ("Binh nhì", "Private"),
)

_ADDRESSES = (
    ("Đồng chí", "Comrade"),
    ("Đ/c", "Comrade"),
    ("Ông", "Mr"),
    ("Bà", "Ms"),
)

# Quân nhân chuyên nghiệp, professional soldiers, hold officers' ranks up to Thượng tá.
_PROFESSIONALS = tuple(
    (f"{vi} QNCN", f"{en} (professional soldier)")
    for vi, en in _OFFICERS
    if vi.endswith((" tá", " úy"))
)

RANKS: tuple[tuple[str, str], ...] = (*_OFFICERS, *_PROFESSIONALS, *_SOLDIERS, *_ADDRESSES)
"""Vietnamese and English of every rank and form of address that is known without a list."""
