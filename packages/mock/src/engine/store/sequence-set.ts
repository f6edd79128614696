const bitsPerWord = 32;
const wordsPerPage = 1024;
const numbersPerPage = bitsPerWord * wordsPerPage;

interface Page {
  readonly words: Uint32Array;
  /** The number of set bits. */
  count: number;
}

/**
 * A set of whole numbers from 0, at one bit each if they are dense, as sequences are.
 *
 * @example
 * const set = new SequenceSet();
 * set.add(7);
 * set.has(7); // true
 * set.highest(); // 7
 */
export class SequenceSet {
  readonly #pages = new Map<number, Page>();

  has(value: number): boolean {
    const page = this.#pages.get(Math.floor(value / numbersPerPage));
    return page !== undefined && ((page.words[wordOf(value)] ?? 0) & maskOf(value)) !== 0;
  }

  add(value: number): void {
    if (this.has(value)) return;
    const number = Math.floor(value / numbersPerPage);
    let page = this.#pages.get(number);
    if (!page) this.#pages.set(number, (page = { words: new Uint32Array(wordsPerPage), count: 0 }));
    flip(page, value);
    page.count++;
  }

  delete(value: number): void {
    if (!this.has(value)) return;
    const number = Math.floor(value / numbersPerPage);
    const page = this.#pages.get(number);
    if (!page) return;
    flip(page, value);
    if (--page.count === 0) this.#pages.delete(number);
  }

  /** The greatest number in the set, 0 if it is empty. */
  highest(): number {
    if (this.#pages.size === 0) return 0;
    const page = [...this.#pages.keys()].reduce((left, right) => Math.max(left, right));
    let value = (page + 1) * numbersPerPage - 1;
    while (!this.has(value)) value--;
    return value;
  }
}

const wordOf = (value: number): number => Math.floor((value % numbersPerPage) / bitsPerWord);

const maskOf = (value: number): number => 1 << (value % bitsPerWord);

const flip = ({ words }: Page, value: number): void => {
  words[wordOf(value)] = (words[wordOf(value)] ?? 0) ^ maskOf(value);
};
