/** Single edits between two words; Python has them from rapidfuzz. */

/**
 * Letters, counted as Python counts them: a pair of surrogates is one.
 *
 * @param {string} word
 */
export function length(word) {
  let count = word.length;
  for (let i = 0; i < word.length; i++)
    if ((word.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}

/**
 * Single edits between two words; a swap of neighbours is one. Beyond most: most + 1.
 *
 * @param {string} typed
 * @param {string} known
 * @param {number} most
 */
export function distance(typed, known, most) {
  const [from, to, far] = [[...typed], [...known], most + 1];
  if (Math.abs(from.length - to.length) > most) return far;
  /** @type {number[][]} */
  const rows = [Array.from({ length: most + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const row = i <= most ? [i] : [];
    // What lies further from the diagonal is too far in any case, and left out.
    const end = Math.min(to.length, i + most);
    for (let j = Math.max(1, i - most); j <= end; j++) {
      const put = (rows[i - 1]?.[j] ?? far) + 1;
      const left = (row[j - 1] ?? far) + 1;
      const kept = from[i - 1] === to[j - 1] ? 0 : 1;
      const changed = (rows[i - 1]?.[j - 1] ?? far) + kept;
      const cross = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = cross ? (rows[i - 2]?.[j - 2] ?? far) + 1 : far;
      row[j] = Math.min(put, left, changed, swapped, far);
    }
    rows.push(row);
  }
  return rows[from.length]?.[to.length] ?? far;
}
