"""Lines of work from the occupations of a declaration, and every doubt about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tremplin.engine.words import quarter_of
from tremplin.ground.days import today
from tremplin.intake.codes import Life, codes
from tremplin.intake.dmfa.blocks import Block
from tremplin.intake.dmfa.declared import (
    Occupation,
    declaration_fields,
    declaration_of,
    declared_code,
    employer_of,
    name_of,
    occupations,
    quarter_of_declaration,
    workers_without_occupation,
)
from tremplin.intake.doubts import Doubts
from tremplin.intake.figures import declared, value_of
from tremplin.intake.inss import check_number, digits_of
from tremplin.intake.lines import Line
from tremplin.intake.periods import Span, day, iso, quarter_name, quarter_span
from tremplin.intake.sound import FIRST_DECLARATION
from tremplin.intake.split import pieces

OF_THE_WEEK = {"regime": "WorkingDaysSystem", "weekly": "MeanWorkingHours", "full_time": "RefMeanWorkingHours"}
"""R, Q and S."""
FULL_TIME, PART_TIME = "0", "1"


@dataclass
class Declared:
    """One person of one declaration."""

    key: str
    name: str
    place: str
    lines: list[Line] = field(default_factory=list)


class Declarations:
    """Reads the people of a file one after the other and remembers what the next ones need: employers by both of
    their numbers, and which lines have been counted."""

    def __init__(self, name: str, doubts: Doubts, region: str | None) -> None:
        self.name, self.doubts, self.region = name, doubts, region
        self.employers: dict[str, str] = {}
        self.counted: dict[int, tuple[int, int, str]] = {}
        """Of each line: its contents, the number of its occupation and its place."""
        self.besides: set[tuple[int, int]] = set()
        """Other contents of lines counted in the same occupation."""
        self.number = 0
        self.said: Block | None = None
        self.today = quarter_of(today())

    def person(self, block: Block) -> Declared:
        self.doubts.whose = ""
        above = declaration_fields(block)
        quarter = quarter_of_declaration(above)
        self.check_quarter(declaration_of(block), above, quarter)
        key = self.key_of(block)
        found = Declared(key, name_of(block.fields), block.place(self.name))
        blocks = list(block.within())
        for one in blocks:
            for name, text in one.again:
                self.doubts.add(f"{one.place(self.name)}/{name}", "doubt.field_twice", said=text)
            if quarter is not None and "DeductionCode" in one.fields:
                self.check_deduction(one, quarter)
        for occupation in occupations(block):
            found.lines += self.lines(occupation, quarter, key or found.place)
        for worker in workers_without_occupation(block, blocks):
            self.doubts.add(worker.place(self.name), "doubt.no_occupation")
        return found

    def key_of(self, block: Block) -> str:
        place, key = block.place(self.name), digits_of(block.fields.get("INSS", ""))
        if not key.strip("0"):
            self.doubts.add(place, "doubt.no_inss")
            return ""
        self.doubts.whose = key
        check_number(key, place, self.doubts)
        return key

    def check_quarter(self, block: Block, above: dict[str, str], quarter: int | None) -> None:
        """Says once for each declaration what is odd in its quarter."""
        if block is self.said:
            return
        self.said = block
        place = block.place(self.name)
        if quarter is None:
            self.doubts.add(place, "doubt.no_quarter", said=above.get("Quarter", "") or "–")
        elif quarter >= self.today:
            self.doubts.add(place, "doubt.quarter_not_ended", quarter=quarter_name(quarter))
        elif quarter < FIRST_DECLARATION:
            self.doubts.add(place, "doubt.quarter_too_early", quarter=quarter_name(quarter))

    def lines(self, occupation: Occupation, quarter: int | None, key: str) -> list[Line]:
        """The lines of one occupation; those already counted are left out."""
        self.number += 1
        block, fields = occupation.block, occupation.fields
        place = block.place(self.name)
        if not occupation.services:
            self.doubts.add(place, "doubt.no_service")
            return []
        span = self.span(occupation, quarter, place)
        if span is None:
            return []
        pattern = Line(*span, place, employer=employer_of(fields, self.employers), occupation=self.number)
        for name, zone in OF_THE_WEEK.items():
            setattr(pattern, name, self.figure(block, zone, fields))
        pattern.note = self.note(occupation, quarter_of(span[0]))
        self.check_contract(pattern, fields)
        if self.is_termination(occupation, span, quarter):
            pattern.others["termination"] = True
        if fields.get("DaysJustification", "0") not in ("", "0"):
            self.doubts.add(place, "doubt.days_justified", code=fields["DaysJustification"])
        found: list[Line] = []
        for service in occupation.services:
            line = self.line(service, pattern)
            # What its days cannot hold will be refused: it must not stand in the way of a corrected version.
            if line is not None and (not line.fits or self.is_new(line, key, quarter, fields)):
                found += [line] if line.one_quarter else self.cut(line)
        return found

    def span(self, occupation: Occupation, quarter: int | None, place: str) -> Span | None:
        """The days of an occupation inside the declared quarter. What begins after it is termination pay, and keeps
        its own days; without a quarter an occupation inside one quarter is placed by its own days."""
        fields = occupation.fields
        days: list[int | None] = []
        for name in ("OccupationStartingDate", "OccupationEndingDate"):
            said = fields.get(name, "")
            days.append(day(said) if said else None)
            if said and days[-1] is None:
                self.doubts.add(f"{place}/{name}", "doubt.day_unreadable", said=said)
                return None
        first, last = days
        if quarter is None:
            if first is None or last is None or quarter_of(first) != quarter_of(last):
                self.doubts.add(place, "doubt.period_missing")
                return None
            return first, last
        start, end = quarter_span(quarter)
        if first is None:
            self.doubts.add(place, "doubt.no_start", first=iso(start))
            first = start
        if last is not None and last < first:
            self.doubts.add(place, "doubt.ends_before_start", first=iso(first), last=iso(last))
            return None
        if first > end and last is not None:
            return first, last
        if first > end or (last is not None and last < start):
            words = {"first": iso(first), "last": iso(last) if last is not None else "…"}
            self.doubts.add(place, "doubt.outside_quarter", **words, start=iso(start), end=iso(end))
            return None
        return max(first, start), end if last is None else min(last, end)

    def figure(self, block: Block, name: str, fields: dict[str, str]) -> int | None:
        """A figure of the week in hundredths; one that cannot be read is said and left out."""
        said = fields.get(name, "")
        figure = declared(said)
        if said and figure is None:
            self.doubts.add(f"{block.place(self.name)}/{name}", "doubt.figure_left_out", said=said)
        return figure

    def line(self, service: Block, pattern: Line) -> Line | None:
        place = service.place(self.name)
        amounts: list[int | None] = []
        for name in ("ServiceNbrDays", "ServiceNbrHours"):
            said = service.fields.get(name, "")
            amounts.append(declared(said))
            if said and amounts[-1] is None:
                self.doubts.add(f"{place}/{name}", "doubt.figure_unreadable", said=said)
                return None
        said = service.fields.get("ServiceCode", "")
        code = declared_code(said)
        if said and (code is None or code > 9999):
            self.doubts.add(f"{place}/ServiceCode", "doubt.figure_unreadable", said=said)
            return None
        line = pattern.piece(pattern.span, *amounts)
        line.place, line.code, line.others = place, code, dict(pattern.others)
        return line

    def is_termination(self, occupation: Occupation, span: Span, quarter: int | None) -> bool:
        """Whether an occupation is pay for the end of a contract: its pay codes say so, or it begins after the
        quarter, which only such pay does."""
        place = occupation.block.place(self.name)
        if quarter is not None and span[0] > quarter_span(quarter)[1]:
            self.doubts.add(place, "doubt.termination_later", first=iso(span[0]), quarter=quarter_name(quarter))
            return True
        if occupation.only_termination:
            codes_said = ", ".join(str(code) for code in sorted(occupation.pay))
            key = "doubt.termination_mixed" if occupation.mixed else "doubt.termination"
            self.doubts.add(place, key, codes=codes_said)
            return True
        return False

    def cut(self, line: Line) -> list[Line]:
        words = {"first": iso(line.first), "last": iso(line.last)}
        cut = pieces(line)
        self.doubts.add(line.place, "doubt.estimate", **words, count=len(cut))
        return cut

    def is_new(self, line: Line, key: str, quarter: int | None, fields: dict[str, str]) -> bool:
        """Whether a line has not been counted yet. The same line twice is counted once; the same occupation with
        other figures elsewhere in the file is another version of it, and the first one read holds."""
        numbered = (fields.get("WorkerCode", ""), fields.get("OccupationSequenceNbr", ""))
        identity = hash((key, quarter, line.employer, *numbered, line.first, line.code))
        contents = hash(line.contents)
        before = self.counted.get(identity)
        if before is None:
            self.counted[identity] = contents, self.number, line.place
            return True
        counted, occupation, place = before
        if counted == contents or (identity, contents) in self.besides:
            self.doubts.add(line.place, "doubt.twice", other=place)
            return False
        if occupation == self.number:
            self.besides.add((identity, contents))
            self.doubts.add(line.place, "doubt.code_twice", code="–" if line.code is None else line.code)
            return True
        self.doubts.add(line.place, "doubt.other_version", other=place)
        return False

    def note(self, occupation: Occupation, quarter: int) -> str:
        """What the worker code and status say of the job: `article60`, `twe` or nothing. A code that may not stand in
        this quarter or region is said; the days are work all the same."""
        place, fields = occupation.block.place(self.name), occupation.fields
        note = ""
        code, status = declared_code(fields.get("WorkerCode", "")), fields.get("WorkerStatus", "")
        if code is not None and (life := codes().worker.get(code)):
            if self.may_stand("doubt.worker_code", f"{code:03d}", life, quarter, place):
                note = "article60"
        if life := codes().status.get(status):
            if self.may_stand("doubt.worker_status", status, life, quarter, place):
                note = "twe"
        return note

    def may_stand(self, key: str, code: str | int, life: Life, quarter: int, place: str) -> bool:
        words = {"code": code, "quarter": quarter_name(quarter), "first": life.first_text, "last": life.last_text}
        if not life.holds(quarter):
            self.doubts.add(place, f"{key}_out_of_time", **words)
            return False
        if not life.holds_in(self.region, quarter):
            self.doubts.add(place, f"{key}_region", code=code, quarter=quarter_name(quarter))
            return False
        return True

    def check_deduction(self, block: Block, quarter: int) -> None:
        code = declared_code(block.fields["DeductionCode"])
        if code is not None and (life := codes().deduction.get(code)):
            self.may_stand("doubt.deduction", code, life, quarter, block.place(self.name))

    def check_contract(self, pattern: Line, fields: dict[str, str]) -> None:
        """Full-time or part-time as declared against Q and S, which decide."""
        if pattern.weekly is None or not pattern.full_time:
            return
        words = {"weekly": value_of(pattern.weekly), "full": value_of(pattern.full_time)}
        said = fields.get("ContractType", "")
        if said == FULL_TIME and pattern.weekly < pattern.full_time:
            self.doubts.add(pattern.place, "doubt.contract_full", **words)
        if said == PART_TIME and pattern.weekly >= pattern.full_time:
            self.doubts.add(pattern.place, "doubt.contract_part", **words)
