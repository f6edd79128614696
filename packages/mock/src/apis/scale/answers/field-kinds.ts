import type { Random } from "./random.ts";
import {
  cities,
  colors,
  companies,
  countries,
  familyNames,
  givenNames,
  products,
  streets,
  titles,
} from "./words.ts";

/** A common kind of field. */
interface FieldKind {
  /** Matches the names and descriptions of such fields, in lower case with single spaces. */
  readonly sign: RegExp;
  readonly make: (random: Random) => string;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** Below `.example`, which RFC 2606 reserves. */
const domain = (random: Random): string => `${random.pick(familyNames).toLowerCase()}.example`;

const person = (random: Random): string => `${random.pick(givenNames)} ${random.pick(familyNames)}`;

const day = (random: Random): string =>
  `2026-${twoDigits(random.integer(1, 12))}-${twoDigits(random.integer(1, 28))}`;

const clock = (random: Random, from: number, to: number): string =>
  `${twoDigits(random.integer(from, to))}:${random.pick(["00", "15", "30", "45"])}`;

/** The first match is used, so more specific words come first: "e-mail address" is not an address. */
export const fieldKinds: readonly FieldKind[] = [
  {
    sign: /\be ?mails?\b/,
    make: (random) => `${random.pick(givenNames).toLowerCase()}@${domain(random)}`,
  },
  {
    sign: /\b(urls?|links?|web ?sites?|home ?page|web address)\b/,
    make: (random) => `https://www.${domain(random)}/${random.pick(products).replaceAll(" ", "-")}`,
  },
  {
    // Numbers from 555-0100 to 555-0199 are reserved for fiction.
    sign: /\b(phones?|telephone|mobile|fax|tel)\b/,
    make: (random) => `+1 202 555 01${twoDigits(random.integer(0, 99))}`,
  },
  {
    sign: /\b(percent|percentage|discount)\b/,
    make: (random) => `${random.integer(1, 99)}%`,
  },
  {
    sign: /\b(prices?|costs?|(sub ?)?totals?|sum|amount|fees?|fare|tax|vat|salary|balance)\b/,
    make: (random) =>
      `${random.integer(1, 199)}.${twoDigits(random.integer(0, 99))} ${random.pick(["EUR", "USD", "GBP"])}`,
  },
  { sign: /\bcurrency\b/, make: (random) => random.pick(["EUR", "USD", "GBP"]) },
  {
    sign: /\b(hours|opening)\b/,
    make: (random) => `${clock(random, 7, 10)} to ${clock(random, 16, 20)}`,
  },
  { sign: /\b(dates?|birthday|deadline|published|expires|expiry)\b/, make: day },
  { sign: /\byear\b/, make: (random) => String(random.integer(1990, 2026)) },
  { sign: /\btime\b/, make: (random) => clock(random, 0, 23) },
  { sign: /\b(zip|post ?code|postal code)\b/, make: (random) => String(random.integer(10_000, 99_999)) },
  {
    sign: /\b(address|street|location|headquarters)\b/,
    make: (random) => `${random.integer(1, 180)} ${random.pick(streets)}, ${random.pick(cities)}`,
  },
  { sign: /\b(city|town)\b/, make: (random) => random.pick(cities) },
  { sign: /\bcountry\b/, make: (random) => random.pick(countries) },
  { sign: /\bcolou?rs?\b/, make: (random) => random.pick(colors) },
  { sign: /\b(titles?|headlines?|headings?|subject)\b/, make: (random) => random.pick(titles) },
  {
    sign: /\b(numbers?|counts?|quantity|qty|how many|age|rank|rating|score|reviews)\b/,
    make: (random) => String(random.integer(1, 500)),
  },
  {
    sign: /\b(company|employer|organi[sz]ation|business|brand|publisher|manufacturer|vendor|merchant|store|shop)\b/,
    make: (random) => random.pick(companies),
  },
  { sign: /\b(products?|items?|articles?|model)\b/, make: (random) => random.pick(products) },
  { sign: /\b(names?|authors?|owner|person|contact|ceo|founder|customer|artist|director)\b/, make: person },
  { sign: /^ ?(is|are|has|have|does|do|can|whether)\b/, make: (random) => random.pick(["yes", "no"]) },
];
