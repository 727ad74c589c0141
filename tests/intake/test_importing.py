"""An import: what comes in, what stays out, and what happens when it is cut short."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from small_catalogue import SmallCatalogue, an_address, an_id

from latchstring.catalogue import edit, history, store
from latchstring.catalogue.models import Change, Import, Library, Record, Secret, Source
from latchstring.core.problem import Trouble
from latchstring.intake import importing as intake
from latchstring.intake.apply import Applying
from latchstring.intake.importing import Request, finish, import_file
from latchstring.intake.report import write_report
from latchstring.intake.request import complete
from latchstring.intake.stage import Staged
from latchstring.intake.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def a_service(name: str, **more: object) -> dict:
    owner = {"id": an_id("Org"), "name": "Org", "description": "An organization."}
    return {"id": an_id(name), "name": name, "status": "active", "organization": owner, **more}


def a_place(name: str, street: str) -> dict:
    place = {"id": an_id(name), "location_type": "physical", "name": name}
    place["addresses"] = [an_address(street)]
    return {"id": an_id("at " + name), "location": place}


@pytest.fixture
def write(tmp_path: Path):
    """Writes services to an NDJSON file and gives its path."""

    def write(*services: dict, name: str = "town.ndjson") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(service) + "\n" for service in services))
        return path

    return write


def load(home: Path, path: Path, **more: object) -> intake.Result:
    return import_file(home, Request(path, source="Town 2-1-1", **more))


def test_services_come_in_with_their_organization_and_places(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    at = a_place("Hall", "1 Main Street")
    result = load(tmp_path, write(a_service("Pantry", service_at_locations=[at])))
    assert dict(result.applied.did) == {
        ("organization", "new"): 1,
        ("location", "new"): 1,
        ("service", "new"): 1,
    }
    assert Record.objects.get(name="Pantry").organization_id == an_id("Org")


def test_the_same_file_twice_changes_nothing(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Pantry"), a_service("Clinic"))
    load(tmp_path, path)
    entries = Change.objects.count()
    again = load(tmp_path, path)
    assert Change.objects.count() == entries
    assert {did for _, did in again.applied.did} <= {"same"}


def test_a_record_described_twice_in_one_file_settles_at_once(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    other = {**a_service("Clinic"), "organization": {"id": an_id("Org"), "name": "Org Inc"}}
    path = write(a_service("Pantry"), other)
    load(tmp_path, path)
    entries = Change.objects.count()
    load(tmp_path, path)
    assert Change.objects.count() == entries
    assert Record.objects.get(pk=an_id("Org")).name == "Org"


def test_a_bad_row_is_reported_and_the_rest_goes_in(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Pantry"), {"id": an_id("x"), "status": "active"}, a_service("Clinic"))
    result = load(tmp_path, path)
    refused = [problem for problem in result.problems if problem.weight == "refused"]
    assert [problem.where.row for problem in refused] == [2]
    assert Record.objects.filter(kind="service").count() == 2


def test_a_dry_run_tells_what_would_happen_and_does_nothing(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    result = load(tmp_path, write(a_service("Pantry")), dry_run=True)
    assert result.applied.did["service", "new"] == 1
    assert not Record.objects.exists() and not Import.objects.exists()


def test_what_the_library_changed_itself_survives_the_next_import(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", email="old@example.org", description="Old.")))
    pantry = Record.objects.get(name="Pantry")
    ours = {**pantry.document, "email": "ours@example.org"}
    edit.commit([edit.Edit(pantry.pk, "service", ours)], store.Stamp("Ada", "corrected"))
    load(tmp_path, write(a_service("Pantry", email="old@example.org", description="New.")))
    after = Record.objects.get(name="Pantry").document
    assert (after["email"], after["description"]) == ("ours@example.org", "New.")


def test_what_both_changed_stays_ours_and_is_reported(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", email="old@example.org")))
    pantry = Record.objects.get(name="Pantry")
    ours = {**pantry.document, "email": "ours@example.org"}
    edit.commit([edit.Edit(pantry.pk, "service", ours)], store.Stamp("Ada", "corrected"))
    result = load(tmp_path, write(a_service("Pantry", email="theirs@example.org")))
    assert Record.objects.get(name="Pantry").document["email"] == "ours@example.org"
    assert any("changed here and in the source" in p.what for p in result.problems)


def test_our_own_change_survives_every_later_import(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", email="old@example.org", description="0")))
    pantry = Record.objects.get(name="Pantry")
    ours = {**pantry.document, "email": "ours@example.org"}
    edit.commit([edit.Edit(pantry.pk, "service", ours)], store.Stamp("Ada", "corrected"))
    for description in "123":
        path = write(a_service("Pantry", email="old@example.org", description=description))
        load(tmp_path, path)
        after = Record.objects.get(name="Pantry").document
        assert (after["email"], after["description"]) == ("ours@example.org", description)


def test_a_name_that_we_corrected_in_an_embedded_organization_survives(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry")))
    org = Record.objects.get(kind="organization")
    ours = {**org.document, "name": "Org, corrected"}
    edit.commit([edit.Edit(org.pk, "organization", ours)], store.Stamp("Ada", "corrected"))
    for text in ("One.", "Two."):
        owner = {"id": an_id("Org"), "name": "Org", "description": text}
        load(tmp_path, write({**a_service("Pantry"), "organization": owner}))
        after = Record.objects.get(pk=org.pk).document
        assert (after["name"], after["description"]) == ("Org, corrected", text)


def test_another_source_does_not_take_a_record_over(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", description="Ours.")))
    path = write(a_service("Pantry", description="Theirs."))
    result = import_file(tmp_path, Request(path, source="Somebody else"))
    assert Record.objects.get(name="Pantry").document["description"] == "Ours."
    assert any("already here from Town 2-1-1" in p.what for p in result.problems)


def test_a_shelters_address_stands_in_no_entry_of_the_history(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    at = a_place("House", "9 Quiet Lane")
    path = write(
        a_service("Office", service_at_locations=[at]),
        *[a_service(f"Filler {n}") for n in range(600)],
        a_service("Domestic violence shelter", service_at_locations=[at]),
    )
    result = load(tmp_path, path)
    assert result.applied.hidden_places == 1
    assert "Quiet" not in Record.objects.get(pk=an_id("House")).document_json
    told = [history.unpacked(c.after) for c in Change.objects.filter(record_id=an_id("House"))]
    assert "Quiet" not in str(told)
    assert "Quiet" in Secret.objects.get().values_json


def test_what_is_withheld_is_counted_with_its_reason(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Old", status="inactive"), a_service("Asylum lawyer"))
    result = load(tmp_path, path)
    assert sum(result.applied.withheld.values()) == 2 and len(result.applied.withheld) == 2
    assert not load(tmp_path, path, vetted=True).applied.did.get(("service", "new"))


def test_vetting_a_source_later_lets_its_legal_help_be_seen(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Asylum lawyer"))
    load(tmp_path, path)
    load(tmp_path, path, vetted=True)
    assert Record.objects.get(name="Asylum lawyer").withheld == ""


def test_two_imports_at_once_are_refused(tmp_path: Path, catalogue: SmallCatalogue, write) -> None:
    with (
        intake.importing(tmp_path),
        pytest.raises(Trouble, match="Another import is running"),
    ):
        load(tmp_path, write(a_service("Pantry")))


def test_a_library_nobody_knows_is_named(tmp_path: Path, catalogue: SmallCatalogue, write) -> None:
    with pytest.raises(Trouble, match="Libraries here: Test Library"):
        load(tmp_path, write(a_service("Pantry")), library="Atlantis")


def test_staged_lines_are_gone_when_the_import_is_done(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry")))
    assert [p.name for p in (tmp_path / "imports").iterdir()] == [".lock"]


class Cut(Exception):
    """Stands for a power cut between two transactions."""


def cut_short(home: Path, path: Path) -> Import:
    """An import that ends after its first transaction."""
    seen: list[int] = []

    def progress(what: str, done: int) -> None:
        if what == "writing":
            seen.append(done)
            raise Cut

    with pytest.raises(Cut):
        import_file(home, Request(path, source="Town 2-1-1"), progress)
    return Import.objects.get()


def test_an_interrupted_import_is_completed_by_the_next_command(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(*[a_service(f"Service {n}") for n in range(1200)])
    run = cut_short(tmp_path, path)
    assert 0 < Record.objects.filter(kind="service").count() < 1200
    with intake.importing(tmp_path) as folder:
        (said,) = finish(folder, "Ada")
    assert "completed" in said
    assert Record.objects.filter(kind="service").count() == 1200
    assert Change.objects.filter(run=run).count() == 1201


def test_an_interrupted_import_whose_staged_lines_are_lost_is_undone(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    before = catalogue.organization()
    run = cut_short(tmp_path, write(*[a_service(f"Service {n}") for n in range(1200)]))
    (tmp_path / "imports" / str(run.pk) / intake.STAGED).write_text("torn")
    with intake.importing(tmp_path) as folder:
        (said,) = finish(folder, "Ada")
    assert "undone" in said
    assert list(Record.objects.values_list("pk", flat=True)) == [before.pk]


def test_undo_leaves_what_somebody_changed_since(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", description="First."), a_service("Clinic")))
    second = write(a_service("Pantry", description="Second."), a_service("Clinic", email="c@d.org"))
    load(tmp_path, second)
    clinic = Record.objects.get(name="Clinic")
    ours = {**clinic.document, "email": "ours@example.org"}
    edit.commit([edit.Edit(clinic.pk, "service", ours)], store.Stamp("Ada", "corrected"))
    counts = undo(Import.objects.latest("pk"), "Ada")
    assert Record.objects.get(name="Pantry").document["description"] == "First."
    assert Record.objects.get(name="Clinic").document["email"] == "ours@example.org"
    assert counts["undone"] == 1 and counts["left"] == 1


def test_a_batch_holds_at_most_five_hundred_services(
    tmp_path: Path, catalogue: SmallCatalogue, write, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    batch = Applying._batch
    monkeypatch.setattr(
        Applying,
        "_batch",
        lambda self, rows: (
            sizes.append(sum(r["kind"] == "service" for r in rows)) or batch(self, rows)
        ),
    )
    load(tmp_path, write(*[a_service(f"Service {n}") for n in range(1100)]))
    assert sizes == [500, 500, 100]


@pytest.mark.parametrize("name", ["report.csv", "report.json"])
def test_the_report_lists_every_problem_and_no_formula(
    tmp_path: Path, catalogue: SmallCatalogue, write, name: str
) -> None:
    result = load(tmp_path, write(a_service("Pantry", minimum_age="=1+1")))
    write_report(tmp_path / name, result.problems)
    text = (tmp_path / name).read_text(encoding="utf-8-sig")
    assert "minimum_age" in text and "\n=" not in text


def test_what_was_undone_can_be_imported_again(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Pantry"))
    for _ in range(2):
        number = load(tmp_path, path).number
        assert Record.objects.filter(name="Pantry").exists()
        undo(Import.objects.get(pk=number), "Ada")
        assert not Record.objects.filter(name="Pantry").exists()
    assert history.broken(an_id("Pantry")) == ""


def test_a_change_that_was_undone_comes_again_with_the_same_file(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", description="First.")))
    second = write(a_service("Pantry", description="Second."))
    undo(Import.objects.get(pk=load(tmp_path, second).number), "Ada")
    assert Record.objects.get(name="Pantry").document["description"] == "First."
    load(tmp_path, second)
    assert Record.objects.get(name="Pantry").document["description"] == "Second."


def test_an_organization_with_a_services_id_is_reported(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    owner = {"id": an_id("Twin"), "name": "Twin org", "description": "x"}
    result = load(tmp_path, write({**a_service("Twin"), "organization": owner}))
    assert any("has the id of the organization" in p.what for p in result.problems)


def test_what_changed_is_named_with_its_fields(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry", description="First.")))
    result = load(tmp_path, write(a_service("Pantry", description="Second.", email="a@b.org")))
    assert result.applied.changed == [("Pantry", ("description", "email"))]


def test_undo_does_not_open_the_door_of_a_shelter(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    at = a_place("House", "9 Quiet Lane")
    load(tmp_path, write(a_service("Rooms", service_at_locations=[at])))
    shelter = a_service("Rooms", service_at_locations=[at], description="Domestic violence shelter")
    number = load(tmp_path, write(shelter)).number
    rooms = Record.objects.get(name="Rooms")
    ours = {**rooms.document, "email": "ours@example.org"}
    edit.commit([edit.Edit(rooms.pk, "service", ours)], store.Stamp("Ada", "corrected"))
    undo(Import.objects.get(pk=number), "Ada")
    assert Record.objects.get(pk=an_id("House")).confidential


def test_a_dry_run_leaves_nothing_at_all(tmp_path: Path, db: None, write) -> None:
    path = write(a_service("Pantry"))
    load(tmp_path, path, dry_run=True, vetted=True, library="Springfield")
    assert not Source.objects.exists() and not Library.objects.exists()
    assert [p.name for p in (tmp_path / "imports").iterdir()] == [".lock"]


def test_a_dry_run_vets_nothing_and_takes_nothing_away(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    load(tmp_path, write(a_service("Pantry")))
    path = write(a_service("Asylum lawyer"))
    result = load(tmp_path, path, dry_run=True, vetted=True)
    assert not result.applied.withheld
    assert not Source.objects.get(name="Town 2-1-1").vetted
    assert load(tmp_path, path).applied.withheld
    assert Library.objects.count() == 1


def test_a_dry_run_that_was_killed_leaves_no_rows(tmp_path: Path, db: None, write) -> None:
    asked = complete(Request(write(a_service("Pantry")), dry_run=True, vetted=True))
    intake._begin(asked, Staged(tmp_path))
    assert Source.objects.exists() and Library.objects.exists()
    with intake.importing(tmp_path) as folder:
        finish(folder, "Ada")
    assert not (Import.objects.exists() or Source.objects.exists() or Library.objects.exists())


def test_lines_that_a_killed_process_left_are_removed(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    run = cut_short(tmp_path, write(*[a_service(f"Service {n}") for n in range(600)]))
    for name in ("staging/scratch", str(run.pk + 1)):
        place = tmp_path / "imports" / name
        place.mkdir(parents=True)
        (place / intake.STAGED).write_text("9 Quiet Lane")
    with intake.importing(tmp_path) as folder:
        (said,) = finish(folder, "Ada")
        assert "completed" in said
        assert [p.name for p in folder.iterdir()] == [".lock"]


def test_a_pipe_is_refused_before_it_is_read(tmp_path: Path, catalogue: SmallCatalogue) -> None:
    os.mkfifo(tmp_path / "town.ndjson")
    with pytest.raises(Trouble, match=r"town\.ndjson is no file"):
        load(tmp_path, tmp_path / "town.ndjson")


@pytest.mark.parametrize("field", ["source", "licence", "library"])
@pytest.mark.parametrize("text", ["x" * 201, "a\x1b[2J", "a\udcff", "a\nb"])
def test_a_name_that_cannot_be_stored_is_refused(
    tmp_path: Path, catalogue: SmallCatalogue, write, field: str, text: str
) -> None:
    path = write(a_service("Pantry"))
    with pytest.raises(Trouble, match=f"field {field}"):
        import_file(tmp_path, Request(path, **{field: text}))
    assert not Import.objects.exists()


def test_a_long_file_name_makes_a_source_of_at_most_200_letters(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Pantry"), name="x" * 240 + ".ndjson")
    import_file(tmp_path, Request(path))
    assert Source.objects.filter(name="x" * 200).exists()


def test_what_a_file_says_cannot_steer_the_terminal(
    tmp_path: Path, catalogue: SmallCatalogue, write
) -> None:
    path = write(a_service("Pantry", minimum_age="\x1b[2J"), name="a\x07b.ndjson")
    result = load(tmp_path, path)
    write_report(tmp_path / "report.json", result.problems)
    report = (tmp_path / "report.json").read_text()
    assert "�[2J" in report and "a�b.ndjson" in report
    assert "\\u001b" not in report and "\\u0007" not in report
