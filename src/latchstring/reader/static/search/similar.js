/** Which known words a typed word may be: the twin of `similar.py`, which explains it. */

import { distance, length } from "./edits.js";

/** @typedef {import("./weights.js").Similar} Weights */

/**
 * @typedef {object} Comparing
 * @property {Weights} weights
 * @property {(word: string) => string} letters Korean in single letters
 * @property {(word: string) => string[]} grams the pieces of a word, each once, in order
 * @property {(word: string) => number} allowed how many edits a word of that length forgives
 * @property {(typed: string, known: string, shared: number, pieces: [number, number]) => number}
 *   likeness from 0 to 1, of two different words
 */

/**
 * @param {Weights} weights
 * @returns {Comparing}
 */
export function comparing(weights) {
  const [first, last] = weights.hangul;

  /** @param {string} word */
  const isWide = (word) => word.charAt(0) >= weights.wide;

  /** @param {string} word */
  const size = (word) => (isWide(word) ? weights.wide_piece : weights.piece);

  /** @param {string} word */
  const short = (word) => (isWide(word) ? weights.wide_short : weights.short);

  /** @param {string} word */
  function letters(word) {
    const syllable = word.charAt(0);
    return first <= syllable && syllable <= last ? word.normalize("NFD") : word;
  }

  /** @param {string} word */
  function grams(word) {
    const marked = ["_", ...word, "_"];
    const found = new Set();
    for (let end = size(word); end <= marked.length; end++)
      found.add(marked.slice(end - size(word), end).join(""));
    return [...found];
  }

  /** @param {string} word */
  function allowed(word) {
    const count = length(word);
    return count < short(word) ? 0 : count < weights.long ? 1 : 2;
  }

  /** @type {(typed: string, known: string) => boolean} */
  function isStem(typed, known) {
    const ordered = length(typed) <= length(known);
    const [less, more] = ordered ? [typed, known] : [known, typed];
    if (length(less) < short(less)) return false;
    return length(less) * 2 >= length(more) && more.includes(less);
  }

  /** @type {Comparing["likeness"]} */
  function likeness(typed, known, shared, pieces) {
    let best = (2 * shared) / (pieces[0] + pieces[1]);
    const most = Math.min(allowed(typed), allowed(known));
    if (most && shared >= Math.max(...pieces) - most * (size(typed) + 1)) {
      const away = distance(typed, known, most);
      if (away <= most) best = Math.max(best, weights.edited[away] ?? 0);
    }
    if (shared >= Math.min(...pieces) - 2 && isStem(typed, known))
      best = Math.max(best, weights.stem);
    return best;
  }

  return { weights, letters, grams, allowed, likeness };
}

/** A list of known words, ready to be asked which of them a typed word may be. */
export class Alike {
  /**
   * @param {string[]} words
   * @param {Comparing} compare
   */
  constructor(words, compare) {
    this.compare = compare;
    this.words = words.map(compare.letters);
    /** @type {Map<string, number[]>} */
    this.byPiece = new Map();
    this.pieces = this.words.map((word, no) => this.enter(word, no));
  }

  /**
   * @param {string} word
   * @param {number} no
   */
  enter(word, no) {
    const pieces = this.compare.grams(word);
    for (const piece of pieces) {
      const list = this.byPiece.get(piece);
      if (list) list.push(no);
      else this.byPiece.set(piece, [no]);
    }
    return pieces.length;
  }

  /**
   * Numbers of the words that are alike, in order, and how alike (below 1).
   *
   * @param {string} asked
   * @returns {[number, number][]}
   */
  find(asked) {
    const { weights, likeness } = this.compare;
    const typed = this.compare.letters(asked);
    const pieces = this.compare.grams(typed);
    /** @type {[number, number][]} */
    const found = [];
    for (const [no, both] of this.sharing(pieces)) {
      const known = this.words[no] ?? "";
      const count = this.pieces[no] ?? 0;
      if (both * weights.part < Math.min(pieces.length, count)) continue;
      if (known === typed) continue;
      const alike = likeness(typed, known, both, [pieces.length, count]);
      if (alike >= weights.least)
        found.push([no, Math.min(alike, weights.most)]);
    }
    return found.sort(([one], [other]) => one - other);
  }

  /**
   * How many of the pieces each word has that has any.
   *
   * @param {string[]} pieces
   */
  sharing(pieces) {
    /** @type {Map<number, number>} */
    const shared = new Map();
    for (const piece of pieces)
      for (const no of this.byPiece.get(piece) ?? [])
        shared.set(no, (shared.get(no) ?? 0) + 1);
    return shared;
  }
}
