import type { Operation } from "@task-contracts/contracts";
import type { IHttpOperationConfig } from "@stoplight/prism-http";
import { DiagnosticSeverity } from "@stoplight/types";
import { nothingWrong } from "./diagnose.ts";
import { documentedStatus } from "./documented-status.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { Diagnostic } from "./prism.ts";
import { violation } from "./violation.ts";

type Headers = Readonly<Record<string, string>>;

/** Where a client can request an example: in the header, or in the query for clients that can set only the URL. */
export interface Wishes {
  readonly headers: Headers;
  readonly query: Readonly<Record<string, unknown>>;
}

/** The preferences about examples. All others are ignored, as RFC 7240 requires. */
const ours = ["code", "example", "dynamic"] as const;

/** The preferences of a `Prefer` header, by name. */
type Preferences = Readonly<Partial<Record<string, string>>>;

/** Prism's query parameters with the meaning of the header. */
const queryNames = { code: "__code", example: "__example", dynamic: "__dynamic" } as const;

/** Whether a query parameter is a preference. */
export const isPreference = (name: string): boolean =>
  name.startsWith("__") && ours.some((preference) => queryNames[preference] === name);

/** The header takes precedence. */
const preferencesOf = ({ headers: { prefer }, query }: Wishes): Preferences | undefined => {
  const isNamed = (name: (typeof ours)[number]): boolean => typeof query[queryNames[name]] === "string";
  // The usual case.
  if (prefer === undefined && !ours.some(isNamed)) return undefined;
  const named = ours.filter(isNamed);
  return {
    ...Object.fromEntries(named.map((name) => [name, String(query[queryNames[name]])])),
    ...(prefer !== undefined && parse(prefer)),
  };
};

/**
 * Whether the client requests a documented example instead of the engine's response.
 *
 * @example
 * prefersExample({ headers: { prefer: "code=404" }, query: {} }); // true
 * prefersExample({ headers: { prefer: "return=minimal" }, query: {} }); // false
 */
export const prefersExample = (wishes: Wishes): boolean => {
  const preferences = preferencesOf(wishes);
  return preferences !== undefined && ours.some((name) => preferences[name] !== undefined);
};

/** The defaults of Prism's example mock, which clients can override. */
export interface ExampleOptions {
  /** Whether values are generated from schemas, even if there are examples. */
  readonly dynamic?: boolean;
  /** Whether examples are ignored, and values are generated from schemas alone. */
  readonly ignoreExamples?: boolean;
  /** The seed of generated values: the same text generates the same values. */
  readonly seed?: string;
}

/**
 * Reads which of the documented responses the client requests from Prism's example mock.
 *
 * @example
 * readPreference({ headers: { prefer: "code=404, example=unknownTask" }, query: {} });
 * // { dynamic: false, code: 404, exampleKey: "unknownTask" }
 */
export const readPreference = (wishes: Wishes, options: ExampleOptions = {}): IHttpOperationConfig => {
  const { code, example, dynamic = String(options.dynamic ?? false) } = preferencesOf(wishes) ?? {};
  return {
    ...options,
    dynamic: dynamic === "" || dynamic === "true",
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { exampleKey: example }),
  };
};

/**
 * Writes the `Preference-Applied` header of a response that `Prefer` selected, or nothing.
 *
 * @example
 * writePreference({ dynamic: false, code: 404 }); // "code=404"
 */
export const writePreference = ({ code, exampleKey, dynamic }: IHttpOperationConfig): string =>
  [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(exampleKey === undefined ? [] : [`example=${exampleKey}`]),
    ...(dynamic ? ["dynamic=true"] : []),
  ].join(", ");

/**
 * Finds what is wrong with preferences, so that no one mistakes the standard response for the requested one. A value that
 * cannot be satisfied is an error. A misspelled name is a warning: servers must ignore unknown preferences.
 */
export const diagnosePreference = ({ responses }: Operation, wishes: Wishes): readonly Diagnostic[] => {
  const preferences = preferencesOf(wishes);
  if (preferences === undefined) return nothingWrong;
  const { code, dynamic } = preferences;
  const problems: string[] = [];
  const documented = Object.keys(responses);
  if (code !== undefined && !/^[2-5]\d\d$/.test(code)) {
    problems.push(`Prefer: code is "${code}", but must be an HTTP status such as 200.`);
  } else if (code !== undefined && documentedStatus(responses, Number(code)) === undefined) {
    problems.push(`Prefer: code is ${code}, but the contract documents only ${documented.join(", ")}.`);
  }
  if (dynamic !== undefined && !["", "true", "false"].includes(dynamic)) {
    problems.push(`Prefer: dynamic is "${dynamic}", but must be true or false.`);
  }
  return [
    ...problems.map((message) => violation(["header", "prefer"], "prefer", message)),
    ...Object.keys(preferences).flatMap(diagnoseName),
  ];
};

/** For APIs that ignore preferences, such as the control API: warns if there is one. */
export const diagnoseUselessPreference = (wishes: Wishes): readonly Diagnostic[] =>
  prefersExample(wishes)
    ? [
        warning(
          "Prefer was ignored: operations of the control API are always carried out, and have no examples to choose.",
        ),
      ]
    : nothingWrong;

const diagnoseName = (name: string): readonly Diagnostic[] => {
  const meant = isOurs(name) ? undefined : nearestName(name, ours);
  return meant === undefined
    ? nothingWrong
    : [warning(`Prefer: ${name} was ignored, since it is not known. Did you mean ${meant}?`)];
};

const warning = (message: string): Diagnostic =>
  violation(["header", "prefer"], "prefer", message, DiagnosticSeverity.Warning);

const isOurs = (name: string): boolean => ours.some((known) => known === name);

/** A separator, a name and perhaps a value, which is quoted or ends at the next separator. */
const preference = /([,;]|^)\s*([^\s,;="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;]*)))?/g;

/**
 * RFC 7240: names are case-insensitive, and only the first of a name counts. What follows a semicolon is a parameter of
 * the preference before it, except after one of ours: Prism's documentation separates those by semicolons.
 */
const parse = (header: string): Preferences => {
  const preferences: Record<string, string> = {};
  let before = "";
  for (const [, separator, spelling = "", quoted, plain = ""] of header.matchAll(preference)) {
    const name = spelling.toLowerCase();
    if (separator === ";" && !isOurs(before)) continue;
    before = name;
    if (!Object.hasOwn(preferences, name))
      preferences[name] = quoted?.replaceAll(/\\(.)/g, "$1") ?? plain.trim();
  }
  return preferences;
};
