"""The words of a PDF, read back through its fonts: enough to see what a reader who copies from it gets."""

import io
import re
import unicodedata

import pikepdf


def pages_of(made):
    """The text of each page without its spaces, which a PDF may set as distances."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return ["".join(letters(page)) for page in pdf.pages]


def without_spaces(text):
    """A text to look for or in: without spaces, and letters that a font joins (`ﬀ`) apart."""
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))


def letters(page):
    fonts = {str(name): table(font) for name, font in page.Resources.get("/Font", {}).items()}
    known = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            known = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    yield without_spaces(decoded(bytes(part), known))


def decoded(codes, known):
    return "".join(known.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))


def table(font):
    """Code to letters, as the font's own table says it."""
    if "/ToUnicode" not in font:
        return {}
    said, found = font.ToUnicode.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found
