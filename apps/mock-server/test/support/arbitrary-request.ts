import * as fc from "fast-check";
import { isMoment, valid } from "./arbitrary-value.ts";
import { breakOne, breakOneOfForm } from "./break-value.ts";
import type { ContractOperation, Parameter, Schema } from "./contract-operations.ts";

/** A request, before it is written as any server needs it. */
export interface AnyRequest {
  /** The values of the path parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The JSON body. Absent if there is none. */
  readonly body?: unknown;
  /** A form, in place of the JSON body. */
  readonly form?: string;
}

/** What may stand in a query, well and badly written. */
const QUERY_TEXTS = [
  "",
  "0",
  "1",
  "100",
  "101",
  "-1",
  "1.5",
  "1e1",
  "0x10",
  " 7",
  "abc",
  "true",
  "pending",
  "cancelled",
];

const dates = fc.constantFrom(
  "2026-03-01",
  "2024-02-29",
  "2026-02-29",
  "2026-13-01",
  "2026-3-1",
  "yesterday",
);
const times = fc.constantFrom(
  "",
  "T18:00:00",
  "t23:59:60",
  "T12:59:60",
  "T24:00:00",
  " 18:00:00.25",
  "T18:00",
);
const zones = fc.constantFrom("", "Z", "z", "+01:00", "-0100", "+01", "+24:00", "+25:00");

/** Dates and times, most of which are none. */
const anyMoment = fc.tuple(dates, times, zones).map((parts) => parts.join(""));

/** Valid bodies, and ones that are broken in one place. A body of `undefined` is none. */
const anyBody = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 20, arbitrary: valid(schema) },
    {
      weight: 40,
      arbitrary: fc.tuple(valid(schema), fc.nat()).map(([value, choice]) => breakOne(value, choice, schema)),
    },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

/** Bodies that a form can say as well as JSON can. */
export const anyFormBody = (schema: Schema): fc.Arbitrary<object> =>
  fc.tuple(valid(schema), fc.nat()).map(([value, choice]) => breakOneOfForm(value, choice, schema) as object);

const anyQuery = (parameters: readonly Parameter[]): fc.Arbitrary<AnyRequest["query"]> => {
  const text = fc.oneof(fc.constantFrom(...QUERY_TEXTS), anyMoment);
  const anyValue = ({ schema }: Pick<Parameter, "schema">): fc.Arbitrary<string | string[]> =>
    fc.oneof(
      {
        weight: 12,
        arbitrary: isMoment(schema)
          ? fc.oneof(fc.constant("2026-03-01T18:00:00Z"), anyMoment)
          : valid(schema).map(String),
      },
      { weight: 1, arbitrary: text },
      { weight: 1, arbitrary: fc.array(text, { minLength: 2, maxLength: 2 }) },
    );
  const values = [...parameters, { name: "undocumented", schema: {} }].map((parameter) => [
    parameter.name,
    anyValue(parameter),
  ]);
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<string | string[]>>, {
    requiredKeys: [],
  }) as fc.Arbitrary<AnyRequest["query"]>;
};

/** Requests to an operation: valid ones, and ones that are wrong in one place of their body or in their query. */
export const anyRequest = ({
  parameters,
  body,
}: Pick<ContractOperation, "parameters" | "body">): fc.Arbitrary<AnyRequest> => {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  return fc
    .record({
      params: fc.record(
        Object.fromEntries(
          inPath.map(({ name }) => [name, fc.string({ minLength: 1, maxLength: 24, unit: "grapheme" })]),
        ),
      ),
      query: anyQuery(parameters.filter((parameter) => parameter.in === "query")),
      body: body ? anyBody(body) : fc.constant(undefined),
    })
    .map((request) =>
      request.body === undefined ? { params: request.params, query: request.query } : request,
    );
};
