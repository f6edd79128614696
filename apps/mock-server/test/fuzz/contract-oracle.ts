import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { ContractId } from "../support/contract-operations.ts";
import { documents } from "../support/contract-operations.ts";
import { withoutBrackets } from "../support/known-differences.ts";
import type { WireAnswer } from "./read-answers.ts";
import type { FuzzOperation } from "./wire-request.ts";

interface ResponseObject {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

type Paths = Readonly<
  Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, ResponseObject>> }>>>
>;

interface Bundle {
  readonly paths: Paths;
  readonly components: { readonly responses: Readonly<Record<string, ResponseObject>> };
}

const bundle = (api: ContractId): Bundle => documents[api] as unknown as Bundle;

/** Ajv as it comes, given the bundles as they are: it shares nothing with the validators of the server. */
const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true })).addFormat("commonmark", true);
// Brackets and a second # are let pass on purpose.
const { uri } = fullFormats as unknown as { uri: (text: string) => boolean };
ajv.addFormat("uri", (text) => uri(withoutBrackets(text)));

const compiled = new Map<object, ValidateFunction>();

const compile = (api: ContractId, schema: object): ValidateFunction => {
  const known = compiled.get(schema);
  if (known) return known;
  if (!ajv.getSchema(`${api}:`)) ajv.addSchema({ $id: `${api}:`, components: bundle(api).components });
  const validate = ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', `"${api}:#/components`)) as object,
  );
  compiled.set(schema, validate);
  return validate;
};

/** The answer that an operation documents for a status. */
export const documentedAnswer = (
  { api, method, path }: FuzzOperation,
  status: number,
): ResponseObject | undefined => {
  const responses = bundle(api).paths[path]?.[method]?.responses ?? {};
  const found = responses[status] ?? responses["default"];
  return found?.$ref === undefined
    ? found
    : bundle(api).components.responses[found.$ref.split("/").at(-1) ?? ""];
};

/** What is wrong with an answer whose status is documented, by the contract alone. */
export const contractProblems = (operation: FuzzOperation, answer: WireAnswer): string[] => {
  const { content } = documentedAnswer(operation, answer.status) ?? {};
  if (!content) return answer.body === "" ? [] : [`The answer has a body, and the contract documents none.`];
  const type = answer.headers["content-type"] ?? "";
  const [mediaType = ""] = type.split(";", 1);
  const documented = content[mediaType];
  if (!documented) return [`The answer is "${type}", but must be ${Object.keys(content).join(" or ")}.`];
  if (!documented.schema || mediaType === "text/event-stream") return [];
  const validate = compile(operation.api, documented.schema);
  if (validate(mediaType.endsWith("json") ? JSON.parse(answer.body) : answer.body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `The response violates the contract: ${instancePath} ${message}.`,
  );
};
