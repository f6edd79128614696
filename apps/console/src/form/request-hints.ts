import { type FormSchema, isObject, type JsonObject, typesOf } from "./schema.ts";

/** What the request of a task says about the response to it. No API is known here: the names of properties are. */

/** The parts of a task in which its request may be: itself, and objects in it such as `params`. */
const partsOf = (task: JsonObject): JsonObject[] => [task, ...Object.values(task).filter(isObject)];

const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")
    ? value
    : undefined;

/** `category` is chosen from `categories`, `choice` from `choices`. */
const pluralsOf = (name: string): string[] => [
  `${name}s`,
  `${name}es`,
  name.replace(/y$/, "ies"),
  `${name}_options`,
];

/**
 * The values among which the request asks to choose.
 *
 * @example
 * choicesOf({ params: { categories: ["big", "small"] } }, "category"); // ["big", "small"]
 */
export const choicesOf = (task: JsonObject, name: string): readonly string[] | undefined =>
  partsOf(task)
    .flatMap((part) => pluralsOf(name).map((plural) => (plural === name ? undefined : texts(part[plural]))))
    .find((found) => found !== undefined);

/**
 * The ids of choices, by the choice.
 *
 * @example
 * idsOf({ params: { category_ids: { "17": "big" } } }, "category").get("big"); // "17"
 */
export const idsOf = (task: JsonObject, name: string): ReadonlyMap<string, string> | undefined => {
  const ids = partsOf(task)
    .map((part) => part[`${name}_ids`])
    .find(isObject);
  return ids && new Map(Object.entries(ids).map(([id, choice]) => [String(choice), id]));
};

/** Whether the request lets several be chosen. */
export const allowsSeveral = (task: JsonObject): boolean =>
  partsOf(task).some((part) => part["allow_multiple"] === true || part["multiple"] === true);

/**
 * What the request asks for by name, and how it explains it.
 *
 * @example
 * fieldsOf({ params: { fields: { total: "The sum" } } }, "fields"); // { total: "The sum" }
 */
export const fieldsOf = (task: JsonObject, name: string): Readonly<Record<string, string>> | undefined => {
  const names = name === "rows" ? ["row_fields", name] : [name];
  for (const part of partsOf(task))
    for (const each of names) {
      const asked = part[each];
      if (isObject(asked) && Object.values(asked).every((text) => typeof text === "string"))
        return asked as Record<string, string>;
    }
  return undefined;
};

/** How boxes are drawn: on which image, with which labels, and how large they have to be. */
export interface BoxHints {
  readonly image: string | undefined;
  readonly labels: readonly string[];
  readonly minWidth: number;
  readonly minHeight: number;
}

const sides = {
  left: ["left", "x"],
  top: ["top", "y"],
  width: ["width", "w"],
  height: ["height", "h"],
} as const;

/** The names that a box has for its sides. Undefined if a schema does not describe boxes. */
export type SideNames = Readonly<Record<keyof typeof sides, string>>;

export const boxSides = ({ items }: FormSchema): SideNames | undefined => {
  const { properties = {} } = items ?? {};
  const found = Object.entries(sides).map(([side, names]) => [
    side,
    names.find((name) => isNumber(properties[name])),
  ]);
  return found.every(([, name]) => name !== undefined) ? (Object.fromEntries(found) as SideNames) : undefined;
};

const isNumber = (schema: FormSchema | undefined): boolean =>
  schema !== undefined && typesOf(schema).some((type) => type === "integer" || type === "number");

export const boxHintsOf = (task: JsonObject): BoxHints => {
  const parts = partsOf(task);
  const find = <T>(read: (part: JsonObject) => T | undefined): T | undefined =>
    parts.map(read).find((found) => found !== undefined);
  const withLabels =
    find((part) => (typeof part["with_labels"] === "boolean" ? part["with_labels"] : undefined)) ?? true;
  const labels =
    find((part) => texts(part["objects_to_annotate"]) ?? texts(part["labels"]) ?? texts(part["classes"])) ??
    [];
  const least = (side: string): number =>
    Number(find((part) => (typeof part[`min_${side}`] === "number" ? part[`min_${side}`] : undefined)) ?? 0);
  return {
    image: find(imageIn),
    labels: withLabels ? labels : [],
    minWidth: least("width"),
    minHeight: least("height"),
  };
};

const imageIn = (part: JsonObject): string | undefined => {
  const [, url] =
    Object.entries(part).find(
      ([name, value]) =>
        typeof value === "string" &&
        /^(?:https?:|data:image\/)/.test(value) &&
        /image|attachment|photo|picture|file|media/i.test(name) &&
        !/callback|webhook/i.test(name),
    ) ?? [];
  return url as string | undefined;
};

/** The recording that a transcript is of. */
export const audioOf = (task: JsonObject): string | undefined => partsOf(task).map(audioIn).find(Boolean);

const audioIn = (part: JsonObject): string | undefined => {
  const [, url] =
    Object.entries(part).find(
      ([name, value]) =>
        typeof value === "string" &&
        /^(?:https?:|data:audio\/)/.test(value) &&
        /audio|attachment|recording|media/i.test(name),
    ) ?? [];
  return url as string | undefined;
};
