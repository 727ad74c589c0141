/** The words of the thesaurus, folded and weighed: the twin of `vocabulary.py`. */

import { folder } from "./fold.js";
import { segmenter } from "./segment.js";
import { Alike } from "./similar.js";

/**
 * One language as `Lexis.line` has it. weights: thousandths. phrases, alarms: the number of
 * a concept, then the numbers of the phrase's different words.
 *
 * @typedef {object} Stored
 * @property {string} tag
 * @property {string[]} words
 * @property {number[]} weights
 * @property {[number, ...number[]][]} phrases
 * @property {[number, ...number[]][]} alarms
 * @property {Record<string, [string, string]>} labels
 */

/** @typedef {import("./similar.js").Comparing} Comparing */
/** @typedef {Map<string, Lexis>} Vocabulary every language's lexis by its tag, in order */

/**
 * @param {import("./tables.js").Tables} tables
 * @returns {(text: string) => string[]} the different words of any text, in order; a word said
 *   twice is one more word
 */
export function splitter(tables) {
  const fold = folder(tables);
  const { words } = segmenter(tables);
  return (text) => {
    const found = words(fold(text));
    const twice = found
      .slice(1)
      .filter((word, i) => word === found[i])
      .map((word) => word + word);
    return [...new Set([...found, ...twice])];
  };
}

/**
 * An element of a list that is known to be there.
 *
 * @template T
 * @param {ArrayLike<T>} list
 * @param {number} i
 */
export function at(list, i) {
  return /** @type {T} */ (list[i]);
}

/** One language. What is derived from what is stored is made when it is first asked for. */
export class Lexis {
  /**
   * @param {Stored} stored
   * @param {Comparing} compare
   */
  constructor(stored, compare) {
    const { words, phrases, alarms } = stored;
    this.tag = stored.tag;
    this.words = words;
    this.weights = stored.weights;
    this.phrases = phrases;
    this.alarms = alarms;
    this.labels = stored.labels;
    /** Each word's number. */
    this.numbers = once(() => new Map(words.map((word, no) => [word, no])));
    /** For each word the numbers of its phrases, and of its alarms. */
    this.byWord = once(() => byWord(phrases, words.length));
    this.alarmsByWord = once(() => byWord(alarms, words.length));
    /** The weight of each whole phrase. */
    this.totals = once(() => phrases.map((phrase) => this.total(phrase)));
    /** For each word how far it speaks of each concept, from 0 to 1. */
    this.meant = once(() => this.meaning());
    this.alike = once(() => new Alike(words, compare));
  }

  /** @param {[number, ...number[]]} phrase */
  total([, ...numbers]) {
    return numbers.reduce((sum, no) => sum + at(this.weights, no), 0);
  }

  meaning() {
    /** @type {Map<number, number>[]} */
    const found = this.words.map(() => new Map());
    this.phrases.forEach(([concept, ...numbers], i) => {
      for (const no of numbers) {
        const row = at(found, no);
        const rest = 1 - at(this.weights, no) / at(this.totals(), i);
        row.set(concept, (row.get(concept) ?? 1) * rest);
      }
    });
    for (const row of found)
      for (const [concept, rest] of row) row.set(concept, 1 - rest);
    return found;
  }
}

/**
 * @param {[number, ...number[]][]} phrases
 * @param {number} count
 */
function byWord(phrases, count) {
  /** @type {number[][]} */
  const found = Array.from({ length: count }, () => []);
  phrases.forEach(([, ...numbers], i) => {
    for (const no of numbers) at(found, no).push(i);
  });
  return found;
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

/**
 * @param {string} text the file of an index, one language a line
 * @param {Comparing} compare
 * @returns {Vocabulary}
 */
export function vocabulary(text, compare) {
  const lines = text.split("\n").filter(Boolean);
  const found = lines.map((line) => new Lexis(JSON.parse(line), compare));
  return new Map(found.map((lexis) => [lexis.tag, lexis]));
}
