"""What RTF's control words mean for a reader: words, letters, marks, code pages, and what is passed over."""

_SKIPPED_LISTED = """
fonttbl colortbl stylesheet info generator listtable listoverridetable revtbl rsidtbl themedata xmlnstbl
colorschememapping latentstyles datastore mmathPr fldinst pgdsctbl filetbl wgrffmtfilter userprops
listpicture defchp defpap background falt panose docvar bkmkstart bkmkend
nonshppict protusertbl pnseclvl sp shprslt objdata objclass objname
"""
SKIPPED = frozenset(_SKIPPED_LISTED.split())
SHOWN = frozenset({"shpinst", "shptxt", "shppict", "listtext", "pntext"})
"""Destinations that readers of old may ignore, and that hold words of the letter."""
NAMED = {"pict": "[picture left out]", "formfield": "[form field: its state is not read]"}
ASIDE = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "footnote": "footnote", "annotation": "comment", "object": "embedded object",
}  # fmt: skip
WORDS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n\n", "row": "\n", "nestrow": "\n", "column": "\n",
    "tab": "\t", "cell": " | ", "nestcell": " | ", "emdash": "\u2014", "endash": "\u2013", "emspace": " ",
    "enspace": " ", "qmspace": " ", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
CHARSETS = {
    0: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb2312", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
"""Charset 0 is what nearly every font states: what the whole letter states holds then."""
WHOLE = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
MARKS = {"strike": "struck out", "striked": "struck out", "deleted": "deleted by its author", "v": "hidden"}
