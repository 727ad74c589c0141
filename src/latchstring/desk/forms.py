"""What the desk can edit of a service and of an organization: one list each."""

from __future__ import annotations

from latchstring.core.language import by_name, known, language
from latchstring.core.shape import Document
from latchstring.desk import week
from latchstring.desk.field import Field
from latchstring.desk.lines import Lines, says
from latchstring.desk.parts import Fields, Part
from latchstring.desk.rows import Rows

STATUS = (
    ("active", "Open: people can go there"),
    ("temporarily closed", "Closed for now"),
    ("inactive", "Not given at the moment (not shown to readers)"),
    ("defunct", "Ended for good (not shown to readers)"),
)
PHONE_KINDS = (
    ("", "Not said"),
    ("voice", "Voice"),
    ("text", "Text messages"),
    ("cell", "Mobile"),
    ("tty", "TTY for deaf people"),
    ("fax", "Fax"),
)
_NO_NAME = "Give it a name: it is what people look for."

PHONES = Rows(
    "phones",
    "Phones",
    (
        Field("number", "Number", missing="Write the number, or empty the whole row."),
        Field("extension", "Extension"),
        Field("type", "Kind", "choice", choices=PHONE_KINDS),
        Field("description", "What it is for"),
    ),
)
HOURS = Rows(
    "schedules",
    "Hours",
    (
        Field("byday", "Days", "days"),
        Field("opens_at", "Opens", "time"),
        Field("closes_at", "Closes", "time"),
        Field("description", "In words"),
    ),
    hint="One row for all days with the same hours. Write times like 9:30 am or 13:00.",
    fits=week.plain_week,
    judge=week.judge,
    tell=week.tell,
)
PRICES = Rows(
    "cost_options",
    "Prices",
    (
        Field("option", "For whom"),
        Field("amount", "Dollars (0 when free)", "amount"),
        Field("amount_description", "What for"),
    ),
    hint="Only if there are set prices.",
    spare=1,
)


def spoken(child: Document) -> str:
    """A language as a line: the source's own name, or the English one of its code."""
    name, code = says("name")(child), says("code")(child)
    if name and name != code:
        return name
    english: str = language(code).english if known(code) else code
    return english


def make_language(line: str) -> Document:
    """A language that somebody typed; one that nobody knows keeps the name as typed."""
    found = by_name(line)
    return {"name": line, "code": found.tag} if found else {"name": line}


LANGUAGES = Lines(
    "languages",
    "Languages spoken",
    spoken,
    make_language,
    "One language on each line, as in Spanish, Dari, Haitian Creole.",
)
DOCUMENTS = Lines(
    "required_documents",
    "What to bring",
    says("document"),
    lambda line: {"document": line},
    "One document on each line. Leave it empty when nothing is known.",
    corrects=True,
)

SERVICE: tuple[Part, ...] = (
    Fields(
        "What it is",
        (
            Field("name", "Name", missing=_NO_NAME, always=True),
            Field("alternate_name", "Other name"),
            Field("description", "What it does", "text"),
            Field("status", "Is it given now?", "choice", choices=STATUS),
            Field("alert", "Warning for readers", hint="Such as: closed this week. Empty it after."),
        ),
    ),
    Fields(
        "For whom and how",
        (
            Field("eligibility_description", "Who it is for", "text"),
            Field("application_process", "How to apply", "text"),
            Field("fees_description", "What it costs, in words", "text"),
            Field("interpretation_services", "Interpreters"),
        ),
    ),
    PRICES,
    LANGUAGES,
    DOCUMENTS,
    PHONES,
    HOURS,
    Fields("On the web", (Field("url", "Website", "web"), Field("email", "E-mail", "email"))),
)  # fmt: skip

ORGANIZATION: tuple[Part, ...] = (
    Fields(
        "What it is",
        (
            Field("name", "Name", missing=_NO_NAME, always=True),
            Field("alternate_name", "Other name"),
            Field("description", "What it does", "text", missing="Say in a sentence what it does."),
        ),
    ),
    PHONES,
    Fields(
        "On the web", (Field("website", "Website", "web"), Field("email", "E-mail", "email"))
    ),
)  # fmt: skip

FORMS: dict[str, tuple[Part, ...]] = {"service": SERVICE, "organization": ORGANIZATION}
