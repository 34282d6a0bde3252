"""The choices that all the law of the ALE shares: region, user, activity (their names: `facts.yaml`)."""

from typing import Annotated

from tremplin.engine.kinds import choice

Region = Annotated[int, choice("wallonia", "brussels", "flanders", "german_community")]
WALLONIA, BRUSSELS, FLANDERS, GERMAN_COMMUNITY = range(4)

User = Annotated[
    int, choice("household", "association", "local_authority", "school", "agriculture", "horticulture", "company")
]
HOUSEHOLD, ASSOCIATION, LOCAL_AUTHORITY, SCHOOL, AGRICULTURE, HORTICULTURE, COMPANY = range(7)
