"""CSV rows: whatever is wrong with some of them, the others come out whole."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.problem import Problem, Trouble
from latchstring.formats.csv_lines import LONGEST_FIELD, LONGEST_ROW
from latchstring.formats.csv_rows import (
    SURPLUS,
    Misfit,
    from_byte_stream,
    from_text_stream,
    rows,
)

Cells = dict[str, str]


def read(data: bytes) -> tuple[list[tuple[int, Cells]], list[Problem]]:
    items = list(from_byte_stream(io.BytesIO(data), "town.csv"))
    found = [item for item in items if not isinstance(item, Problem)]
    return found, [item for item in items if isinstance(item, Problem)]


def refusal(data: bytes) -> str:
    with pytest.raises(Trouble) as caught:
        read(data)
    return str(caught.value)


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-with-mark"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    text = "name,city\nLa Clínica,النور\n"
    if encoding == "utf-16-le-with-mark":
        data = b"\xff\xfe" + text.encode("utf-16-le")
    else:
        data = text.encode(encoding)
    assert read(data) == ([(2, {"name": "La Clínica", "city": "النور"})], [])


def test_windows_text_is_read_and_said_once() -> None:
    data = "name,city\nFood,here\nClínica,Bogotá\nNiño,“x”\n".encode("cp1252")
    found, problems = read(data)
    assert [cells["name"] for _, cells in found] == ["Food", "Clínica", "Niño"]
    assert found[2][1]["city"] == "“x”"
    [problem] = problems
    assert (problem.weight, problem.where.row) == ("kept", 3)
    assert "Windows-1252" in problem.do


def test_wrong_bytes_in_the_heading_are_said_too() -> None:
    found, problems = read("número,straße\n1,2\n".encode("cp1252"))
    assert found == [(2, {"número": "1", "straße": "2"})]
    assert [problem.where.row for problem in problems] == [1]


def test_one_wrong_byte_does_not_spoil_the_unicode_around_it() -> None:
    found, problems = read("name\nClínica caf".encode() + b"\xe9\n")
    assert found == [(2, {"name": "Clínica café"})]
    assert len(problems) == 1


def test_a_byte_that_no_encoding_knows_becomes_a_mark_for_it() -> None:
    found, problems = read(b"name\nab\x8dc\n")
    assert found == [(2, {"name": "ab�c"})]
    assert problems[0].weight == "kept"


def test_utf_16_that_breaks_off_is_read_up_to_there() -> None:
    found, _ = read("name\nfirst\nsecond\n".encode("utf-16")[:-3])
    assert found[0] == (2, {"name": "first"})


# Files that are no CSV


@pytest.mark.parametrize("data", [b"", b"\n\r\n  \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert "The file is empty." in refusal(data)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        (b"\x1f\x8brest", "gzip"),
        (b"%PDF-1.7", "PDF"),
        ("name,city\na,b\n".encode("utf-16-le"), "encoding"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, named: str) -> None:
    assert named in refusal(data)


@pytest.mark.parametrize("data", [b",,\n1,2,3\n", b'"a\nb\n', b"x" * (LONGEST_ROW + 9) + b"\n"])
def test_a_file_without_a_heading_is_refused(data: bytes) -> None:
    assert "no heading" in refusal(data)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        list(rows(tmp_path / "none.csv"))
    with pytest.raises(Trouble, match="cannot be read"):
        list(rows(tmp_path))


# The heading


def test_a_name_that_stands_twice_is_numbered_and_both_are_kept() -> None:
    found, problems = read(b"a,b,a,a (2),a\n1,2,3,4,5\n")
    assert found == [(2, {"a": "1", "b": "2", "a (2)": "3", "a (2) (2)": "4", "a (3)": "5"})]
    assert [problem.weight for problem in problems] == ["kept"] * 3


def test_names_lose_the_blanks_around_them() -> None:
    assert read(b" a ,b\t\n1,2\n")[0] == [(2, {"a": "1", "b": "2"})]


def test_a_column_without_a_name_is_kept_as_surplus_where_it_says_something() -> None:
    found, problems = read(b"a,,b,\n1,x,2,\n3,,4,\n")
    assert found == [(2, {"a": "1", "b": "2", SURPLUS: "x"}), (3, {"a": "3", "b": "4"})]
    assert [problem.where.row for problem in problems] == [2]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_heading_shows_what_parts_the_cells(sign: str) -> None:
    assert read(f"a{sign}b\n1{sign}2\n".encode())[0] == [(2, {"a": "1", "b": "2"})]


# Rows


def test_formulas_are_plain_text() -> None:
    cells = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"]
    found, problems = read(b"a,b,c,d\n" + ",".join(cells).encode() + b"\n")
    assert (list(found[0][1].values()), problems) == (cells, [])


def test_too_many_cells_are_kept_and_too_few_are_filled() -> None:
    found, problems = read(b"a,b,c\n1,2,3,4,5\n6\n7,8,9\n")
    assert found == [
        (2, {"a": "1", "b": "2", "c": "3", SURPLUS: "4 | 5"}),
        (3, {"a": "6", "b": "", "c": ""}),
        (4, {"a": "7", "b": "8", "c": "9"}),
    ]
    assert [(p.where.row, p.weight, type(p)) for p in problems] == [
        (2, "kept", Misfit),
        (3, "kept", Misfit),
    ]


def test_empty_cells_beyond_the_heading_are_no_problem() -> None:
    assert read(b"a,b\n1,2,,\n") == ([(2, {"a": "1", "b": "2"})], [])


def test_blank_rows_are_counted_and_passed_over() -> None:
    found, problems = read(b"\na,b\n\n , \n1,2\n")
    assert (found, problems) == ([(5, {"a": "1", "b": "2"})], [])


def test_a_cell_of_several_lines_is_one_row() -> None:
    found, _ = read(b'a,b\r\n1,"x\r\ny, ""z"""\r\n2,3\r\n')
    assert found == [(2, {"a": "1", "b": 'x\r\ny, "z"'}), (3, {"a": "2", "b": "3"})]


def test_nul_characters_are_left_out_and_said() -> None:
    found, problems = read(b"a,b\n1,x\x00y\n" + b"2,3\n" * 20)
    assert found[0] == (2, {"a": "1", "b": "xy"})
    assert [(p.where.row, p.weight) for p in problems] == [(2, "kept")]


def test_a_quotation_mark_that_is_not_closed_costs_one_row() -> None:
    found, problems = read(b'a,b,c\n1,2,3\n4,"x,y\n5,"6",7\n8,9,10\n')
    assert [row for row, _ in found] == [2, 4, 5]
    assert found[1][1] == {"a": "5", "b": "6", "c": "7"}
    [problem] = problems
    assert (problem.where.row, problem.weight) == (3, "refused")


def test_a_quotation_mark_that_is_not_doubled_costs_nothing() -> None:
    found, problems = read(b'a,b\n1,"the "old" house"\n2,3\n')
    assert [row for row, _ in found] == [2, 3]
    assert "old" in found[0][1]["b"]
    assert problems[0].weight == "kept"


def test_an_open_quotation_mark_at_the_end_of_the_file_swallows_nothing() -> None:
    found, _ = read(b'a,b\n1,"un\n2,3\n4,5\n')
    assert [cells["a"] for _, cells in found] == ["1", "2", "4"]


# Too much


@pytest.mark.parametrize(
    "cell",
    [
        b"x" * (LONGEST_FIELD + 1),
        b"x" * 10_000_000,
        b'"' + b"x" * 10_000_000 + b'"',
        b'"' + b"line, more\n" * 900_000 + b'"',
        b'"' + (b"x" * 5_000_000 + b"\n") * 2 + b'"',
    ],
    ids=["just over", "10 MB", "10 MB quoted", "10 MB of lines", "two long lines"],
)
def test_a_huge_cell_costs_its_own_row_only(cell: bytes) -> None:
    found, problems = read(b"a,b,c\n0,0,0\n1," + cell + b",1\n2,2,2\n3,3,3\n")
    assert [cells["a"] for _, cells in found] == ["0", "2", "3"]
    assert [problem.weight for problem in problems] == ["refused"]
    assert "1,000,000 characters" in problems[0].what


def test_a_cell_at_the_limit_is_taken() -> None:
    found, problems = read(b"a,b\n1," + b"x" * LONGEST_FIELD + b"\n")
    assert (len(found[0][1]["b"]), problems) == (LONGEST_FIELD, [])


class Endless(io.TextIOBase):
    """A file that never ends: whoever reads ahead without measure does not come back."""

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        return "a,b\n"


def test_rows_come_before_the_file_has_ended() -> None:
    first = list(islice(from_text_stream(Endless(), "endless"), 3))  # type: ignore[arg-type]
    assert [item[0] for item in first if not isinstance(item, Problem)] == [2, 3, 4]


# For all files


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader(data: bytes) -> None:
    try:
        for item in from_byte_stream(io.BytesIO(data), "any"):
            assert str(item) if isinstance(item, Problem) else item[0] >= 2
    except Trouble as trouble:
        assert trouble.problem.do


@given(st.text(alphabet='a,"\n\r;é\x00 ', max_size=80))
def test_no_order_of_commas_quotes_and_line_ends_breaks_the_reader(text: str) -> None:
    try:
        list(from_text_stream(io.StringIO(text, newline=""), "any"))
    except Trouble as trouble:
        assert trouble.problem.what


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_comes_out_the_same(table: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([["a", "b", "c"], *table])
    found, problems = read(file.getvalue().encode())
    filled = [(n, cells) for n, cells in enumerate(table, 2) if any(map(str.strip, cells))]
    assert [(n, list(cells.values())) for n, cells in found] == filled
    assert problems == []
