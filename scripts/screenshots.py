"""The pictures of the documentation, taken of real pages by the machine's own Chromium: `docs/pictures/*.png`.

The day is in the address wherever a page has one, so that a picture changes only where the page does.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image

sys.path.insert(0, ".")

from tests.web import chromium, serving
from tests.web.browser import visits

FOLDER = Path("docs/pictures")
MOST = 80_000
"""Bytes of a picture: a page of the documentation opens quickly on a phone."""
COLOURS = 100
NARROW = 400
"""Up to this width, two pixels a point; beyond, one and a half."""
ACCESS = "access?on=2026-11-22&region=wallonia&registered_jobseeker=yes&months_registered=8&allowance=none"
REPORT = [
    *("report", "src/tremplin/samples/declaration.xml", "--birth-date", "1990-05-14", "--start", "2026-03-02"),
    *("--region", "german_community", "--aid", "integration_income", "--made-on", "2026-03-02", "--lang", "fr"),
]


class Shot(NamedTuple):
    """A picture: what is opened (an address of the site, or the words of a command that makes a page), and how much of
    it is seen, in points."""

    opens: str | list[str]
    width: int
    height: int


SHOTS = {
    "question": Shot(f"/fr/ask/{ACCESS}", 390, 690),
    "answer": Shot(f"/fr/ask/{ACCESS}&birth_date=1990-05-14&cpas_aid=yes&stay=unlimited", 390, 760),
    "parameter": Shot("/en/law/parameters/ale_hourly_pay", 900, 1085),
    "worker-page": Shot([*REPORT, "--fact", "work[4].benefit_paid=yes", "--worker"], 794, 760),
    "report": Shot(REPORT, 900, 800),
}


def page_of(words, folder):
    """The page that a command makes, as an address."""
    made = folder / "page.html"
    subprocess.run([sys.executable, "-m", "tremplin", *words, "-o", str(made)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 our own command
    return made.as_uri()


def taken(browser, shot, site, folder):
    """A picture of a hundred colours: a third of one of all, and looks the same."""
    local = isinstance(shot.opens, list)
    address, start = (page_of(shot.opens, folder), "file:") if local else (site + shot.opens, site)
    screen = {
        "viewport": {"width": shot.width, "height": shot.height},
        "device_scale_factor": 2 if shot.width <= NARROW else 1.5,
    }
    with visits.page(browser, start, reduced_motion="reduce", **screen) as opened:
        opened.goto(address, wait_until="load")
        whole = Image.open(io.BytesIO(opened.screenshot())).convert("RGB")
    small = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE, kmeans=1).save(small, "png", optimize=True)
    return small.getvalue()


def main():
    if chromium.missing():
        sys.exit(chromium.MISSING)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with serving.served(folder / "site.log") as site, chromium.opened() as browser:
            for name, shot in SHOTS.items():
                picture = taken(browser, shot, site.address, folder)
                print(f"{name}: {len(picture):,} bytes")
                if len(picture) > MOST:
                    sys.exit(f"{name}: over {MOST:,} bytes; take less of the page, or fewer pixels")
                (FOLDER / f"{name}.png").write_bytes(picture)
    for left in FOLDER.glob("*.png"):
        if left.stem not in SHOTS:
            left.unlink()


if __name__ == "__main__":
    main()
