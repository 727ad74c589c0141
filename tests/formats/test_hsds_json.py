"""HSDS JSON goes in whole, whatever its shape, and comes out as it went in."""

from __future__ import annotations

import codecs
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcome import refused, sorted_out

from latchstring.core.problem import Problem, Trouble
from latchstring.core.shape import is_uuid
from latchstring.formats.found import Found
from latchstring.formats.hsds_json import full, full_at_location, kind_of, ndjson, read

A, B, C, D = (f"5f1b2c3d-0000-4000-8000-00000000000{end}" for end in "abcd")
Document = dict[str, Any]
Write = Callable[..., Path]


def service(**fields: Any) -> Document:
    return {"id": A, "name": "Clinic", "status": "active", "organization_id": B, **fields}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the text or the values, one a line, to a file."""

    def write(*lines: str | bytes | Document, name: str = "in.json") -> Path:
        raw = [
            line.encode() if isinstance(line, str)
            else line if isinstance(line, bytes)
            else json.dumps(line).encode()
            for line in lines
        ]  # fmt: skip
        path = tmp_path / name
        path.write_bytes(b"\n".join(raw))
        return path

    return write


def taken(path: Path) -> tuple[list[Found], list[Problem]]:
    return sorted_out(read(path, "two-one-one"))


def refusal(path: Path) -> str:
    problem = refused(read(path, "two-one-one"))
    assert problem.where.file == path.name
    return problem.what


# The shapes of a file


def page(*items: Document) -> Document:
    return {"total_items": 2, "total_pages": 1, "contents": list(items), "empty": False}


TWO = [service(), service(id=C, name="Kitchen")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (json.dumps(page(*TWO)), [1, 2]),
        (json.dumps(page(*TWO), indent=2), [1, 2]),
        (json.dumps(TWO), [1, 2]),
        (json.dumps(TWO, indent=2), [1, 2]),
        ("\n".join(map(json.dumps, TWO)), [1, 2]),
        ("\r\n\r\n".join(map(json.dumps, TWO)) + "\r\n", [1, 3]),
        ("\n".join(json.dumps(each, indent=2) for each in TWO), [1, 2]),
        ("\n".join(json.dumps(page(each)) for each in TWO), [1, 2]),
    ],
    ids=["page", "pretty page", "array", "pretty array", "lines", "blanks", "pretty", "pages"],
)
def test_every_shape_gives_the_same_records(write: Write, text: str, rows: list[int]) -> None:
    found, problems = taken(write(text))
    assert [item.document for item in found] == TWO
    assert [item.where.row for item in found] == rows
    assert not problems


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_alone_is_a_file(write: Write, indent: int | None) -> None:
    found, problems = taken(write(json.dumps(service(), indent=indent)))
    assert [item.document for item in found] == [service()]
    assert not problems


@pytest.mark.parametrize("text", ["[]", json.dumps(page())])
def test_an_empty_list_holds_nothing_and_is_no_mistake(write: Write, text: str) -> None:
    assert taken(write(text)) == ([], [])


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize("text", ["[{}]", "{}"])
def test_marks_of_encodings_are_understood(
    write: Write, mark: bytes, encoding: str, text: str
) -> None:
    text = text.replace("{}", json.dumps(service(name="Clínica 诊所"), ensure_ascii=False))
    found, problems = taken(write(mark + text.encode(encoding)))
    assert [item.document["name"] for item in found] == ["Clínica 诊所"]
    assert not problems


@pytest.mark.parametrize("at", range(-3, 4))
def test_a_list_longer_than_one_reading_loses_nothing_where_readings_meet(
    write: Write, at: int
) -> None:
    pad = "x" * (1024 * 1024 - 150 + at)
    filler = service(id=D, x_pad=pad)
    head = json.dumps(page(filler, *TWO)).replace('"total_items": 2', f'"total_items": {10**9}')
    found, problems = taken(write(head))
    assert [item.document["id"] for item in found] == [D, A, C]
    assert not problems


# What each object is


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        ("service", service()),
        ("service", {"id": A, "name": "Clinic", "organization": {"id": B}}),
        ("service", {"id": A, "name": "Clinic", "service_at_locations": []}),
        (
            "service",
            {"id": A, "name": "Clinic", "description": "", "organization_id": B, "email": ""},
        ),
        ("organization", {"id": A, "name": "Agency", "description": "Helps"}),
        ("organization", {"id": A, "name": "Agency", "description": "Helps", "email": "a@b.org"}),
        ("organization", {"id": A, "name": "Agency", "services": [], "description": "Helps"}),
        ("location", {"id": A, "location_type": "physical"}),
        ("location", {"id": A, "name": "Hall", "addresses": []}),
        ("service_at_location", {"id": A, "service": {}, "location": {}}),
        ("service_at_location", {"id": A, "service_id": B, "location_id": C}),
        ("taxonomy", {"id": A, "name": "T", "description": "", "uri": "", "version": "1"}),
        ("taxonomy_term", {"id": A, "name": "Food", "taxonomy_id": B}),
        ("taxonomy_term", {"id": A, "name": "Food", "description": "", "parent_id": B}),
        ("", {"id": A}),
        ("", {"colour": "red"}),
    ],
)
def test_an_object_is_known_by_its_fields(kind: str, item: Document) -> None:
    assert kind_of(item) == kind


@pytest.mark.parametrize("version", ["3.0", "3.1"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, f"{kind}{end}") for kind in ("service", "organization") for end in ("_full", "_list")]
    + [(kind, f"{kind}{end}") for kind in ("taxonomy", "taxonomy_term") for end in ("", "_list")]
    + [("service_at_location", f"service_at_location_{end}") for end in ("full", "list")]
    + [("location", "location")],
)
def test_the_examples_of_the_specification_come_out_equal(
    shared: Path, version: str, kind: str, name: str
) -> None:
    path = shared / "hsds" / version / "examples" / f"{name}.json"
    example = json.loads(path.read_text(encoding="utf-8"))
    found, problems = taken(path)
    store: dict[tuple[str, str], Document] = {}
    for item in found:
        store.setdefault((item.kind, item.document["id"]), {}).update(item.document)

    def find(kind: str, record_id: str) -> Document | None:
        return store.get((kind, record_id))

    def of(kind: str, owner: str) -> list[Document]:
        return [d for (k, _), d in store.items() if k == kind and d.get("organization_id") == owner]

    def places(owner: str) -> list[Document]:
        return of("location", owner)

    def written(item: Document) -> Document | None:
        if kind == "service_at_location":
            service = store["service", item["service"]["id"]]
            return full_at_location(service, item["id"], find, places)
        services = (lambda owner: of("service", owner)) if "services" in item else None
        return full(kind, store[kind, item["id"]], find, places, services)

    for item in example.get("contents", [example]):
        assert written(item) == item
    assert not problems
    assert len(found) >= len(example.get("contents", [example]))


# What becomes of an object


def test_embedded_records_come_first_in_part_and_once(write: Write) -> None:
    agency = {"id": B, "name": "Agency", "description": "Helps"}
    first = service(organization=agency)
    second = service(id=C, organization=agency)
    for item in (first, second):
        del item["organization_id"]
    found, problems = taken(write(first, second))
    assert [(x.kind, x.document["id"], x.partial) for x in found] == [
        ("organization", B, True),
        ("service", A, False),
        ("service", C, False),
    ]
    assert [x.document.get("organization_id") for x in found] == [None, B, B]
    assert not problems


def test_an_embedded_record_that_says_more_comes_again(write: Write) -> None:
    agency = {"id": B, "name": "Agency", "description": "Helps"}
    richer = {**agency, "website": "https://example.org"}
    found, _ = taken(write(service(organization=agency), service(id=C, organization=richer)))
    assert [x.document for x in found if x.partial] == [agency, richer]


def test_services_that_an_organization_lists_are_records(write: Write) -> None:
    item = service()
    del item["organization_id"]
    agency = {"id": B, "name": "Agency", "description": "Helps"}
    found, problems = taken(write({**agency, "services": [item]}))
    assert [(x.kind, x.document, x.partial) for x in found] == [
        ("organization", agency, False),
        ("service", service(), True),
    ]
    assert not problems


def test_a_service_at_a_location_becomes_its_service(write: Write) -> None:
    place = {"id": C, "location": {"id": D, "location_type": "physical"}, "phones": []}
    found, problems = taken(write({**place, "service": service()}))
    assert [(x.kind, x.partial) for x in found] == [("location", True), ("service", True)]
    assert found[1].document["service_at_locations"] == [{"id": C, "location_id": D}]
    assert not problems


def test_a_service_at_a_location_without_a_service_is_told(write: Write) -> None:
    found, problems = taken(write({"id": C, "location_id": D, "service_id": A}, service()))
    assert [x.document["id"] for x in found] == [A]
    assert "which service" in problems[0].what


def test_a_service_says_when_it_was_checked_and_whether_it_is_open(write: Write) -> None:
    found, problems = taken(
        write(
            service(assured_date="2026-03-01", assurer_email="ann@example.org"),
            service(id=C, status="defunct"),
            service(id=D, status="temporarily closed"),
        )
    )
    assert [(x.assured_on, x.assured_by, x.marks) for x in found] == [
        ("2026-03-01", "", ()),
        ("", "", ("inactive",)),
        ("", "", ()),
    ]
    assert found[0].document["assurer_email"] == "ann@example.org"
    assert not problems


def test_a_status_that_nobody_understands_withholds_the_service(write: Write) -> None:
    found, problems = taken(write(service(status="closed for good")))
    assert found[0].marks == ("inactive",)
    assert found[0].kept == {"status": "closed for good"}
    assert any("withheld" in problem.do for problem in problems)


def test_a_value_set_aside_is_kept_for_staff_and_told(write: Write) -> None:
    found, problems = taken(write("", service(minimum_age="eighteen", x_note=["ours"])))
    assert found[0].kept == {"minimum_age": "eighteen"}
    assert found[0].document["x_note"] == ["ours"]
    assert [str(p.where) for p in problems] == ["in.json, row 2, field minimum_age"]


@pytest.mark.parametrize("number", ["1e400", "-1e999", "NaN", "Infinity", "9" * 5000])
def test_a_number_that_no_database_holds_is_set_aside(write: Write, number: str) -> None:
    line = json.dumps(service(minimum_age="#", x_own="#")).replace('"#"', number)
    found, problems = taken(write(line))
    assert found[0].kept == {"minimum_age": number}
    assert found[0].document["x_own"] == number
    assert [p.weight for p in problems] == ["kept"]


def test_nul_and_lone_surrogates_go_out_everywhere(write: Write) -> None:
    found, _ = taken(write(json.dumps(service(name="a\x00b", x=["\ud800"]))))
    assert (found[0].document["name"], found[0].document["x"]) == ("ab", ["?"])


def test_a_pair_of_surrogates_is_one_character(write: Write) -> None:
    found, problems = taken(write(json.dumps(service(name="🏠"))))
    assert found[0].document["name"] == "🏠"
    assert not problems


# Bad input


@pytest.mark.parametrize("text", ["", " \n\n ", "\ufeff", "\ufeff\n"])
def test_an_empty_file_is_told(write: Write, text: str) -> None:
    assert "empty" in refusal(write(text))


@pytest.mark.parametrize("text", ["<html>", "id,name\n1,Clinic", "null", '"service"', "12"])
def test_a_file_that_is_no_json_is_told(write: Write, text: str) -> None:
    assert "JSON" in refusal(write(text))


def test_a_zip_or_gzip_is_told_from_json(write: Write) -> None:
    assert "compressed" in refusal(write(b"\x1f\x8b\x08\x00more"))
    assert "zip" in refusal(write(b"PK\x03\x04more"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "nowhere.json")
    assert "cannot be read" in refusal(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be"])
def test_an_encoding_that_cannot_be_read_is_told(write: Write, encoding: str) -> None:
    assert "encoding" in refusal(write(json.dumps(service()).encode(encoding)))


def test_half_a_utf16_file_is_told(write: Write) -> None:
    raw = codecs.BOM_UTF16_LE + json.dumps(service()).encode("utf-16-le")
    assert "encoding" in refusal(write(raw[:-1]))


@pytest.mark.parametrize("wrap", ["{}\n{}", "[{},\n{}]", '{{"contents": [{},\n{}]}}'])
def test_a_wrong_byte_spoils_only_its_own_object(write: Write, wrap: str) -> None:
    bad = json.dumps(service(id=C, name="Clínica"), ensure_ascii=False)
    text = wrap.format(bad, json.dumps(service()))
    found, problems = taken(write(text.encode("latin-1")))
    assert [x.document["id"] for x in found] == [A]
    assert ["UTF-8" in p.what + p.do and p.where.row == 1 for p in problems] == [True]


@pytest.mark.parametrize(
    "bad",
    ["{", '{"id": "x", ', "[1, 2]", '"text"', "12", "null", "not json", "{'id': 1}", '{"a":1}}'],
)
def test_a_bad_line_is_told_and_the_rest_goes_in(write: Write, bad: str) -> None:
    found, problems = taken(write(service(), bad, service(id=C)))
    assert [x.document["id"] for x in found] == [A, C]
    assert [(p.where.row, p.weight) for p in problems] == [(2, "refused")]
    assert problems[0].do


def test_a_bad_first_line_does_not_hide_the_others(write: Write) -> None:
    found, problems = taken(write('{"id": "x"', service()))
    assert [x.document["id"] for x in found] == [A]
    assert [p.where.row for p in problems] == [1]


@pytest.mark.parametrize("text", ["[1, 2, null]", '["a", ["b"]]', "[[{}]]"])
def test_a_list_of_anything_else_is_told_item_by_item(write: Write, text: str) -> None:
    found, problems = taken(write(text))
    assert not found
    assert [p.where.row for p in problems] == list(range(1, len(json.loads(text)) + 1))
    assert all("no JSON object" in p.what for p in problems)


@pytest.mark.parametrize(
    "text", [json.dumps(TWO), json.dumps(page(*TWO)), json.dumps(TWO, indent=1)]
)
def test_what_stands_before_a_break_goes_in(write: Write, text: str) -> None:
    found, problems = taken(write(text[: text.index("Kitchen")]))
    assert [x.document["id"] for x in found] == [A]
    assert ["breaks off" in p.what and p.where.row == 2 for p in problems] == [True]


@pytest.mark.parametrize(
    "text", ["[", "[{", '{"contents": ', json.dumps(service())[:40], "[{}"[:2]]
)
def test_a_file_that_breaks_off_at_once_is_told(write: Write, text: str) -> None:
    assert "breaks off" in refusal(write(text))


def test_an_end_that_is_missing_is_told(write: Write) -> None:
    found, problems = taken(write(json.dumps(TWO)[:-1]))
    assert len(found) == 2
    assert ["breaks off" in p.what for p in problems] == [True]


def test_a_line_of_ten_megabytes_is_told_and_the_rest_goes_in(write: Write) -> None:
    huge = service(id=C, description="x" * 10_000_000)
    for lines in ((service(), huge, service(id=D)), (huge, service(), service(id=D))):
        found, problems = taken(write(*lines))
        assert [x.document["id"] for x in found] == [A, D]
        assert ["characters" in p.what for p in problems] == [True]
        assert problems[0].where.row == lines.index(huge) + 1


def test_ten_megabytes_inside_a_list_end_the_reading_with_a_sentence(write: Write) -> None:
    huge = service(id=C, description="x" * 10_000_000)
    found, problems = taken(write(json.dumps([service(), huge])))
    assert [x.document["id"] for x in found] == [A]
    assert [p.where.row for p in problems] == [2]


@pytest.mark.parametrize("levels", [100, 3_000, 100_000])
def test_bottomless_nesting_is_told(write: Write, levels: int) -> None:
    bomb = f'{{"id":"{C}","name":"Bomb","x":{"[" * levels}{"]" * levels}}}'
    found, problems = taken(write(service(), bomb, service(id=D)))
    assert [x.document["id"] for x in found] == [A, D]
    assert ["levels deep" in p.what and p.where.row == 2 for p in problems] == [True]


@pytest.mark.parametrize("levels", [100, 100_000])
def test_bottomless_nesting_in_a_list_is_told(write: Write, levels: int) -> None:
    bomb = f'{{"id":"{C}","name":"Bomb","x":{"[" * levels}{"]" * levels}}}'
    found, problems = taken(write(f"[{json.dumps(service())},{bomb}]"))
    assert [x.document["id"] for x in found] == [A]
    assert [p.where.row for p in problems] == [2]


def test_an_id_that_stands_twice_is_refused_the_second_time(write: Write) -> None:
    found, problems = taken(
        write(service(), service(name="Other"), {"id": A, "name": "P", "email": ""})
    )
    assert [(x.kind, x.document["name"]) for x in found] == [
        ("service", "Clinic"),
        ("organization", "P"),
    ]
    assert [(p.where.row, p.where.field) for p in problems] == [(2, "id")]
    assert "row 1" in problems[0].what


def test_an_id_that_is_no_uuid_becomes_one_and_references_still_meet(write: Write) -> None:
    agency = {"id": "AG-1", "name": "Agency", "description": "Helps"}
    path = write(service(id=17, organization_id="AG-1"), agency)
    found, problems = taken(path)
    assert all(is_uuid(x.document["id"]) for x in found)
    assert found[0].document["organization_id"] == found[1].document["id"]
    assert [x.source_id for x in found] == ["17", "AG-1"]
    assert [(p.weight, p.where.field) for p in problems] == [("kept", "id"), ("kept", "id")]
    assert taken(path)[0] == found
    assert [x.document["id"] for x in read(path, "elsewhere") if isinstance(x, Found)] != [
        x.document["id"] for x in found
    ]


def test_an_id_that_is_no_uuid_is_told_once_however_often_it_is_embedded(write: Write) -> None:
    agency = {"id": "AG-1", "name": "Agency", "description": "Helps"}
    found, problems = taken(
        write(
            service(organization=agency),
            service(id=C, organization={**agency, "website": "https://example.org"}),
        )
    )
    assert [x.source_id for x in found] == ["AG-1", "", "AG-1", ""]
    assert len(problems) == 1


def test_a_service_without_an_organization_is_kept_and_told(write: Write) -> None:
    item = service()
    del item["organization_id"]
    found, problems = taken(write(item))
    assert [x.document for x in found] == [item]
    assert [(p.weight, p.where.field) for p in problems] == [("kept", "organization_id")]
    assert "no organization" in problems[0].what
    assert "withheld" in problems[0].do


@pytest.mark.parametrize(
    "spoken", [{"code": "qqx"}, {"name": "Klingon"}, {"code": "qqx", "name": "?"}]
)
def test_a_language_that_nobody_knows_stays_and_is_told(write: Write, spoken: Document) -> None:
    language = {"id": C, **spoken}
    phone = {"id": D, "number": "1", "languages": [language]}
    found, problems = taken(write(service(languages=[language], phones=[phone])))
    assert found[0].document["languages"] == [language]
    assert {p.weight for p in problems} == {"note"}
    last = "code" if "code" in spoken else "name"
    assert {p.where.field for p in problems} == {f"languages/{last}", f"phones/languages/{last}"}


@pytest.mark.parametrize(
    "spoken", [{"code": "es"}, {"code": "spa"}, {"name": "Spanish"}, {"note": "ask"}]
)
def test_a_language_that_we_know_is_not_told_of(write: Write, spoken: Document) -> None:
    assert not taken(write(service(languages=[{"id": C, **spoken}])))[1]


@pytest.mark.parametrize("field", ["id", "name"])
def test_a_record_without_id_or_name_is_refused_and_the_rest_goes_in(
    write: Write, field: str
) -> None:
    item = service(id=C, name="Kitchen")
    del item[field]
    found, problems = taken(write(item, service()))
    assert [x.document["id"] for x in found] == [A]
    assert [(p.where.row, p.where.field, p.weight) for p in problems] == [(1, field, "refused")]


def test_a_problem_with_an_embedded_record_names_it(write: Write) -> None:
    agency = {"id": C, "name": "Agency", "description": "Helps", "year_incorporated": "long ago"}
    _, problems = taken(write(service(organization=agency)))
    assert [p.where.field for p in problems] == ["organization/year_incorporated"]


SOUND = {
    "lines": "\n".join(map(json.dumps, TWO)).encode(),
    "array": json.dumps(TWO).encode(),
    "page": json.dumps(page(*TWO), indent=1).encode(),
}


@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 10**4), st.integers(0, 255)), min_size=1, max_size=4),
    st.integers(0, 30),
)
def test_no_damage_makes_it_stumble(shape: str, changes: list[tuple[int, int]], cut: int) -> None:
    raw = bytearray(SOUND[shape])
    for at, byte in changes:
        raw[at % len(raw)] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.json"
        path.write_bytes(raw[: len(raw) - cut])
        try:
            found, problems = taken(path)
        except Trouble as error:
            assert error.problem.do
        else:
            assert len({x.document["id"] for x in found}) == len(found)
            assert all(p.what and p.do and p.where.row for p in problems)


# Writing


def test_what_a_source_added_for_itself_is_not_written() -> None:
    agency = {"id": B, "name": "Agency", "x_secret": 1}
    document = service(x_secret=1, phones=[{"id": C, "number": "1", "x_secret": 1}])
    written = full("service", document, lambda kind, _: agency if kind == "organization" else None)
    assert "x_secret" not in json.dumps(written)
    assert written["organization"] == {"id": B, "name": "Agency"}


def test_a_service_is_not_at_a_location_that_it_does_not_name() -> None:
    assert full_at_location(service(), C, lambda _kind, _id: None) is None


def test_written_lines_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    path.write_bytes(b"".join(ndjson([service(name="诊所\u2028"), service(id=C)])))
    found, problems = taken(path)
    assert [x.document for x in found] == [service(name="诊所\u2028"), service(id=C)]
    assert not problems
