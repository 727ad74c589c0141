"""The Tantivy index of an edition: how it is opened and asked.

No text of a reader is parsed by Tantivy: queries are built from our own words.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from math import log
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from latchstring.search import marks, subjects
from latchstring.search.lexicon import Lexicon
from latchstring.search.question import Question
from latchstring.search.segment import pieces
from latchstring.search.shapes import Filters
from latchstring.search.vocabulary import Vocabulary

VOCABULARY = "vocabulary.ndjson"
"""The words of the thesaurus as they were when the index was made, one language a line."""
SMALL = 50_000
"""Services up to which pieces of all words are kept and looked up. In larger directories they would
cost more than all the rest: there names alone have them, for words that no service has."""
FEW = 3
"""Services that a rare word may have."""
RARE = 12.0
"""How much more a rare word weighs that stands alone; half of it for each of two, and so on."""
NAMED = 60.0
"""What a service is worth whose whole name, or that of its organization, was typed."""
SLIPS = 4
"""Such words of one query."""
LEXICON = "lexicon.ndjson"
"""What was learnt from the installation's own translations, one language a line."""
Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


class Index:
    """An index that is open for reading. Safe to share between threads, and never changes."""

    def __init__(
        self, index: tantivy.Index, vocabulary: Vocabulary, lexicon: Lexicon | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon or Lexicon()
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Open an index where nothing can be written.

        Tantivy wants a lock file beside the index. It gets a private folder of links, in memory
        where the system has such a place, that is gone again when this returns: the files
        themselves stay open.
        """
        shm = Path("/dev/shm")  # noqa: S108
        beside = tempfile.mkdtemp(prefix="latchstring-", dir=shm if shm.is_dir() else None)
        try:
            for path in folder.resolve().iterdir():
                (Path(beside) / path.name).symlink_to(path)
            index = tantivy.Index.open(beside)
            index.config_reader("manual")
            vocabulary = Vocabulary.read(folder / VOCABULARY)
            return cls(index, vocabulary, Lexicon.read(folder / LEXICON))
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    @property
    def services(self) -> int:
        """How many services the index holds."""
        return int(self._searcher.num_docs)

    @property
    def segments(self) -> int:
        """How many parts Tantivy made of it."""
        return int(self._searcher.num_segments)

    def has(self, word: str) -> bool:
        """True when a service has the folded word."""
        return self._having("words", word) > 0

    def candidates(
        self, asked: Question, limit: int, filters: Filters, box: Box | None = None
    ) -> list[tuple[int, float]]:
        """Numbers and text scores of the best services, best first, equal ones by number.

        A service matches when it shares a word or a piece of one, has all that the filters ask,
        and, with a box, a place in it.
        """
        if not asked or limit < 1:
            return []
        query = self._query(asked, filters, box)
        found = self._searcher.search(query, limit, count=False).hits
        numbers = self._searcher.fast_field_values("no", [address for _, address in found])
        rows = [
            (int(no or 0), round(float(hit[0]), 4)) for no, hit in zip(numbers, found, strict=True)
        ]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def _query(self, asked: Question, filters: Filters, box: Box | None) -> Query:
        # Tantivy skips what cannot come among the best only in a flat list of plain terms.
        wanted = Query.boolean_query([(Occur.Should, q) for q in self._wanted(asked)])
        must = list(self._must(filters, box))
        return Query.boolean_query([(Occur.Must, q) for q in (wanted, *must)]) if must else wanted

    def _wanted(self, asked: Question) -> Iterator[Query]:
        yield from self._terms("words", self._words(asked))
        yield from self._terms("pieces", self._pieces(asked))
        yield from self._concepts(asked.concepts)
        yield from self._named(asked.name)

    def _words(self, asked: Question) -> dict[str, float]:
        """Whoever types a word or two that hardly any service has, means that service."""
        rare = max(1.0, RARE / len(asked.words)) if asked.words else 1.0
        return {
            word: weight * (rare if 0 < self._having("words", word) <= FEW else 1.0)
            for word, weight in asked.words.items()
        }

    def _having(self, field: str, term: str) -> int:
        return int(self._searcher.doc_freq(field, term))

    def _pieces(self, asked: Question) -> dict[str, float]:
        """In a large directory only those of words that nobody wrote: a slip in a name."""
        if self.services <= SMALL:
            return asked.pieces
        strange = [word for word in asked.words if not self.has(word)]
        return {piece: asked.words[word] for word in strange[:SLIPS] for piece in pieces(word)}

    def _must(self, filters: Filters, box: Box | None) -> Iterator[Query]:
        for mark in marks.asked(filters):
            yield _silent(Query.term_query(self._schema, "marks", mark, "basic"))
        if box is not None:
            south, west, north, east = box
            yield self._between("latitude", south, north)
            yield self._between("longitude", west, east)

    def _terms(self, field: str, weights: dict[str, float]) -> Iterator[Query]:
        for word, weight in weights.items():
            yield Query.boost_query(Query.term_query(self._schema, field, word, "freq"), weight)

    def _concepts(self, weights: dict[str, float]) -> Iterator[Query]:
        for mark, worth in subjects.asked(weights):
            having = self._having("concepts", mark)
            if having:
                # All services have equally many tokens in this field: a term weighs its rarity.
                term = Query.term_query(self._schema, "concepts", mark, "freq")
                yield Query.boost_query(term, worth / rarity(self.services, having))

    def _named(self, name: str) -> Iterator[Query]:
        mark = marks.name(name)
        having = self._having("marks", mark)
        if having:
            term = Query.term_query(self._schema, "marks", mark, "basic")
            yield Query.boost_query(term, NAMED / rarity(self.services, having))

    def _between(self, field: str, low: float, high: float) -> Query:
        kind = tantivy.FieldType.Float
        return _silent(Query.range_query(self._schema, field, kind, low, high))


def rarity(services: int, having: int) -> float:
    """What BM25 gives a term that so many of the services have (Robertson & Zaragoza 2009, with
    one added, as in Lucene and Tantivy)."""
    return log(1 + (services - having + 0.5) / (having + 0.5))


def _silent(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def schema() -> tantivy.Schema:
    """The fields of the index; the reading side and the writing side share them."""
    fields = tantivy.SchemaBuilder()
    fields.add_unsigned_field("no", fast=True)
    fields.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field("pieces", tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field("concepts", tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field("marks", tokenizer_name="raw", index_option="basic")
    fields.add_float_field("latitude", fast=True)
    fields.add_float_field("longitude", fast=True)
    return fields.build()
