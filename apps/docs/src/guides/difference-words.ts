import { refName } from "@task-contracts/openapi-model";
import type { Place } from "./place-of.ts";
import type { Difference } from "@task-contracts/openapi-model/redocly";

/** The names of what was added or removed. None if it is the inside of something else that was. */
export function namesOf({ typeName, path, base, revision }: Difference, { property }: Place): string[] {
  const name = path.split("/").at(-1)?.replaceAll("~1", "/") ?? "";
  switch (typeName) {
    case "Callback":
    case "MediaType":
      return [`\`${name}\``];
    case "Response":
      return [`status \`${name}\``];
    case "ParameterList":
      return ((revision?.value ?? base?.value ?? []) as object[]).map(
        (parameter) => `\`${parameterName(parameter)}\``,
      );
    case "Schema":
      return property !== undefined && path.endsWith(`/properties/${name}`) ? [`\`${property}\``] : [];
    default:
      return [];
  }
}

/** Components of parameters are named like the parameters, in camelCase. */
const parameterName = (parameter: object): string =>
  (refName(parameter) ?? "").replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A change in words, and whether apps that worked before can fail because of it. */
export interface Sentence {
  readonly what: string;
  readonly isBreaking: boolean;
}

/** What was modified, in sentences. None if only the wording was. */
export function sentencesFor(difference: Difference, place: Place): Sentence[] {
  const { typeName, property, impact, base, revision, verdicts } = difference;
  if (typeName === "Schema" && property === "required") return required(base?.value, revision?.value, place);
  return verdicts.slice(0, 1).map(({ message }) => ({ what: message, isBreaking: impact === "major" }));
}

/** Of what an app receives it is not said that it must be sent, but that it can be relied on. */
function required(before: unknown, after: unknown, { property, part }: Place): Sentence[] {
  const old = new Set((before ?? []) as string[]);
  const now = new Set((after ?? []) as string[]);
  const say = (names: Set<string>, state: string, isBreaking: boolean): Sentence[] => {
    const list = Array.from(names, (key) => `\`${property === undefined ? key : `${property}.${key}`}\``);
    const what = `${list.join(", ")} ${list.length === 1 ? "is" : "are"} ${state}.`;
    return list.length === 0 ? [] : [{ what, isBreaking }];
  };
  const isSent = part === ", request";
  return [
    ...say(old.difference(now), isSent ? "no longer required" : "no longer always there", !isSent),
    ...say(now.difference(old), isSent ? "required now" : "always there now", isSent),
  ];
}
