"""What the web means by the name of a charset, as the Encoding Standard of the WHATWG has it."""

import codecs
import re

NAMES = {
    "big5": "cn-big5 x-x-big5",
    "cp874": "dos-874 iso885911 windows-874",
    "cp932": "windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc_5601 windows-949",
    "cp1250": "x-cp1250",
    "cp1251": "x-cp1251",
    "cp1252": "iso88591 x-cp1252",
    "cp1253": "x-cp1253",
    "cp1254": "iso88599 x-cp1254",
    "cp1255": "x-cp1255",
    "cp1256": "x-cp1256",
    "cp1257": "x-cp1257",
    "cp1258": "x-cp1258",
    "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
    "gb18030": "csgb2312 gb_2312 gb_2312-80 x-gbk",
    "iso8859-2": "iso88592",
    "iso8859-3": "iso88593",
    "iso8859-4": "iso88594",
    "iso8859-5": "iso88595",
    "iso8859-6": "csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i iso88596",
    "iso8859-7": "iso88597 sun_eu_greek",
    "iso8859-8": "csiso88598e csiso88598i iso-8859-8-e iso-8859-8-i iso88598 logical visual",
    "iso8859-10": "iso885910",
    "iso8859-13": "iso885913",
    "iso8859-14": "iso885914",
    "iso8859-15": "csisolatin9 iso885915",
    "koi8-r": "koi koi8",
    "koi8-u": "koi8-ru",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "mac-roman": "csmacintosh mac x-mac-roman",
    "utf-16-be": "unicodefffe",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
}
"""The names of the standard that Python does not know."""

CODECS = {name: codec for codec, names in NAMES.items() for name in names.split()}

MEANT = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_jp": "euc_jis_2004",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
"""Encodings for which browsers take a larger one, which pages that declare them are written in."""

OF_TEXT = (
    *("ascii", "big5", "cp", "euc", "gb", "iso2022", "iso8859", "koi8", "mac", "shift_jis"),
    *("tis", "utf-8", "utf-16"),
)
"""How Python's names of encodings begin; others, as rot13, are none of text."""

CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
CHARSET_WITHIN = 2048
"""Bytes at the start of a page in which its charset is looked for, twice what browsers do."""


def declared(raw: bytes) -> str | None:
    """The charset that a page, or an XML document, declares in its head."""
    found = CHARSET.search(raw[:CHARSET_WITHIN])
    return found[1].decode("ascii", "replace") if found else None


def codec(charset: str | None) -> str | None:
    """Python's name of the encoding that a page declares; None where no text is in such."""
    name = (charset or "").strip().lower()
    try:
        own = codecs.lookup(CODECS.get(name, name)).name
    except (LookupError, ValueError):  # no such encoding, or no name
        return None
    return MEANT.get(own, own) if own.startswith(OF_TEXT) else None
