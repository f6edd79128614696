import { parseForm } from "@task-contracts/mock/parsing/parse-form";
import type { AnyRequest } from "./arbitrary-request.ts";
import type { ContractOperation } from "./contract-operations.ts";
import { encodeForm } from "./encode-form.ts";
import { integersOf } from "./integers-of.ts";
import { withoutAbsent } from "./without-absent.ts";

/** Something that our validators and Prism's own judge differently. */
export interface KnownDifference {
  readonly what: string;
  /** Why ours are right, or right enough. */
  readonly reason: string;
  readonly api: "scale-v1";
  readonly operationId: string;
  /** A request with the difference in it. */
  readonly request: AnyRequest;
  /** What ours say of that request. Prism's say the opposite. */
  readonly ours: "accepted" | "refused";
  /** Takes the difference out of any request: what is left, Prism judges as ours judge the whole. */
  readonly rewrite: (request: AnyRequest, operation: ContractOperation) => AnyRequest;
}

const annotation = {
  callback_url: "https://shop.example/callback",
  attachment: "https://shop.example/street.jpg",
  objects_to_annotate: ["car"],
};

const categorization = {
  callback_url: "https://shop.example/callback",
  instruction: "Is this big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
};

const datacollection = {
  instruction: "When is this museum open?",
  attachment_type: "website",
  attachment: "https://museum.example/",
  fields: { saturday: "Opening hours on Saturdays" },
};

const comparison = {
  instruction: "Is it the same wallpaper?",
  attachment_type: "image",
  attachments: ["https://shop.example/a.jpg", "https://shop.example/b.jpg"],
  choices: ["yes", "no"],
};

const formAsJson = ({ form, ...request }: AnyRequest): AnyRequest =>
  form === undefined ? request : { ...request, body: parseForm(form).value };

/**
 * All differences between our validators and those of stock Prism. What is not here is the same in both; so are these,
 * which one might expect to differ:
 * - `discriminator`, which Prism does not know: each member of the `oneOf` states its type as a `const`.
 * - JSON Schema 2020-12, which stock Prism reads as draft 7: the contracts use nothing that means something else there.
 * - `allowEmptyValue`: Prism takes every empty parameter for none, and the contracts allow it for each.
 * - A parameter that is given twice, and an empty or missing body: both refuse them.
 */
export const knownDifferences: readonly KnownDifference[] = [
  {
    what: "an object in a form",
    reason:
      "Prism looks for `a=…` where the Scale documents send `a[b]=…`, so it takes the object for empty and refuses it.",
    api: "scale-v1",
    operationId: "createDatacollectionTask",
    request: { params: {}, query: {}, form: encodeForm(datacollection) },
    ours: "accepted",
    rewrite: formAsJson,
  },
  {
    what: "an optional object that a form does not have",
    reason: "For the same reason: to Prism every object is there, and empty.",
    api: "scale-v1",
    operationId: "createComparisonTask",
    request: { params: {}, query: {}, form: encodeForm(comparison) },
    ours: "accepted",
    rewrite: formAsJson,
  },
  {
    what: "a repeated key in a form",
    reason:
      "Prism takes only the last one, and so overlooks what is wrong with the others. Here there is one too many.",
    api: "scale-v1",
    operationId: "createAnnotationTask",
    request: {
      params: {},
      query: {},
      form: encodeForm({ ...annotation, objects_to_annotate: ["a", "b", "c", "d", "e", "f", "g"] }),
    },
    ours: "refused",
    rewrite: formAsJson,
  },
  {
    what: "an integer as text in JSON",
    reason:
      "Clients that read their settings from the environment send it, and the service takes it (DESIGN.md, 4).",
    api: "scale-v1",
    operationId: "createAnnotationTask",
    request: { params: {}, query: {}, body: { ...annotation, min_width: "30" } },
    ours: "accepted",
    rewrite: (request, operation) => mapBody(request, (body) => integersOf(body, operation.body)),
  },
  {
    what: "brackets and a second # in a URL",
    reason:
      "Ours checks a URL with one simple pattern, which takes less time than the rest of a task. WHATWG's URL, which Node and browsers use, takes these characters as well.",
    api: "scale-v1",
    operationId: "createCategorizationTask",
    request: {
      params: {},
      query: {},
      body: { ...categorization, callback_url: "https://shop.example/?a[b]=1" },
    },
    ours: "accepted",
    rewrite: (request) => mapBody(request, (body) => mapTexts(body, withoutBrackets)),
  },
  {
    what: "null for an optional property",
    reason: "The service takes it for a property that is absent, as the contract's description says.",
    api: "scale-v1",
    operationId: "createAnnotationTask",
    request: {
      params: {},
      query: {},
      body: {
        ...annotation,
        min_width: null,
        examples: [{ correct: true, image: "https://a.example/", explanation: null }],
      },
    },
    ours: "accepted",
    rewrite: (request, operation) => mapBody(request, (body) => withoutAbsent(body, operation.body)),
  },
  {
    what: "an empty list or map for an optional property that may not be empty",
    reason: "The same: clients that fill in a form of their own send an empty `fields` beside `choices`.",
    api: "scale-v1",
    operationId: "createComparisonTask",
    request: { params: {}, query: {}, body: { ...comparison, fields: {} } },
    ours: "accepted",
    rewrite: (request, operation) => mapBody(request, (body) => withoutAbsent(body, operation.body)),
  },
];

/** Takes all known differences out of a request to an operation. */
export const withoutDifferences = (operation: ContractOperation, request: AnyRequest): AnyRequest =>
  knownDifferences.toReversed().reduce((rest, { rewrite }) => rewrite(rest, operation), request);

const mapBody = (request: AnyRequest, change: (body: unknown) => unknown): AnyRequest =>
  "body" in request ? { ...request, body: change(request.body) } : request;

const mapTexts = (value: unknown, change: (text: string) => unknown): unknown => {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapTexts(child, change)]));
};

/** Only a URL is changed, and its host stays one. */
export const withoutBrackets = (text: string): string => {
  if (!/^https?:\/\/./.test(text)) return text;
  const [before = "", ...after] = text.replace(/(?<=^https?:\/\/)\[[\da-f:.]*\]/i, "host").split("#");
  return [before, after.join("")].join(after.length > 0 ? "#" : "").replaceAll(/[[\]]/g, "");
};
