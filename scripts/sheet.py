"""Pictures of every kind of page of the site, on one sheet: `sheet.html`, and the same as `sheet.png`."""

import os
import re
import sys
import tempfile
from datetime import date, timedelta
from html import escape
from pathlib import Path

sys.path.insert(0, ".")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tremplin.web.settings")

import django
from tests.office.browser import commune
from tests.web import chromium, serving
from tests.web.browser import crawl, sending, visits

LOOKS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "print": {"viewport": {"width": 794, "height": 1123}},  # A4 at 96 points an inch
}
TALLEST = 3_000
ACCESS = "region=wallonia&registered_jobseeker=yes&months_registered=14&birth_date=1979-01-01"
JOB = (
    "year=2026&region=wallonia&activity=small_garden&dangerous=no&on_ale_list=yes"
    "&nominative=yes&bought=500&service_vouchers_bought=0"
)
ALSO = {
    "answer: yes": f"/fr/ask/access?{ACCESS}",
    "answer: no": "/fr/ask/access?region=wallonia&registered_jobseeker=no&allowance=none&cpas_aid=no",
    "answer: cannot tell": "/fr/ask/hours?region=%3F",
    "answer: three parts, in German": f"/de/ask/job?{JOB}",
    "answer: to print": f"/fr/ask/access/print?{ACCESS}",
    "answer: easy to read": f"/nl/ask/job/easy?{JOB}",
    "question: something to correct": "/fr/ask/access?region=wallonia&birth_date=2026-02-30",
    "404": crawl.NOWHERE,
}
"""Addresses that a walk does not come by for sure, and that are looked at every time."""
FILE = "/fr/office/files/VAL-60-0147/"


def month_before(count=1):
    """As in an address."""
    day = date.today()
    for _ in range(count):
        day = day.replace(day=1) - timedelta(1)
    return f"{day:%Y-%m}"


OFFICE = {
    "social_worker": {
        "/fr/office/": "today",
        "/fr/office/files/": "board",
        FILE: "file",
        f"{FILE}plan/": "plan",
        f"{FILE}papers/": "file",
        "/fr/office/board/": "board",
        "/fr/office/imports/": "today",
        "/fr/office/imports/1/": "close-month",
        "/fr/office/files/VAL-60-0152/onem/gap/": "close-month",
        "/fr/office/people/1/": "register",
    },
    "finance": {"/fr/office/claims/": "close-month"},
    "administrator": {
        "/fr/office/settings/": "register",
        "/fr/office/settings/amounts/": "law",
        "/fr/office/account/": "register",
    },
}
"""Pages of the office by the role that works with them, and the screen of the look that each is nearest to."""
ALE = "/fr/office/ale/"
AGENCIES = {
    "wallonia": {
        "/fr/office/?ale": "today",
        f"{ALE}users/new/": "register",
        f"{ALE}users/": "board",
        f"{ALE}users/VAL-U-0001/": "register",
        f"{ALE}users/renewals/": "board",
        f"{ALE}requests/": "board",
        f"{ALE}requests/D-{date.today().year}-0300/": "place",
        f"{ALE}workers/": "board",
        f"{ALE}workers/VAL-W-0001/": "file",
        f"{ALE}hours/": "board",
        f"{ALE}cheques/": "close-month",
        f"{ALE}closing/": "board",
        f"{ALE}requests/week/": "place",
        f"{ALE}closing/{month_before(3)}/papers/": "close-month",
        f"{ALE}year/{date.today().year}/": "board",
        f"{ALE}imports/": "close-month",
        f"{ALE}agency/": "register",
        f"{ALE}radar/": "today",
    },
    "brussels": {
        f"{ALE}closing/{month_before()}/": "close-month",
        f"{ALE}closing/{month_before()}/preview/": "close-month",
    },
    "german_community": {"/de/office/ale/users/new/": "register", "/de/office/ale/hour-forms/": "register"},
}
"""The same of agencies, by the region of the one that is looked at."""
SHEET = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tremplin, every page</title><style>
body {{ font: 14px sans-serif; margin: 24px; background: #888; color: #000 }}
h2 {{ margin: 24px 0 8px; font-size: 16px }} img {{ width: 100%; display: block }}
.row {{ display: grid; grid-template-columns: 3fr 6fr 3fr 5fr; gap: 16px; align-items: start }}
figure {{ margin: 0 }} </style></head><body><h1>{title}</h1>{rows}</body></html>"""
ROW = '<h2>{address}</h2><p>{kind}</p><div class="row">{pictures}</div>'
PICTURE = '<figure><figcaption>{look}</figcaption><a href="{file}"><img src="{file}" alt="{look}"></a></figure>'


def picture(browser, site, address, look, file, **how):
    with visits.page(browser, site, reduced_motion="reduce", **LOOKS[look], **how) as opened:
        sending.goto(opened, site, address)
        if look == "print":
            opened.emulate_media(media="print")
        tall = opened.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": opened.viewport_size["width"], "height": min(tall, TALLEST)}
        opened.screenshot(path=file, full_page=True, clip=clip)


def row(browser, site, folder, kind, address, **how):
    stem = re.sub(r"\W+", "-", address).strip("-")[:80] or "home"
    pictures = []
    for look in LOOKS:
        file = f"{stem}-{look}.png"
        picture(browser, site, address, look, folder / file, **how)
        pictures.append(PICTURE.format(look=look, file=file))
    made = " · ".join([kind.route, *kind.templates])
    return ROW.format(address=escape(address), kind=escape(made), pictures="".join(pictures))


def office(browser, folder, look):
    """The pages of the office, as its agents see the demo commune; under each its screen of the look."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)  # noqa: S103 - the user of PostgreSQL goes in
        return list(shown(browser, folder, Path(place), look))


def shown(browser, folder, place, look):
    with commune.made(place) as (site, members):
        known = commune.cookies(members)
        known |= {of: commune.cookies(members, name)["social_worker"] for of, name in commune.AGENCIES.items()}
        for role, addresses in (OFFICE | AGENCIES).items():
            how = {"storage_state": commune.state(site, known[role])}
            for address, screen in addresses.items():
                yield row(browser, site, folder, crawl.Kind(role, ()), address, **how)
                if look:
                    yield row(browser, look.as_uri(), folder, crawl.Kind("look", ()), f"/{screen}.html")


def main(words):
    """`words`: the folder to fill, and the folder of the look's screens (`today.html`, …)."""
    if chromium.missing():
        sys.exit(chromium.MISSING)
    folder = Path(words[0] if words else tempfile.mkdtemp(prefix="tremplin-sheet-"))
    folder.mkdir(parents=True, exist_ok=True)
    look = Path(words[1]).resolve() if words[1:] else None
    django.setup()
    found = crawl.kinds() | {crawl.Kind(name, ()): address for name, address in ALSO.items()}
    with serving.served(folder / "site.log") as site, chromium.opened() as browser:
        rows = [row(browser, site.address, folder, kind, address) for kind, address in found.items()]
        rows += office(browser, folder, look)
        sheet = folder / "sheet.html"
        sheet.write_text(SHEET.format(title=f"{len(rows)} kinds of page", rows="".join(rows)), encoding="utf-8")
        opened = browser.new_page(viewport={"width": 1600, "height": 900})
        opened.goto(sheet.resolve().as_uri())
        opened.screenshot(path=folder / "sheet.png", full_page=True)
    print(sheet.resolve())


if __name__ == "__main__":
    main(sys.argv[1:])
