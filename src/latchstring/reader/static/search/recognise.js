/** What is asked for, in whatever language it stands: the twin of `recognise.py`. */

import { Heard, raise } from "./meanings.js";
import { segmenter } from "./segment.js";
import { splitter } from "./vocabulary.js";

/** @typedef {import("./meanings.js").Concept} Concept */
/** @typedef {import("./meanings.js").Meaning} Meaning */
/** @typedef {import("./weights.js").Recognise} Weights */
/** @typedef {import("./vocabulary.js").Vocabulary} Vocabulary */

/**
 * What a text speaks of, strongest first.
 *
 * @typedef {object} Understood
 * @property {Meaning[]} meanings
 * @property {string[]} crises keys of dangers
 * @property {boolean} alarm they are more likely than not
 * @property {number} share how much of the text all meanings together explain
 * @property {string} tag the language that it most likely is in
 */

/**
 * @param {import("./tables.js").Tables} tables
 * @param {Weights} weights
 * @param {Concept[]} concepts in the order of `concepts.tsv`
 */
export function recogniser(tables, weights, concepts) {
  const split = splitter(tables);
  const rules = { weights, concepts, spaceless: segmenter(tables).spaceless };
  const keys = new Set(concepts.map((one) => one.key));
  const dangers = new Set(
    concepts.filter((one) => one.crisis).map((one) => one.key),
  );

  /**
   * @param {string} text
   * @param {Vocabulary} vocabulary
   * @param {string} hint the reader's language
   * @param {(word: string) => boolean} written whether a folded word stands in the records
   * @returns {Understood}
   */
  function recognise(text, vocabulary, hint, written = () => false) {
    const asked = split(text).slice(0, weights.words);
    const passed = new Set(asked.filter((word) => written(word)));
    const heard = [...vocabulary.values()].map(
      (lexis) => new Heard(asked, lexis, rules),
    );
    const most = Math.max(0, ...heard.map((one) => one.known.size)) || 1;
    /** @type {Map<string, Meaning>} */
    const best = new Map();
    /** @type {Map<string, number>} */
    const crises = new Map();
    for (const one of languages(heard, hint, weights.languages)) {
      one.widen(passed);
      const { foreign, unknown, knowing } = weights;
      const part = unknown + (knowing * one.known.size) / most;
      const trust = one.lexis.tag === hint ? 1 : foreign * part;
      for (const meaning of one.meanings(trust))
        if (meaning.strength > (best.get(meaning.key)?.strength ?? -1))
          best.set(meaning.key, meaning);
      for (const [key, sure] of one.alarms()) raise(crises, key, sure * trust);
    }
    return understood([...best.values()], crises, hint);
  }

  /**
   * @param {Meaning[]} found
   * @param {Map<string, number>} crises of alarms
   * @param {string} hint
   * @returns {Understood}
   */
  function understood(found, crises, hint) {
    const meanings = strongest(found);
    const [first] = meanings;
    const sure =
      first && dangers.has(first.key) && first.strength >= weights.danger;
    const alarm = crises.size > 0 || sure === true;
    for (const { key, strength } of alarming(found))
      if (!crises.has(key)) crises.set(key, strength);
    const share = Math.max(0, ...meanings.map((meaning) => meaning.share));
    const ordered = [...crises].sort(downwards).map(([key]) => key);
    return { meanings, crises: ordered, alarm, share, tag: first?.tag ?? hint };
  }

  /** @param {Meaning[]} found */
  function strongest(found) {
    const ordered = [...found].sort((one, other) =>
      downwards([one.key, one.strength], [other.key, other.strength]),
    );
    const [first] = ordered;
    const floor = Math.max(
      weights.least,
      weights.beside * (first?.strength ?? 0),
    );
    return ordered
      .slice(0, weights.most)
      .filter((one) => one.strength >= floor);
  }

  /**
   * The dangers that a text may speak of without one of their alarms.
   *
   * @param {Meaning[]} found
   */
  function alarming(found) {
    const most = Math.max(0, ...found.map((one) => one.strength));
    const crises = found.filter(
      (one) => dangers.has(one.key) && one.strength >= weights.alarming,
    );
    if (!crises.some((one) => one.strength >= weights.alarmed * most))
      return [];
    return crises.filter((one) => one.strength >= weights.also * most);
  }

  /**
   * The same text when the reader says what is meant: that concept, or with "" none of them.
   * Dangers stay.
   *
   * @param {Understood} before
   * @param {string} key
   * @returns {Understood}
   */
  function chosen(before, key) {
    const { tag } = before;
    const meanings = keys.has(key) ? [{ key, strength: 1, share: 1, tag }] : [];
    return { ...before, meanings, share: meanings.length };
  }

  return { recognise, chosen };
}

/**
 * Where to look: the reader's language, English, and those that know most of the words; all of
 * them when nobody knows a word.
 *
 * @param {Heard[]} heard
 * @param {string} hint
 * @param {number} count
 */
function languages(heard, hint, count) {
  const first = [hint, "en"].flatMap((tag) =>
    heard.filter((one) => one.lexis.tag === tag),
  );
  const others = heard
    .filter((one) => !first.includes(one))
    .sort((one, other) =>
      downwards(
        [one.lexis.tag, one.known.size],
        [other.lexis.tag, other.known.size],
      ),
    );
  const known = others.filter((one) => one.known.size);
  const nobody = !known.length && !first.some((one) => one.known.size);
  return new Set([...first, ...(nobody ? others : known.slice(0, count))]);
}

/**
 * By number, the highest first, then by name; names are ASCII.
 *
 * @param {[string, number]} one
 * @param {[string, number]} other
 */
function downwards([one, much], [other, more]) {
  return more - much || (one < other ? -1 : 1);
}
