/** What a text speaks of in one language: the twin of half of `recognise.py`, which explains it. */

import { at } from "./vocabulary.js";

/** @typedef {import("./vocabulary.js").Lexis} Lexis */
/** @typedef {import("./weights.js").Recognise} Weights */
/** @typedef {{key: string, crisis: boolean}} Concept */
/** @typedef {{key: string, strength: number, share: number, tag: string}} Meaning */

/**
 * What is the same for every text. concepts: by their numbers; spaceless: whether a word is written
 * in a script without spaces.
 *
 * @typedef {object} Rules
 * @property {Weights} weights
 * @property {Concept[]} concepts
 * @property {(word: string) => boolean} spaceless
 */

/**
 * For a word of the lexis: how alike it is, and which word of the text it is like.
 *
 * @typedef {Map<number, [number, number]>} Found
 */

/** A text in the light of one language. */
export class Heard {
  /**
   * @param {string[]} asked
   * @param {Lexis} lexis
   * @param {Rules} rules
   */
  constructor(asked, lexis, rules) {
    this.asked = asked;
    this.lexis = lexis;
    this.rules = rules;
    /** @type {Found} */
    this.found = new Map();
    asked.forEach((word, i) => {
      const no = lexis.numbers().get(word);
      if (no !== undefined) this.found.set(no, [1, i]);
    });
    /** The words of the text that the language knows. */
    this.known = new Set([...this.found.values()].map(([, i]) => i));
  }

  /**
   * Finds slips and endings as well.
   *
   * @param {Set<string>} written words of the text that stand in the records
   */
  widen(written) {
    const { known, passed } = this.rules.weights;
    this.asked.forEach((word, i) => {
      const slip = written.has(word) ? passed : 1;
      const trust = this.known.has(i) ? known : slip;
      for (const [no, alike] of this.lexis.alike().find(word))
        if (alike * trust > (this.found.get(no)?.[0] ?? -1))
          this.found.set(no, [alike * trust, i]);
    });
    this.found = new Map([...this.found].sort(([a], [b]) => a - b));
  }

  /**
   * @param {number} trust how far the language counts
   * @returns {Meaning[]}
   */
  meanings(trust) {
    const { concepts, weights } = this.rules;
    const heavy = this.weigh();
    const whole = heavy.reduce((sum, weight) => sum + weight, 0);
    const shares = this.shares(heavy);
    const phrases = this.phrases(heavy);
    return ascending(shares.keys()).map((concept) => {
      const share = (shares.get(concept) ?? 0) / whole;
      const more = (weights.phrase * (phrases.get(concept) ?? 0)) / whole;
      const { key } = at(concepts, concept);
      const strength = (share + more) * trust;
      return { key, strength, share, tag: this.lexis.tag };
    });
  }

  /** What each word of the text weighs: as much as the known word that is most alike. */
  weigh() {
    const { joint, strange } = this.rules.weights;
    /** @type {[number, number][]} */
    const nearest = this.asked.map((word) => [
      0,
      this.rules.spaceless(word) ? joint : strange,
    ]);
    for (const [no, [alike, i]] of this.found) {
      const weight = at(this.lexis.weights, no);
      const [before, heavy] = at(nearest, i);
      if (alike > before || (alike === before && weight < heavy))
        nearest[i] = [alike, weight];
    }
    return nearest.map(([, weight]) => weight);
  }

  /**
   * For each concept how much of the text's weight speaks of it, word by word.
   *
   * @param {number[]} heavy
   */
  shares(heavy) {
    const count = this.asked.length;
    /** @type {Map<number, number>} by concept, then by word */
    const best = new Map();
    for (const [no, [alike, i]] of this.found)
      for (const [concept, meant] of at(this.lexis.meant(), no))
        raise(best, concept * count + i, alike * meant);
    const shares = new Map();
    for (const pair of ascending(best.keys())) {
      const much = at(heavy, pair % count) * (best.get(pair) ?? 0);
      add(shares, Math.floor(pair / count), much);
    }
    return shares;
  }

  /**
   * For each concept the weight of the words that together make most of one of its phrases.
   *
   * @param {number[]} heavy
   */
  phrases(heavy) {
    const { phrases, weights } = this.lexis;
    const [totals, words] = [this.lexis.totals(), this.lexis.byWord()];
    /** @type {Map<number, number>} */
    const there = new Map();
    /** @type {Map<number, Set<number>>} */
    const asked = new Map();
    for (const [no, [alike, i]] of this.found)
      for (const phrase of at(words, no)) {
        add(there, phrase, at(weights, no) * alike);
        asked.set(phrase, (asked.get(phrase) ?? new Set()).add(i));
      }
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const phrase of ascending(there.keys())) {
      const covered = (there.get(phrase) ?? 0) / at(totals, phrase);
      if (covered < this.rules.weights.covered) continue;
      const said = ascending(asked.get(phrase) ?? []);
      const whole = said.reduce((sum, i) => sum + at(heavy, i), 0);
      raise(best, at(phrases, phrase)[0], covered * covered * whole);
    }
    return best;
  }

  /**
   * Concepts of the alarms that are there, and how surely.
   *
   * @returns {[string, number][]}
   */
  alarms() {
    const words = this.lexis.alarmsByWord();
    /** @type {Map<number, number>} */
    const sure = new Map();
    for (const [no, [alike]] of this.found)
      if (alike >= this.rules.weights.sure) sure.set(no, alike);
    const near = new Set([...sure.keys()].flatMap((no) => at(words, no)));
    return ascending(near).flatMap((alarm) => {
      const [concept, ...numbers] = at(this.lexis.alarms, alarm);
      if (!numbers.every((no) => sure.has(no))) return [];
      const least = Math.min(...numbers.map((no) => sure.get(no) ?? 0));
      return [[at(this.rules.concepts, concept).key, least]];
    });
  }
}

/** @param {Iterable<number>} numbers */
function ascending(numbers) {
  return [...numbers].sort((one, other) => one - other);
}

/**
 * @template K
 * @param {Map<K, number>} map
 * @param {K} key
 * @param {number} much
 */
function add(map, key, much) {
  map.set(key, (map.get(key) ?? 0) + much);
}

/**
 * @template K
 * @param {Map<K, number>} map
 * @param {K} key
 * @param {number} much
 */
export function raise(map, key, much) {
  map.set(key, Math.max(map.get(key) ?? 0, much));
}
