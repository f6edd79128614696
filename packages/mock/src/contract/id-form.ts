import type { SchemaObject } from "@task-contracts/openapi-model";

/** The kinds of ids. */
export interface IdSource {
  /** 24 hex digits, of which the first 8 are the time in seconds. Ids of one process ascend. */
  readonly objectId: (time: number) => string;
  /** A text of a number of characters from an alphabet. */
  readonly text: (length: number, alphabet: string) => string;
}

/** What an id is created from. */
export interface NewId {
  readonly ids: IdSource;
  /** By the clock of the account, in milliseconds since 1970. */
  readonly time: number;
  /** Of the task; unique. */
  readonly sequence: number;
}

/** Creates ids in the format of an API. */
export type IdForm = (where: NewId) => string | number;

const digits = "0123456789";
const hex = "0123456789abcdef";
const lower = "abcdefghijklmnopqrstuvwxyz";

export const lettersAndDigits = `${lower.toUpperCase()}${lower}${digits}`;

/** The default. */
const usual: IdForm = ({ ids }) => ids.text(24, lettersAndDigits);

const uuid: IdForm = ({ ids }) => {
  const text = (length: number): string => ids.text(length, hex);
  return `${text(8)}-${text(4)}-4${text(3)}-${ids.text(1, "89ab")}${text(3)}-${text(12)}`;
};

const isUuid = (text: string): boolean => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);

/**
 * Infers the format of ids from the schemas of an id: from its type, its format and its example.
 *
 * @example
 * idFormOf([{ type: "string", example: "mod_8fk2LxQ0" }])({ ids, time, sequence }); // "mod_Zr71bTqe"
 */
export const idFormOf = (schemas: readonly SchemaObject[]): IdForm => {
  const types = new Set(schemas.flatMap(({ type = [] }) => type));
  if (types.has("integer") && !types.has("string")) return ({ sequence }) => sequence;
  if (schemas.some(({ format }) => format === "uuid")) return uuid;
  const [example] = schemas.flatMap(({ example: one, examples = [] }) =>
    [one, ...(examples as unknown[])].filter((it) => typeof it === "string"),
  );
  return example === undefined ? usual : formOfExample(example);
};

const formOfExample = (example: string): IdForm => {
  if (isUuid(example)) return uuid;
  if (/^[\da-f]{24}$/.test(example)) return ({ ids, time }) => ids.objectId(time);
  const [, prefix = "", rest = ""] = /^([a-z]+[_-]|)(.*)$/i.exec(example) ?? [];
  if (!/^[\da-z]+$/i.test(rest)) return usual;
  if (/^\d+$/.test(rest)) return ({ sequence }) => prefix + String(sequence).padStart(rest.length, "0");
  const alphabet = alphabetOf(rest);
  const length = Math.max(rest.length, Math.ceil(LEAST_BITS / Math.log2(alphabet.length)));
  return ({ ids }) => prefix + ids.text(length, alphabet);
};

/** Examples may be so short that ids would soon collide. */
const LEAST_BITS = 48;

const alphabetOf = (text: string): string => {
  if (/^[\da-f]+$/.test(text)) return hex;
  return /^[\da-z]+$/.test(text) ? lower + digits : lettersAndDigits;
};
