import type { Operation, OperationTable } from "@task-contracts/contracts";
import {
  examplesOf,
  listOperations,
  type MediaType,
  type OpenApiDocument,
} from "@task-contracts/openapi-model";
import { type Composer, prepareComposer, type PropertyPlan, type Source } from "../contract/compose.ts";
import { holdsReason, isOfType } from "../contract/property-meaning.ts";

/** What an error says. */
interface ErrorFacts {
  readonly status: number;
  readonly message: string;
}

/** How the errors of an operation look that have one status. */
interface ErrorForm {
  readonly compose: Composer;
  readonly example: unknown;
}

/** Composes the bodies of errors as a contract describes them. A form is prepared when the first error needs it. */
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
    const body = compose(sourceOf(facts, example));
    return typeof body === "object" && body !== null ? body : facts.message;
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
    if (media?.schema === undefined) return { compose: plain, example: undefined };
    return {
      compose: prepareComposer(this.#document, media.schema),
      example: exampleOf(this.#document, media),
    };
  }
}

const exampleOf = (document: OpenApiDocument, media: MediaType): unknown =>
  media.example ?? examplesOf(document, media)[0]?.value;

/** Where nothing is described. */
const plain: Composer = (source) => ({
  status_code: source({
    name: "status_code",
    isRequired: true,
    schema: true,
    variants: [{ type: "integer" }],
  }),
  error: source({ name: "error", isRequired: true, schema: true, variants: [{ type: "string" }] }),
});

const sourceOf =
  ({ status, message }: ErrorFacts, example: unknown): Source =>
  (property) => {
    if (holdsReason(property)) return message;
    if (holdsStatus(property)) return status;
    return isCode(property) ? codeOf(property, status, example) : undefined;
  };

const holdsStatus = ({ name, variants }: PropertyPlan): boolean =>
  /^(?:http_?)?(?:status|code)(?:_?code)?$/i.test(name) &&
  (isOfType(variants, "integer") || isOfType(variants, "number"));

const isCode = ({ name, variants }: PropertyPlan): boolean =>
  /^(?:(?:error_?)?code|(?:error_?)?type|name|slug)$/i.test(name) && isOfType(variants, "string");

/** A code that programs compare: as in the example of the same status, else one that the schema allows. */
const codeOf = ({ name, variants }: PropertyPlan, status: number, example: unknown): string => {
  const shown = find(example, name);
  if (typeof shown === "string") return shown;
  const word = words[status] ?? (status < 500 ? "invalid_request" : "internal_error");
  const allowed = variants.flatMap(({ enum: list = [] }) => list).map(String);
  return allowed.find((code) => bare(code).includes(bare(word))) ?? allowed[0] ?? word;
};

const bare = (code: string): string => code.replaceAll(/[-_ ]/g, "").toLowerCase();

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

/** The value of a name, wherever it stands. */
const find = (value: unknown, name: string): unknown => {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  for (const child of Object.values(value)) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
};
