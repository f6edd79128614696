import * as fc from "fast-check";
import { anyFormBody, anyRequest, type AnyRequest } from "../support/arbitrary-request.ts";
import { isMoment, valid } from "../support/arbitrary-value.ts";
import type { Parameter } from "../support/contract-operations.ts";
import { encodeForm } from "../support/encode-form.ts";
import { requestExamples } from "./request-examples.ts";
import { mountOf } from "./fuzz-operations.ts";
import { knownNames } from "./known-names.ts";
import { type FuzzOperation, wholeDelivery, type WireRequest } from "./wire-request.ts";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/** Who sends it: mostly an account with tasks, now and then one that is new, or whose tasks complete by themselves. */
const apiKeys = fc.oneof(
  { weight: 8, arbitrary: fc.constant("live_fuzz") },
  { weight: 1, arbitrary: fc.constantFrom("live_other", "test_fuzz", "live_new", "ключ-🔑") },
);

/** Waiting longer would only make it slow. */
const shortWaits = fc.nat(5).map(String);

const knownValue = (operation: FuzzOperation, { name, schema }: Parameter): fc.Arbitrary<string> => {
  if (name === "timeoutMs") return shortWaits;
  const names = knownNames(operation, name);
  if (names) return fc.constantFrom(...names);
  return isMoment(schema) ? fc.constantFrom("2026-03-01", "2026-03-01T18:00:00Z") : valid(schema).map(String);
};

const knownParameters = (
  operation: FuzzOperation,
  where: "path" | "query",
): fc.Arbitrary<Record<string, string>> => {
  const parameters = operation.parameters.filter((parameter) => parameter.in === where);
  const values = parameters.map((parameter) => [parameter.name, knownValue(operation, parameter)] as const);
  const required = parameters.filter(({ required: isRequired }) => isRequired).map(({ name }) => name);
  // Without a time it would wait for seconds.
  const always = parameters.filter(({ name }) => name === "timeoutMs").map(({ name }) => name);
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required, ...always] }) as fc.Arbitrary<
    Record<string, string>
  >;
};

/** A request that the operation should accept, as far as a schema can say. */
const validRequest = (operation: FuzzOperation): fc.Arbitrary<AnyRequest> => {
  const examples = requestExamples(operation);
  const bodies = operation.body
    ? fc.oneof(fc.constantFrom(...examples), valid(operation.body))
    : fc.constant(undefined);
  return fc
    .record({
      params: knownParameters(operation, "path"),
      query: knownParameters(operation, "query"),
      body: bodies,
    })
    .chain((request) =>
      (takesForms(operation) ? fc.boolean() : fc.constant(false)).map((isForm) =>
        isForm ? asForm(request) : request,
      ),
    );
};

const takesForms = ({ api, body }: FuzzOperation): boolean => body !== undefined && api.startsWith("scale-");

const asForm = ({ body, ...request }: AnyRequest): AnyRequest => ({
  ...request,
  form: encodeForm(body as object),
});

/** A request that is wrong in one place at most: of its body, of its form, or of its query. */
const nearlyValidRequest = (operation: FuzzOperation): fc.Arbitrary<AnyRequest> => {
  const known = fc.record({
    params: knownParameters(operation, "path"),
    query: knownParameters(operation, "query"),
  });
  const broken = fc
    .tuple(anyRequest(operation), known, fc.boolean())
    .map(([request, names, isKnown]) =>
      naming(request, isKnown ? names : { params: request.params, query: {} }),
    );
  if (!takesForms(operation)) return broken;
  const form = fc
    .tuple(known, anyFormBody(operation.body ?? {}))
    .map(([names, body]) => asForm(naming({ body, params: {}, query: {} }, names)));
  return fc.oneof(broken, form);
};

/** Puts what the world has into the path, and into the query unless something odd stands there. */
const naming = (
  request: AnyRequest,
  { params, query }: Pick<AnyRequest, "params" | "query">,
): AnyRequest => ({
  ...request,
  params,
  query: { ...query, ...bounded(request.query) },
});

/** As it is, but for times that are merely long. */
const bounded = ({ timeoutMs, ...query }: AnyRequest["query"]): AnyRequest["query"] =>
  timeoutMs === undefined
    ? query
    : { ...query, timeoutMs: Number(timeoutMs) > 100 && Number(timeoutMs) <= 60_000 ? "3" : timeoutMs };

/** Writes a request as most clients would. */
const toWire = (
  operation: FuzzOperation,
  { params, query, body, form }: AnyRequest,
  apiKey: string,
): WireRequest => {
  const { api, method, path } = operation;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escape(params[name] ?? ""));
  const pairs = Object.entries(api === "dataflowkit-v1" ? { api_key: apiKey, ...query } : query).flatMap(
    ([name, values]) => [values].flat().map((value) => `${escape(name)}=${escape(value)}`),
  );
  const content = form ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    method: method.toUpperCase(),
    target: `${mountOf(api)}${filled}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`,
    version: "HTTP/1.1",
    headers: [
      ["host", "@host@"],
      ...(api.startsWith("scale-")
        ? [["authorization", `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`] as const]
        : []),
      ...(content === undefined
        ? []
        : [["content-type", form === undefined ? JSON_TYPE : FORM_TYPE] as const]),
    ],
    ...(content !== undefined && { body: Buffer.from(content) }),
    delivery: wholeDelivery,
    also: [],
    mayBeSilent: false,
  };
};

/** Percent-encoded, but for names of what the world has. */
const escape = (text: string): string =>
  /^@\w+@$/.test(text) ? text : encodeURIComponent(text.toWellFormed());

const onWire = (operation: FuzzOperation, requests: fc.Arbitrary<AnyRequest>): fc.Arbitrary<WireRequest> =>
  fc.tuple(requests, apiKeys).map(([request, apiKey]) => toWire(operation, request, apiKey));

export const validWireRequest = (operation: FuzzOperation): fc.Arbitrary<WireRequest> =>
  onWire(operation, validRequest(operation));

export const nearlyValidWireRequest = (operation: FuzzOperation): fc.Arbitrary<WireRequest> =>
  onWire(operation, nearlyValidRequest(operation));
