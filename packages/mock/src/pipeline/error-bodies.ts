import type { Operation, OperationTable } from "@task-contracts/contracts";
import {
  examplesOf,
  listOperations,
  type MediaType,
  type OpenApiDocument,
  schemasAt,
} from "@task-contracts/openapi-model";
import { type Composer, prepareComposer, type PropertyPlan, type Source } from "../contract/compose.ts";
import { holdsReason, isOfType } from "../contract/property-meaning.ts";
import { bareName } from "../text/bare-name.ts";

/** The content of an error. */
interface ErrorFacts {
  readonly status: number;
  readonly message: string;
}

/** The format of the errors of an operation with a certain status. */
interface ErrorForm {
  readonly compose: Composer;
  readonly example: unknown;
}

/** Composes the bodies of errors as a contract describes them. A format is prepared when the first error needs it. */
export class ErrorBodies {
  readonly #operations: OperationTable;
  readonly #document: OpenApiDocument;
  readonly #forms = new Map<string, ErrorForm>();

  constructor(operations: OperationTable, document: OpenApiDocument) {
    this.#operations = operations;
    this.#document = document;
  }

  /** @param documented The key of the response that describes the error. */
  make(operation: Operation, documented: string, facts: ErrorFacts): unknown {
    const { compose, example } = this.#formOf(operation, documented);
    const body = compose(this.#sourceOf(facts, example));
    return typeof body === "object" && body !== null ? body : facts.message;
  }

  #sourceOf(facts: ErrorFacts, example: unknown): Source {
    const source: Source = (property) => {
      if (bareName(property.name) === "title") return titles[facts.status] ?? facts.message;
      if (holdsReason(property)) return facts.message;
      if (holdsStatus(property)) return facts.status;
      if (isCode(property)) return codeOf(property, facts.status, example);
      return this.#inside(property, source);
    };
    return source;
  }

  /** An error with the reason further inside: in an object, or in an array of one error. */
  #inside({ name, schema, variants }: PropertyPlan, source: Source): unknown {
    if (!/^(?:errors?|problems?|issues|details?|data)$/i.test(name)) return undefined;
    const items = variants.find((variant) => typeof variant.items === "object")?.items;
    const inner = prepareComposer(this.#document, items ?? schema);
    const made = inner(source);
    if (items !== undefined) return isMade(made) ? [made] : undefined;
    return isMade(made) ? made : undefined;
  }

  #formOf(operation: Operation, documented: string): ErrorForm {
    const key = `${operation.method} ${operation.path} ${documented}`;
    const form = this.#forms.get(key) ?? this.#prepare(operation, documented);
    this.#forms.set(key, form);
    return form;
  }

  #prepare(operation: Operation, documented: string): ErrorForm {
    const [id] = Object.entries(this.#operations).find(([, it]) => it === operation) ?? [];
    const described = listOperations(this.#document).find((it) => it.id === id);
    const [media] = Object.values(described?.responses[documented]?.content ?? {});
    const example = media && exampleOf(this.#document, media);
    if (media?.schema === undefined)
      return { compose: example === undefined ? plain : () => example, example };
    const items = schemasAt(this.#document, media.schema, []).find(
      (variant) => variant.items !== undefined,
    )?.items;
    if (items === undefined) return { compose: prepareComposer(this.#document, media.schema), example };
    const one = prepareComposer(this.#document, items);
    return { compose: (source) => [one(source)], example };
  }
}

const exampleOf = (document: OpenApiDocument, media: MediaType): unknown =>
  media.example ?? examplesOf(document, media)[0]?.value;

const isMade = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

/** For operations without a description of errors. */
const plain: Composer = (source) => ({
  status_code: source({
    name: "status_code",
    isRequired: true,
    depth: 0,
    schema: true,
    variants: [{ type: "integer" }],
  }),
  error: source({ name: "error", isRequired: true, depth: 0, schema: true, variants: [{ type: "string" }] }),
});

const holdsStatus = ({ name, variants }: PropertyPlan): boolean =>
  /^(?:http_?)?(?:status|code)(?:_?code)?$/i.test(name) &&
  (isOfType(variants, "integer") || isOfType(variants, "number"));

const isCode = ({ name, variants }: PropertyPlan): boolean =>
  /^(?:(?:error_?)?code|(?:error_?)?type|(?:error_?)?name|slug|error)$/i.test(name) &&
  isOfType(variants, "string");

/** A code for programs: as in the example of the same status, else one that the schema allows. */
const codeOf = ({ name, variants }: PropertyPlan, status: number, example: unknown): string => {
  // Problem details name their type by a URL (RFC 9457).
  if (variants.some(({ format }) => format?.startsWith("ur") === true)) return "about:blank";
  const shown = find(example, name);
  if (typeof shown === "string") return shown;
  const word = words[status] ?? (status < 500 ? "invalid_request" : "internal_error");
  const allowed = variants.flatMap(({ enum: list = [] }) => list).map(String);
  return allowed.find((code) => bare(code).includes(bare(word))) ?? allowed[0] ?? word;
};

const bare = (code: string): string => code.replaceAll(/[-_ ]/g, "").toLowerCase();

/**
 * The reason phrase of a status.
 *
 * @example
 * titleOf(404); // "Not Found"
 */
export const titleOf = (status: number): string =>
  titles[status] ?? (status < 500 ? "Bad Request" : "Server Error");

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const words: Readonly<Record<number, string>> = {
  401: "unauthorized",
  402: "payment_required",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  409: "conflict",
  413: "too_large",
  415: "unsupported_media_type",
  429: "rate_limited",
  503: "unavailable",
};

/** The value for a name, anywhere in the body. */
const find = (value: unknown, name: string): unknown => {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  for (const child of Object.values(value)) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
};
