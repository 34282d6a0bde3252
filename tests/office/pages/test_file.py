"""The page of a file: what it says of each kind of file, what it costs, and who may see it."""

import html
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.office import made
from tests.office.article60 import stories
from tests.office.article60.test_projecting import a_file
from tremplin.ground.sentences import catalogue
from tremplin.office.article60.models import Aid, Contract, File, OnemRequest, Period, Projection
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import enter
from tremplin.office.documents.services import keep
from tremplin.office.ledger.models import WorkRow
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEAVIEST = 100_000
SCRIPT = 36_500
"""Bytes of htmx, which the page loads too."""


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """The Monday of the look."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: stories.TODAY)


@pytest.fixture
def seat(client, offices):
    client.force_login(offices[0]["social_worker"], backend=BACKEND)
    return client, offices[0]


def page(client, file, asked="", language="fr"):
    """The page as people read it: no entities, ordinary spaces."""
    answer = client.get(f"/{language}/office/files/{file.number}/{asked}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def samira(office, **fields):
    return stories.samira(office["office"], office["social_worker"], **fields)


def worked_out(office, file):
    enter(office["office"].pk)
    return project([File.objects.select_related("person", "organisation").get(pk=file.pk)], stories.TODAY)[0]


def test_one_sentence_answers_and_the_contract_is_too_short(seat):
    client, office = seat
    said = page(client, samira(office))
    assert "257 à 263 jours sont prouvés sur les 312 à prouver." in said
    assert "le droit au chômage s'ouvre entre le 19 janvier et le 26 janvier 2027" in said
    assert "Le contrat finit le 31 décembre 2026, avant que le droit s'ouvre" in said
    assert "il peut manquer 20 jours à prouver" in said
    assert said.count('class="button"') == 1 and said.count("<h1>") == 1


def test_each_repair_has_its_effect_and_the_page_that_does_it(seat):
    client, office = seat
    said = page(client, samira(office))
    assert "Prolonger au 25 janvier 2027" in said
    assert "/files/VAL-60-0147/amendment/?kind=extend&last=2027-01-25" in said
    assert (
        "Convertir 5 jours non payés" in said and "Le droit s'ouvre entre le 12 janvier et le 19 janvier 2027" in said
    )
    assert "Coût en plus : 2 580,65 €. Subvention en plus : indéterminée." in said
    assert "Autres solutions : 1" in said


def test_a_day_tells_why_it_counts_and_what_would_repair_it(seat):
    client, office = seat
    file = samira(office)
    said = page(client, file, "?jour=2026-10-06")
    assert "06/10–08/10/2026 : non compté" in said and "encodé à la main" in said
    assert "le droit s'ouvrirait alors 14 janvier – 21 janvier 2027" in said
    assert 'aria-current="true"' in said.partition('id="sorties"')[2].partition("</ul>")[0]
    doubted = page(client, file, "?jour=2026-09-30")
    assert "en doute : l'allocation a-t-elle été payée ?" in doubted
    assert "dmfa-2026-T3.xml, line 212" in doubted and "déposé le 30 octobre 2026 par" in doubted
    assert "AR 25/11/1991, art. 37-38" in doubted and "Une attestation de paiement" in doubted
    assert "compteront s'ils sont travaillés ou payés" in page(client, file, "?jour=2026-12-07")
    assert "Aucun travail n'est placé sur ce jour." in page(client, file, "?jour=2026-12-06")


def test_no_day_that_is_asked_breaks_the_page(seat):
    client, office = seat
    file = samira(office)
    for asked in (
        "?jour=",
        "?jour=hier",
        "?jour=9999-12-31&an=0001",
        "?an=20 26",
        "?jour=%00&jour=2026-13-45",
        "?an=٢٠٢٤",
    ):
        assert "Les jours, un à un" in page(client, file, asked), asked


def test_the_strip_draws_three_layers_and_what_comes_after_the_contract(seat):
    client, office = seat
    said = page(client, samira(office))
    strip = said.partition('id="bande"')[2].partition('id="sorties"')[0]
    assert strip.count("<svg") == 6 and strip.count('class="d-today"') == 1
    for sign in ("d-counted", "d-ring", "d-dot", "d-cross", "d-cross-d"):
        assert f'class="{sign}"' in strip
    assert "fiches de paie, prévu au contrat" in strip and "si le contrat continue" in strip
    assert "T3 2026" in said.partition("<details")[2].partition("</details>")[0]


def test_the_chart_has_today_and_the_contracts_end(seat):
    client, office = seat
    said = page(client, samira(office))
    chart = said.partition('id="requis"')[2].partition("</section>")[0]
    assert chart.count("<svg") == 2 and 'class="c-end"' in chart and "aujourd'hui" in chart
    assert "fin du contrat 31 décembre" in chart and "au plus tôt 19 janvier" in chart
    assert "Compté pour une demande le 26 janvier 2027" in chart


def test_the_course_is_newest_first_with_who_and_when(seat):
    client, office = seat
    said = page(client, samira(office)).partition('id="parcours"')[2].partition("</section>")[0]
    wanted = ["Le droit s'ouvre", "Dernier jour du contrat signé", "Jours prouvés : 257 – 263", "Calcul demandé à",
              "Déclaration déposée : dmfa-2026-T3.xml", "Avenant : 38 h sur 38", "Convention : Cuisine centrale",
              "Contrat : 19 h sur 38", "Dossier ouvert : VAL-60-0147", "Début du revenu d'intégration"]  # fmt: skip
    places = [said.index(words) for words in wanted]
    assert sorted(places[:5]) == places[:5] and places[-3:] == sorted(places[-3:])
    assert office["social_worker"].name in said


def test_months_are_never_summed_over_what_is_not_known(seat):
    client, office = seat
    said = page(client, samira(office)).partition('id="mois"')[2].partition("</section>")[0]
    assert said.count("règle inconnue") == 14 and "Attendu pour tout le contrat : indéterminé." in said
    assert "1 811,57 €" in said and said.count("month--paid") == 1 and "demandé" in said


def test_papers_have_their_number_and_can_be_opened(seat):
    client, office = seat
    file = samira(office)
    said = page(client, file).partition('id="papiers"')[2].partition("</section>")[0]
    assert '<a href="/fr/office/papers/2025/1/">Contrat de travail article 60 § 7</a>' in said
    old = file.person.documents.get(kind="contract")
    new = keep(b"new", kind="contract", title="Contrat", name="c.pdf", language="fr", on=stories.TODAY,
               person=file.person, subject=file.number, replaces=old)  # fmt: skip
    assert f"remplacé par {new.number}" in page(client, file)


def test_onem_waits_answers_and_differs(seat):
    client, office = seat
    file = samira(office)
    assert "Demandé le 17 novembre 2026, sans réponse depuis 6 jours." in page(client, file)
    enter(office["office"].pk)
    OnemRequest.objects.update(
        answered_on=date(2026, 11, 20), days_to_work=6000, end_date=date(2027, 1, 29), counted_until=date(2026, 9, 30)
    )
    worked_out(office, file)
    said = page(client, file)
    assert "Réponse du 20 novembre 2026 : 60 jours à travailler, jusqu'au 29 janvier 2027." in said
    assert "Notre compte" in said


def test_a_new_file_asks_for_what_it_lacks(seat):
    client, office = seat
    file = stories.empty(office["office"])
    said = page(client, file)
    assert "<h1>Souleymane</h1>" in said and "naissance : 1994" in said and "suivi par personne" in said
    assert "Ce dossier n'a pas encore de contrat." in said
    assert "Déposer une déclaration" in said and said.count('class="button"') == 1
    assert "Aucun jour de travail n'est donné." in said and "Pas de contrat, donc pas de mois subventionné." in said


def test_a_first_day_that_is_thought_of_is_no_contract(seat):
    client, office = seat
    file = stories.empty(office["office"])
    enter(office["office"].pk)
    file.planned_start = date(2026, 12, 1)
    file.save()
    worked_out(office, file)
    said = page(client, file)
    assert "Ce dossier n'a pas encore de contrat." in said and "Au rythme du contrat" not in said


def test_a_contract_without_any_row_waits_for_a_declaration(seat):
    client, office = seat
    said = page(client, a_file(office["office"]))
    assert "Aucune déclaration n'est encore là : 0 jour prouvé sur les 312 à prouver." in said
    assert said.count('class="button"') == 1


def test_where_all_is_well_nothing_is_filled(seat):
    client, office = seat
    file = stories.sure(office["office"])
    enter(office["office"].pk)
    Period.objects.filter(file=file).update(days=(date(2026, 1, 5), date(2027, 7, 1)))
    said = page(client, file)
    assert 'id="alerte"' not in said and 'class="button"' not in said


def test_a_closed_file_under_the_law_of_2015(seat):
    client, office = seat
    said = page(client, stories.closed(office["office"]))
    assert "Le dossier est fermé depuis le 15 juillet 2024 : Droit ouvert, suivi terminé." in said
    assert 'class="button"' not in said and "Dossier fermé" in said and "si le contrat continue" not in said


def test_an_open_ended_contract_has_no_end_to_miss(seat):
    client, office = seat
    file = stories.sure(office["office"])
    enter(office["office"].pk)
    Contract.objects.filter(file=file).update(form="open")
    Period.objects.filter(file=file).update(days=(date(2026, 1, 5), None))
    said = page(client, file)
    assert "durée indéterminée" in said and 'id="alerte"' not in said and "c-end" not in said


def test_a_person_with_two_files(seat):
    client, office = seat
    first = samira(office)
    second = File.objects.create(person=first.person, number="VAL-60-0200", opened_on=date(2026, 11, 1))
    Aid.objects.create(file=second, kind="social_aid", period=(date(2026, 1, 1), None))
    assert '<a href="/fr/office/files/VAL-60-0200/">VAL-60-0200</a>' in page(client, first)
    said = page(client, second)
    assert '<a href="/fr/office/files/VAL-60-0147/">VAL-60-0147</a>' in said and "aide sociale financière" in said


def test_records_that_contradict_are_said_and_not_counted(seat):
    client, office = seat
    file = samira(office)
    WorkRow.objects.filter(position=10).update(days_per_week=9900)
    said = page(client, file)
    assert "Rien ne peut être compté" in said and "La loi ne peut pas lire ce dossier" in said


def test_it_is_read_in_twelve_questions_with_sixty_rows(seat):
    client, office = seat
    file = samira(office)
    for n in range(60):
        first = date(2022 + n // 12, n % 12 + 1, 1)
        if first < date(2025, 7, 1):
            stories.declared_row(file.person, None, first, first.replace(day=20), 12, position=500 + n)
        else:
            stories.declared_row(file.person, None, date(2021, 1, n % 28 + 1), date(2021, 2, 1), 1, position=500 + n)
    assert file.person.work.count() >= 60
    worked_out(office, file)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, file)
    asked = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= 12, asked


def test_no_file_weighs_more_than_a_page_may_and_old_days_open_by_year(seat):
    client, office = seat
    file = stories.many_rows(office["office"])
    values = {"proved_least": 64800, "proved_most": 71900, "required": 312, "contract_end": date(2026, 12, 31)}
    opens = {"opens_first": date(2026, 10, 2), "opens_last": date(2026, 10, 2)}
    Projection.objects.create(file=file, key="", law="", made_on=stories.TODAY, **values, **opens)
    for asked in ("", "?an=2024"):
        body = client.get(f"/de/office/files/{file.number}/{asked}").content
        assert len(body) + SCRIPT < HEAVIEST, (asked, len(body))
    said = page(client, file)
    assert "Jours plus anciens :" in said and '<a class="file__year" href="?an=2023#jours">2023</a>' in said
    of_2023 = page(client, file, "?an=2023")
    assert "T1 2023" in of_2023 and "T2 2023" in of_2023 and 'aria-current="true">2023<' in of_2023


def test_each_opening_is_written_down_and_another_office_finds_nothing(seat, offices, client):
    _, office = seat
    file = samira(office)
    page(client, file)
    reading = Reading.objects.get(person=file.person)
    assert (reading.agent, reading.what) == (office["social_worker"], "file")
    client.force_login(offices[1]["manager"], backend=BACKEND)
    theirs, none = (client.get(f"/fr/office/files/{number}/") for number in (file.number, "VAL-60-9999"))
    assert theirs.status_code == none.status_code == 404
    assert theirs.content.replace(b"VAL-60-0147", b"VAL-60-9999") == none.content


def test_an_auditor_reads_and_is_offered_nothing_to_do(seat, offices, client):
    _, office = seat
    file = samira(office)
    client.force_login(office["auditor"], backend=BACKEND)
    said = page(client, file)
    assert "Prolonger au 25 janvier 2027" in said and 'class="button"' not in said and "Préparer" not in said


def test_it_speaks_each_language(seat):
    client, office = seat
    file = samira(office)
    words = {"nl": "bewezen van de 312", "de": "nachgewiesen von den 312", "en": "proved of the 312"}
    for language, wanted in words.items():
        said = page(client, file, language=language)
        assert wanted in said and " jours" not in said, language


def test_names_are_shown_as_they_are_and_nothing_runs(seat):
    client, office = seat
    enter(office["office"].pk)
    person = made.person(name="<script>alert(1)</script>", given='"><b>')
    file = File.objects.create(person=person, number="VAL-60-0666", opened_on=date(2026, 11, 2))
    stories.declared_row(person, None, date(2026, 7, 1), date(2026, 7, 9), 3, 30, employer="</svg><script>")
    body = client.get(f"/fr/office/files/{file.number}/?jour=2026-07-01").content.decode()
    assert "<script>" not in body and "</svg><script" not in body


def test_every_sentence_is_in_four_languages():
    mine = {key: texts for key, texts in catalogue().items() if key.startswith("office_file.")}
    assert len(mine) > 150
    assert {
        key for key, texts in mine.items() if set(texts) != {"fr", "nl", "de", "en"} or not all(texts.values())
    } == set()
