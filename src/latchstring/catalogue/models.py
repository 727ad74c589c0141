"""The tables of the truth. Only `edit.commit` writes records, their words and their history."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from latchstring.core.shape import Document


class Library(models.Model):
    """A library that runs or shares this catalogue. Days and due dates follow its time zone."""

    name = models.CharField(max_length=200, unique=True)
    timezone = models.CharField(max_length=64, default="America/New_York")
    assure_days = models.PositiveIntegerField(default=180)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Where records come from, what may be done with them, and whether the library vetted it."""

    name = models.CharField(max_length=200, unique=True)
    licence = models.CharField(max_length=200, blank=True)
    vetted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Record(models.Model):
    """One organization, location, service or other HSDS object with all its children.

    document: canonical HSDS JSON, references by id (`core.shape.split`); secret values are not
    in it. keeping: what we know beyond HSDS, see `keeping.Keeping`. withheld: reasons why the
    public must not see it, one per line; empty means that it may be published.
    source_key: the id that the source itself uses, when it is not ours.
    head: hash of the last entry of its history. arrived: hash of what its source sent last.
    key: opens the place in the history of a location, where it stands only encrypted.
    """

    id = models.CharField(primary_key=True, max_length=36)
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=300)
    organization_id = models.CharField(max_length=36, db_index=True, blank=True)
    document_json = models.TextField()
    keeping_json = models.TextField(default="{}")
    language = models.CharField(max_length=35, default="en")
    library = models.ForeignKey(Library, on_delete=models.PROTECT)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True)
    source_key = models.CharField(max_length=300, blank=True)
    withheld = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    assured_on = models.DateField(null=True)
    assured_by = models.CharField(max_length=200, blank=True)
    assured_how = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True, db_index=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    arrived = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "name"], name="record_kind_name"),
            models.Index(
                fields=["kind"], condition=models.Q(confidential=True), name="record_confidential"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def document(self) -> Document:
        """The canonical HSDS document, parsed anew: change a copy and hand it to `edit`."""
        value: Document = json.loads(self.document_json)
        return value

    @property
    def reasons(self) -> list[str]:
        """Why it is withheld, as sentences without a full stop."""
        return [line for line in self.withheld.split("\n") if line]


class Words(models.Model):
    """One record's words in one language: path -> `core.text.Translation.as_list()`."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=35)
    texts_json = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "language"], name="words_once")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.language}"


class Secret(models.Model):
    """What must never be published of a record: kept apart, so that nothing can let it slip.

    In the history the same values stand only encrypted under `Record.key`.
    """

    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="secret")
    values_json = models.TextField()

    def __str__(self) -> str:
        return f"secret of {self.record_id}"


class Import(models.Model):
    """One import, from the first staged line to the last applied one."""

    name = models.CharField(max_length=300)
    format = models.CharField(max_length=20)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    library = models.ForeignKey(Library, on_delete=models.PROTECT)
    staged = models.CharField(max_length=300)
    staged_sha256 = models.CharField(max_length=64)
    lines = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default="applying")
    by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"import {self.pk} of {self.name} ({self.state})"


class Change(models.Model):
    """One entry of the history, append-only: what a record became, by whom, and why.

    after: zlib of the canonical JSON of the whole state (`history.py`); what stood before is
    the `after` of the entry before it. hash covers this entry and the hash before it.
    """

    record_id = models.CharField(max_length=36)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    run = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="changes")
    after = models.BinaryField()
    before_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record_id", "seq"], name="change_once")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} #{self.seq}: {self.what}"
