"""A tabular package goes in whole, from a folder or a zip, and comes out as it went in."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcome import refused, sorted_out

from latchstring.core.problem import Problem, Trouble
from latchstring.core.shape import is_uuid
from latchstring.formats import csv_tree, hsds_csv
from latchstring.formats.found import Found
from latchstring.formats.hsds_csv import read, write

A, B, C, D, E, F = (f"5f1b2c3d-0000-4000-8000-00000000000{end}" for end in "abcdef")
ORGANIZATIONS = f"id,name,description\n{B},Agency,Helps\n"
SERVICES = f"id,organization_id,name,status\n{A},{B},Clinic,active\n"
Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Writes tables (name="text") into a folder; organizations and services unless told."""

    def pack(folder: str = "package", **tables: str | bytes | None) -> Path:
        root = tmp_path / folder
        root.mkdir()
        for name, text in {"organizations": ORGANIZATIONS, "services": SERVICES, **tables}.items():
            if text is not None:
                raw = text if isinstance(text, bytes) else text.encode()
                (root / (name if "." in name else f"{name}.csv")).write_bytes(raw)
        return root

    return pack


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Writes a zip with these members."""

    def zipped(members: dict[str, str | bytes]) -> Path:
        path = tmp_path / "package.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data in members.items():
                out.writestr(name, data)
        return path

    return zipped


TABLES = {"organizations.csv": ORGANIZATIONS, "services.csv": SERVICES}


def taken(path: Path) -> tuple[list[Found], list[Problem]]:
    return sorted_out(read(path, "two-one-one"))


def refusal(path: Path) -> str:
    return refused(read(path, "two-one-one")).what


def one(path: Path, kind: str) -> Any:
    """The only document of that kind."""
    (document,) = (item.document for item in taken(path)[0] if item.kind == kind)
    return document


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{k: v for k, v in row.items() if v} for row in csv.DictReader(stream)]
    return sorted(rows, key=lambda row: row["id"])


# Round trips


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_the_examples_of_the_specification_come_out_equal(
    shared: Path, tmp_path: Path, version: str
) -> None:
    source = shared / "hsds" / version / "examples" / "csv"
    found, problems = taken(source)
    written = write(((item.kind, item.document) for item in found), tmp_path)
    names = {path.name for path in source.glob("*.csv")}
    assert {path.name for path in written} == names
    assert len(names) > 20
    for name in names:
        assert table(tmp_path / name) == table(source / name), name
    assert {problem.weight for problem in problems} == {"note"}


def test_columns_are_written_in_the_order_of_the_specification(
    shared: Path, tmp_path: Path
) -> None:
    source = shared / "hsds" / "3.1" / "examples" / "csv"
    write(((item.kind, item.document) for item in taken(source)[0]), tmp_path)
    for name in ("services.csv", "phones.csv", "schedules.csv", "attributes.csv"):
        heading = (source / name).read_text(encoding="utf-8").splitlines()[0]
        assert (tmp_path / name).read_text(encoding="utf-8").splitlines()[0] == heading


def test_what_came_as_json_is_written_with_all_references(tmp_path: Path) -> None:
    attribute = {"id": C, "taxonomy_term_id": D}
    capacity = {"id": E, "available": 3, "unit": {"id": F, "name": "bed"}}
    service = {
        "id": A,
        "organization_id": B,
        "program": {"id": D, "name": "Care"},
        "attributes": [attribute],
        "capacities": [capacity],
        "x_note": "ours",
    }
    write([("service", service)], tmp_path)
    assert table(tmp_path / "services.csv") == [{"id": A, "organization_id": B, "program_id": D}]
    assert table(tmp_path / "programs.csv") == [{"id": D, "organization_id": B, "name": "Care"}]
    assert table(tmp_path / "units.csv") == [{"id": F, "name": "bed"}]
    assert table(tmp_path / "service_capacity.csv") == [
        {"id": E, "service_id": A, "unit_id": F, "available": "3"}
    ]
    assert table(tmp_path / "attributes.csv") == [
        {"id": C, "link_id": A, "link_entity": "service", "taxonomy_term_id": D}
    ]


def test_a_formula_is_a_text_like_any_other(pack: Pack, tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://example.org";"x")'
    quoted = formula.replace('"', '""')
    path = pack(services=f'id,organization_id,name,alert\n{A},{B},-1+1,"{quoted}"\n')
    found, problems = taken(path)
    assert found[1].document["alert"] == formula
    assert not problems
    out = tmp_path / "out"
    out.mkdir()
    write(((item.kind, item.document) for item in found), out)
    assert table(out / "services.csv")[0]["alert"] == formula
    assert table(out / "services.csv")[0]["name"] == "-1+1"


# Nesting


def test_a_child_stands_in_every_parent_that_it_names(pack: Pack) -> None:
    path = pack(
        phones="id,service_id,organization_id,location_id,contact_id,number\n"
        f"{C},{A},{B},{D},{E},555-0100\n",
        contacts=f"id,service_id,name\n{E},{A},Ann\n",
        languages=f"id,phone_id,code\n{F},{C},es\n",
    )
    phone = {
        "id": C, "location_id": D, "number": "555-0100", "languages": [{"id": F, "code": "es"}],
    }  # fmt: skip
    service = one(path, "service")
    assert one(path, "organization")["phones"] == [phone]
    assert service["phones"] == [phone]
    assert service["contacts"] == [{"id": E, "name": "Ann", "phones": [phone]}]


def test_services_stand_at_locations_and_in_programs_by_id(pack: Pack) -> None:
    path = pack(
        services=f"id,organization_id,program_id,name\n{A},{B},{C},Clinic\n",
        programs=f"id,organization_id,name,description\n{C},{B},Care,All care\n",
        locations=f"id,organization_id,location_type\n{D},{B},physical\n",
        service_at_location=f"id,service_id,location_id\n{E},{A},{D}\n",
        schedules=f"id,service_at_location_id,opens_at\n{F},{E},09:00\n",
    )
    place = {"id": E, "location_id": D, "schedules": [{"id": F, "opens_at": "09:00"}]}
    service = one(path, "service")
    assert service["service_at_locations"] == [place]
    assert (service["organization_id"], service["program_id"]) == (B, C)
    assert one(path, "organization")["programs"] == [
        {"id": C, "name": "Care", "description": "All care"}
    ]
    assert one(path, "location") == {"id": D, "organization_id": B, "location_type": "physical"}


@pytest.mark.parametrize("entity", ["service", "services", "Services", "", "phone", "nonsense"])
def test_attributes_and_metadata_find_what_they_are_of(pack: Pack, entity: str) -> None:
    path = pack(
        attributes=f"id,link_id,link_entity,taxonomy_term_id\n{C},{A},{entity},{D}\n",
        metadata=f"id,resource_id,resource_type,field_name\n{E},{C},attribute,value\n",
    )
    (attribute,) = one(path, "service")["attributes"]
    assert attribute["taxonomy_term_id"] == D
    assert "link_id" not in attribute
    assert [each["id"] for each in attribute["metadata"]] == [E]


def test_a_unit_stands_in_every_capacity_that_counts_in_it(pack: Pack) -> None:
    path = pack(
        service_capacity=f"id,service_id,unit_id,available\n{C},{A},{E},1\n{D},{A},{E},2\n",
        units=f"id,name\n{E},bed\n",
    )
    assert one(path, "service")["capacities"] == [
        {"id": C, "available": 1, "unit": {"id": E, "name": "bed"}},
        {"id": D, "available": 2, "unit": {"id": E, "name": "bed"}},
    ]
    assert not [item for item in taken(path)[0] if item.kind == "unit"]


def test_what_belongs_to_nothing_comes_alone_and_is_told(pack: Pack) -> None:
    path = pack(
        phones=f"id,service_id,contact_id,number\n{C},{D},{E},555-0100\n",
        languages=f"id,phone_id,code\n{F},{C},es\n",
    )
    found, problems = taken(path)
    assert [(x.kind, x.document) for x in found][2:] == [
        (
            "phone",
            {"id": C, "service_id": D, "contact_id": E, "number": "555-0100",
             "languages": [{"id": F, "code": "es"}]},
        )
    ]  # fmt: skip
    assert [(str(p.where), p.weight) for p in problems] == [("phones.csv, row 2", "note")]
    assert "service_id" in problems[0].what


def test_empty_cells_are_absent_and_unknown_columns_kept(pack: Pack) -> None:
    path = pack(
        services="id,organization_id,name,email,Internal note,phones\n"
        f"{A},{B},Clinic,,do not print,call me\n",
        phones=f"id,service_id,number,carrier\n{C},{A},1,X\n",
    )
    found, problems = taken(path)
    assert found[1].document == {
        "id": A, "organization_id": B, "name": "Clinic",
        "phones": [{"id": C, "number": "1", "carrier": "X"}],
    }  # fmt: skip
    assert found[1].kept == {
        "services.Internal note": "do not print",
        "services.phones (column)": "call me",
    }
    assert not problems


def test_a_heading_in_other_letters_is_understood(pack: Pack) -> None:
    path = pack(services=f"ID,Organization ID,Name\n{A},{B},Clinic\n")
    assert one(path, "service") == {"id": A, "organization_id": B, "name": "Clinic"}


def test_children_keep_the_order_of_their_table(pack: Pack) -> None:
    rows = "".join(f"{A[:-1]}{n},{A},{9 - n}\n" for n in range(9))
    path = pack(phones=f"id,service_id,number\n{rows}")
    assert [x["number"] for x in one(path, "service")["phones"]] == [str(9 - n) for n in range(9)]


# Ids


def test_an_id_that_is_no_uuid_becomes_one_and_references_still_meet(pack: Pack) -> None:
    path = pack(
        organizations="id,name,description\n AG-1,Agency,Helps\n",
        services="id,organization_id,name\n17,AG-1,Clinic\n",
        phones="id,service_id,organization_id,number\nP1, 17 ,AG-1,555\n",
        attributes="id,link_id,link_entity,taxonomy_term_id\nX1,17,service,T-9\n",
        taxonomy_terms="id,name,description\nT-9,Food,All food\n",
    )
    found, problems = taken(path)
    organization, service, term = (item.document for item in found)
    assert service["organization_id"] == organization["id"]
    assert service["phones"][0]["id"] == organization["phones"][0]["id"]
    assert service["attributes"][0]["taxonomy_term_id"] == term["id"]
    assert all(is_uuid(each["id"]) for each in (organization, service, term, service["phones"][0]))
    assert [item.source_id for item in found] == ["AG-1", "17", "T-9"]
    assert [(p.weight, p.where.field) for p in problems] == [("kept", "id")] * 3
    assert taken(path)[0] == found


def test_a_uuid_in_capitals_is_the_same_uuid(pack: Pack) -> None:
    path = pack(phones=f"id,service_id,number\n{C},{A.upper()},555\n")
    assert one(path, "service")["phones"][0]["id"] == C


def test_a_record_whose_id_stands_twice_is_refused_the_second_time(pack: Pack) -> None:
    path = pack(
        services=f"{SERVICES}{A},{B},Other,active\n",
        phones=f"id,service_id,number\n{C},{A},555\n",
    )
    found, problems = taken(path)
    assert [x.document["name"] for x in found] == ["Agency", "Clinic"]
    assert found[1].document["phones"]
    assert [str(p.where) for p in problems] == ["services.csv, row 3, field id"]
    assert "row 2" in problems[0].what


def test_two_children_with_one_id_are_both_kept(pack: Pack) -> None:
    path = pack(phones=f"id,service_id,number\n{C},{A},555\n{C},{A},777\n")
    service = one(path, "service")
    assert [phone["number"] for phone in service["phones"]] == ["555", "777"]
    assert len({phone["id"] for phone in service["phones"]}) == 2
    assert [str(p.where) for p in taken(path)[1]] == ["phones.csv, row 3, field id"]


def test_a_child_may_name_each_parent_in_a_row_of_its_own(pack: Pack) -> None:
    path = pack(
        phones=f"id,service_id,organization_id,number\n{C},{A},,555\n{C},,{B},555\n{C},{A},,555\n",
        languages=f"id,phone_id,code\n{F},{C},es\n",
    )
    phone = {"id": C, "number": "555", "languages": [{"id": F, "code": "es"}]}
    assert one(path, "service")["phones"] == [phone]
    assert one(path, "organization")["phones"] == [phone]
    assert not taken(path)[1]


def test_a_record_without_an_id_is_refused_and_the_rest_goes_in(pack: Pack) -> None:
    found, problems = taken(pack(services=f"{SERVICES},{B},Nameless,active\n"))
    assert [x.document["name"] for x in found] == ["Agency", "Clinic"]
    assert [str(p.where) for p in problems] == ["services.csv, row 3, field id"]


# What records say


def test_a_service_without_an_organization_is_kept_and_told(pack: Pack) -> None:
    found, problems = taken(pack(services=f"id,organization_id,name\n{A},,Clinic\n"))
    assert found[1].document == {"id": A, "name": "Clinic"}
    assert [(p.weight, p.where.field) for p in problems] == [("kept", "organization_id")]


def test_a_service_says_when_it_was_checked_and_whether_it_is_open(pack: Pack) -> None:
    path = pack(
        services=f"id,organization_id,name,status,assured_date\n{A},{B},C,Inactive,2026-03-01\n"
    )
    service = taken(path)[0][1]
    assert (service.marks, service.assured_on) == (("inactive",), "2026-03-01")


def test_a_wrong_value_is_told_where_it_stands_and_once(pack: Pack) -> None:
    path = pack(
        services=f"id,organization_id,name,minimum_age\n{A},{B},Clinic,many\n",
        schedules=f"id,service_id,opens_at\n{C},{A},09:00\n{D},{A},noonish\n{E},{F},never\n",
        languages=f"id,service_id,location_id,code\n{C},{A},{F},qqx\n",
    )
    found, problems = taken(path)
    places = sorted(str(p.where) for p in problems if "belongs" not in p.what)
    assert places == [
        "languages.csv, row 2, field code",
        "schedules.csv, row 3, field opens_at",
        "schedules.csv, row 4, field opens_at",
        "services.csv, row 2, field minimum_age",
    ]
    service = next(item for item in found if item.kind == "service")
    assert service.kept == {"minimum_age": "many", "schedules/opens_at": "noonish"}
    assert service.document["languages"] == [{"id": C, "location_id": F, "code": "qqx"}]


# Which files


@pytest.mark.parametrize("names", [("organization", "service"), ("Organizations", "SERVICES")])
def test_tables_are_found_under_their_other_names(pack: Pack, names: tuple[str, str]) -> None:
    tables = dict(zip(names, (ORGANIZATIONS, SERVICES), strict=True))
    found, problems = taken(pack(organizations=None, services=None, **tables))
    assert [x.kind for x in found] == ["organization", "service"]
    assert not problems


@pytest.mark.parametrize("root", ["", "export-2026/", "a/b/"])
def test_a_zip_is_read_wherever_its_tables_stand(zipped: Callable[..., Path], root: str) -> None:
    members = {f"{root}{name}": text for name, text in TABLES.items()}
    extra = {f"{root}README.md": "hello", f"__MACOSX/{root}._services.csv": "x", f"{root}sub/": ""}
    found, problems = taken(zipped({**members, **extra}))
    assert [x.kind for x in found] == ["organization", "service"]
    assert not problems


def test_a_package_may_name_its_files_itself(pack: Pack) -> None:
    resources = [
        {"name": "organization", "path": "agencies.txt"},
        {"name": "service", "path": ["part1.csv", "part2.csv", "part2.csv"]},
        {"name": "phone", "path": "nowhere.csv"},
        {"name": "unheard", "path": "part3.csv"},
        "nonsense",
    ]
    path = pack(
        organizations=None,
        services=None,
        part1=SERVICES,
        part2=f"id,organization_id,name\n{C},{B},Kitchen\n",
        **{"agencies.txt": ORGANIZATIONS, "datapackage.json": json.dumps({"resources": resources})},
    )
    found, problems = taken(path)
    assert [x.document["name"] for x in found] == ["Agency", "Clinic", "Kitchen"]
    assert not problems


@pytest.mark.parametrize(
    "path",
    ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "..\\secret.csv", "https://x.org/s"],
)
def test_no_package_reaches_out_of_its_folder(pack: Pack, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.csv").write_text(f"id,name,status\n{C},Secret,active\n")
    description = json.dumps({"resources": [{"name": "service", "path": path}]})
    found, problems = taken(pack(**{"datapackage.json": description}))
    assert [x.document["name"] for x in found] == ["Agency", "Clinic"]
    assert ["no file in this package" in p.what for p in problems] == [True]


def test_a_link_out_of_the_folder_is_not_followed(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(f"id,location_type,name\n{C},physical,Secret\n")
    path = pack()
    (path / "locations.csv").symlink_to(tmp_path / "secret.csv")
    assert "location" not in {x.kind for x in taken(path)[0]}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"resources": 1}', "null", b"\xff\xfe\x00", "[" * 9999]
)
def test_a_description_that_is_none_does_no_harm(pack: Pack, text: str | bytes) -> None:
    found, problems = taken(pack(**{"datapackage.json": text}))
    assert len(found) == 2
    assert [p.weight for p in problems] == ["note"]


def test_files_that_are_left_out_are_told(pack: Pack) -> None:
    path = pack(
        notes="id,text\n1,x\n", **{"inner.zip": b"PK\x05\x06" + bytes(18), "logo.png": b"\x89PNG"}
    )
    found, problems = taken(path)
    assert len(found) == 2
    assert sorted(p.where.file for p in problems) == ["inner.zip", "notes.csv"]
    assert {p.weight for p in problems} == {"refused"}


def test_a_folder_without_records_says_what_it_holds(pack: Pack) -> None:
    path = pack(organizations=None, services=None, phones="id,number\n", **{"cat.png": b"x"})
    what = refusal(path)
    assert "services.csv" in what
    assert "cat.png, phones.csv" in what


# Bad input


def test_an_empty_folder_is_told(pack: Pack) -> None:
    assert "nothing" in refusal(pack(organizations=None, services=None))


def test_what_is_neither_folder_nor_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text(SERVICES)
    assert "neither a zip nor a folder" in refusal(path)
    assert "cannot be read" in refusal(tmp_path / "nowhere.zip")


def test_an_empty_table_is_told_and_the_rest_goes_in(pack: Pack) -> None:
    found, problems = taken(pack(phones=""))
    assert len(found) == 2
    assert [(p.where.file, "empty" in p.what) for p in problems] == [("phones.csv", True)]


def test_tables_that_are_all_empty_are_told(pack: Pack) -> None:
    assert "empty" in refusal(pack(organizations="", services=""))


def test_a_strange_encoding_is_read_and_told(pack: Pack) -> None:
    text = SERVICES.replace("Clinic", "Clínica").encode("cp1252")
    found, problems = taken(pack(services=text))
    assert found[1].document["name"] == "Clínica"
    assert ["UTF-8" in p.what for p in problems] == [True]


def test_ten_megabytes_in_a_cell_are_told_and_the_rest_goes_in(pack: Pack) -> None:
    huge = f"{C},{B},{'x' * 10_000_000},active\n"
    found, problems = taken(pack(services=f"{SERVICES}{huge}{D},{B},Kitchen,active\n"))
    assert [x.document["name"] for x in found] == ["Agency", "Clinic", "Kitchen"]
    assert [(p.where.row, p.weight) for p in problems] == [(3, "refused")]


@pytest.mark.parametrize("size", [0, 3, 10, 100, -1, -30])
def test_half_a_zip_is_told(zipped: Callable[..., Path], size: int) -> None:
    path = zipped(TABLES)
    path.write_bytes(path.read_bytes()[:size])
    assert "zip" in refusal(path)


def test_a_damaged_table_in_a_zip_ends_the_import(zipped: Callable[..., Path]) -> None:
    path = zipped({**TABLES, "phones.csv": os.urandom(4000).hex()})
    raw = bytearray(path.read_bytes())
    for at in range(1500, 1600):
        raw[at] ^= 0xFF
    path.write_bytes(raw)
    assert "damaged" in refusal(path)


def test_a_zip_bomb_is_told_before_it_is_opened(zipped: Callable[..., Path]) -> None:
    heading = b"id,organization_id,name\n"
    path = zipped({**TABLES, "phones.csv": heading + b"a" * 30_000_000})
    assert path.stat().st_size < 100_000
    assert "bomb" in refusal(path)


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says(
    zipped: Callable[..., Path],
) -> None:
    path = zipped({**TABLES, "phones.csv": b"id,number\n" + b"a" * 20_000_000})
    raw = path.read_bytes()
    size = (20_000_010).to_bytes(4, "little")
    assert raw.count(size) == 2
    path.write_bytes(raw.replace(size, (100).to_bytes(4, "little")))
    assert "damaged" in refusal(path)


def test_a_zip_of_too_many_files_is_told(zipped: Callable[..., Path]) -> None:
    assert "501 files" in refusal(zipped({f"{n}.csv": "" for n in range(501)}))


def test_a_zip_whose_list_alone_fills_the_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as out:
        for n in range(10_000):
            out.writestr(f"{n}-{'x' * 80}.csv", "")
    assert "list of files" in refusal(path)


def test_a_zip_larger_than_any_directory_is_told(zipped: Callable[..., Path]) -> None:
    path = zipped(TABLES)
    raw = path.read_bytes()
    size = len(SERVICES).to_bytes(4, "little")
    at = raw.rindex(size)
    path.write_bytes(raw[:at] + (2**31 + 1).to_bytes(4, "little") + raw[at + 4 :])
    assert "more than 2 GB" in refusal(path)


def test_a_locked_zip_is_told(zipped: Callable[..., Path]) -> None:
    path = zipped(TABLES)
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(raw)
    assert "password" in refusal(path)


def test_names_that_lead_out_of_a_zip_lead_nowhere(
    zipped: Callable[..., Path], tmp_path: Path
) -> None:
    found, problems = taken(
        zipped({**TABLES, "../../locations.csv": "id\n", "/phones.csv": "id\n"})
    )
    assert len(found) == 2
    assert {p.weight for p in problems} == {"refused"}
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


def test_a_table_that_stands_twice_in_a_zip_is_read_once(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "w") as out:
        out.writestr("organizations.csv", ORGANIZATIONS)
        out.writestr("services.csv", SERVICES)
        out.writestr("services.csv", SERVICES.replace("Clinic", "Other"))
    path = tmp_path / "twice.zip"
    path.write_bytes(buffer.getvalue())
    assert one(path, "service")["name"] == "Clinic"


def test_a_child_that_multiplies_is_cut_off(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_tree, "MOST_OBJECTS", 50)
    monkeypatch.setattr(hsds_csv, "MOST_OBJECTS", 50)
    phones = "".join(f"P{n},{A},{n}\n" for n in range(100))
    found, problems = taken(pack(phones=f"id,service_id,number\n{phones}"))
    assert len(found[1].document["phones"]) == 50
    assert [(p.weight, p.where.file) for p in problems] == [("refused", "services.csv")]


IDS = st.sampled_from([A, B, C, D, "17", "", " x "])
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | IDS
TABLE = st.lists(st.fixed_dictionaries({}, optional={
    name: IDS if name.endswith("id") else CELLS
    for name in ("id", "service_id", "organization_id", "contact_id", "phone_id", "link_id", "unit_id",
                 "resource_id", "name", "number", "code", "opens_at", "phones", "status")
}), max_size=4)  # fmt: skip
KINDS = ("organizations", "services", "locations", "phones", "contacts", "languages", "attributes",
         "metadata", "service_capacity", "units", "url", "service_at_location")  # fmt: skip


@given(st.dictionaries(st.sampled_from(KINDS), TABLE, min_size=1))
def test_no_cells_make_it_stumble(tables: dict[str, list[dict[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "in", Path(folder) / "out"
        root.mkdir()
        out.mkdir()
        for name, rows in tables.items():
            columns = sorted({column for row in rows for column in row} | {"id"})
            with (root / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns)
                writer.writeheader()
                writer.writerows(rows)
        try:
            found, problems = taken(root)
        except Trouble as error:
            assert error.problem.do
            return
        whole = [(x.kind, x.document["id"]) for x in found]
        assert len(set(whole)) == len(whole)
        assert all(p.what and p.do and p.where.file for p in problems)
        write(((x.kind, x.document) for x in found), out)


def test_nothing_is_left_on_disk(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    path = pack()
    reading = read(path, "two-one-one")
    assert isinstance(next(reading), Found)
    assert list(place.iterdir())
    reading.close()
    assert not list(place.iterdir())
