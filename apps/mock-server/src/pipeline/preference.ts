import type { Operation } from "@task-contracts/contracts";
import type { IHttpOperationConfig } from "@stoplight/prism-http";
import { nothingWrong } from "./diagnose.ts";
import { documentedStatus } from "./documented-status.ts";
import type { Diagnostic } from "./prism.ts";
import { violation } from "./violation.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Which of the documented answers the client asks Prism's example mock for.
 *
 * @example
 * readPreference({ prefer: "code=404, example=unknownTask" }); // { dynamic: false, code: 404, exampleKey: "unknownTask" }
 */
export const readPreference = ({ prefer }: Headers): IHttpOperationConfig => {
  if (prefer === undefined) return { dynamic: false };
  const { code, example, dynamic } = parse(prefer);
  return {
    dynamic: dynamic === "" || dynamic === "true",
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { exampleKey: example }),
  };
};

/** What is wrong with the `Prefer` header, so that nobody takes the standard answer for the one asked for. */
export const diagnosePreference = ({ responses }: Operation, { prefer }: Headers): readonly Diagnostic[] => {
  if (prefer === undefined) return nothingWrong;
  const { code, dynamic } = parse(prefer);
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
  return problems.map((message) => violation(["header", "prefer"], "prefer", message));
};

/** RFC 7240, and semicolons between preferences as well, as in Prism's documentation. */
const parse = (header: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    header.split(/[,;]/).map((preference) => {
      const [name = "", value = ""] = preference.split("=", 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
    }),
  );
