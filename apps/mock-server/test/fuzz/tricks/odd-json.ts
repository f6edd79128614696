/** Texts that stand for a value in JSON, or try to. */
export const ODD_JSON: readonly string[] = [
  // Numbers.
  "1e400",
  "-1e400",
  "-0",
  "1E-400",
  "9007199254740993",
  "1e2",
  "0x10",
  "01",
  "NaN",
  "Infinity",
  "+1",
  ".5",
  `0.${"9".repeat(2000)}`,
  "9".repeat(400),
  '"1e3"',
  '"0x10"',
  '"9007199254740993"',
  '"1e400"',
  '"-0"',
  '"NaN"',
  '" 7 "',
  '"٣"',
  // Texts.
  String.raw`"\ud800"`,
  String.raw`"\udc00\ud800"`,
  String.raw`"\u0000"`,
  '"\u0000"',
  '"\u202etxt.exe"',
  '"👩‍👩‍👧‍👦🏳️‍🌈"',
  `"${"e\u0301".repeat(500)}"`,
  `"${"x".repeat(100_000)}"`,
  '"\n"',
  String.raw`"\x41"`,
  "'x'",
  '"',
  String.raw`"\u00"`,
  '"__proto__"',
  '"constructor"',
  '"<script>"',
  String.raw`"a\r\nb: c"`,
  '"http://a:99999/"',
  '"http://[/"',
  '"javascript:alert(1)"',
  '"http://\u0000/"',
  '"//x"',
  '"http://127.0.0.1:9/\ud83d"',
  '"9999-12-31T23:59:60Z"',
  '"${7*7}{{7*7}}"',
  // Objects and arrays.
  '{"__proto__":{"polluted":1}}',
  String.raw`{"__\u0070roto__":{"polluted":1}}`,
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3,"then":4,"toJSON":5}',
  '{"a":1,"a":2}',
  '{"":{"":""}}',
  '{"length":1e9}',
  '{"0":"a","1":"b"}',
  `[${"1,".repeat(5000)}1]`,
  `${"[".repeat(30)}${"]".repeat(30)}`,
  `${"[".repeat(33)}${"]".repeat(33)}`,
  `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  '{"a":'.repeat(100_000),
  "[".repeat(100_000),
  "[1,]",
  "{,}",
  '{"a"}',
  "[null]",
  "[[],[]]",
  "{}",
  "[]",
  "null",
  "true",
  "undefined",
  "",
];

/** Goes through JSON as it is. */
const MARK = "\u{f0000}";

/** All places in a value, by their paths. */
const places = (value: unknown, path: readonly string[] = []): (readonly string[])[] => [
  path,
  ...(typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))
    : []),
];

const marked = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return MARK;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = marked(copy[key], rest);
  return copy;
};

/**
 * Writes a value as JSON with something else in one place of it.
 *
 * @example
 * withOddJson({ a: [1] }, 2, "1e400"); // '{"a":[1e400]}'
 */
export const withOddJson = (value: unknown, choice: number, text: string): string => {
  const all = places(value);
  return JSON.stringify(marked(value, all[choice % all.length] ?? [])).replace(`"${MARK}"`, () => text);
};

/**
 * Writes an object as JSON, in which one name comes twice.
 *
 * @example
 * withTwice({ a: 1 }, 0, "null"); // '{"a":1,"a":null}'
 */
export const withTwice = (value: object, choice: number, text: string): string => {
  const names = Object.keys(value);
  const name = names[choice % names.length] ?? "a";
  return `${JSON.stringify(value).slice(0, -1)}${names.length > 0 ? "," : ""}${JSON.stringify(name)}:${text}}`;
};
