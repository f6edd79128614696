import type { Schemas } from "../api/client.ts";
import { type Call, credentialsOf, withQuery } from "./call.ts";
import { encodeBody } from "./encode-body.ts";

type Contract = Pick<Schemas["ContractDetails"], "api" | "url"> & {
  readonly operations: readonly Pick<Schemas["ContractOperation"], "operation" | "security">[];
};

/**
 * A request of the journal, to be sent once more. The journal has no credentials: they are those of the account, as the contract wants
 * them.
 */
export const repeatedCall = (entry: Schemas["JournalEntry"], contracts: readonly Contract[]): Call => {
  const { account, method, operation, path, query, requestBody, requestHeaders = {} } = entry;
  const contract = contracts.find(({ api }) => api === entry.api);
  const { security = [] } = contract?.operations.find((each) => each.operation === operation) ?? {};
  const credentials = account === undefined ? undefined : credentialsOf(security[0], account);
  const mediaType = String(requestHeaders["content-type"] ?? "application/json");
  const isForm = mediaType.startsWith("multipart/");
  const names = new Set(Object.keys(credentials?.headers ?? {}).map((name) => name.toLowerCase()));
  // A form of several parts gets another boundary.
  if (isForm) names.add("content-type");
  return {
    method,
    url: withQuery(`${contract?.url ?? ""}${path}`, [
      ...Object.entries(credentials?.query ?? {}),
      ...[...new URLSearchParams(query)].filter(([name]) => !Object.hasOwn(credentials?.query ?? {}, name)),
    ]),
    headers: {
      ...Object.fromEntries(
        Object.entries(requestHeaders).filter(([name]) => !names.has(name.toLowerCase())),
      ),
      ...(requestBody !== undefined && !isForm && { "content-type": mediaType }),
      ...credentials?.headers,
    },
    ...(requestBody !== undefined && { body: encodeBody(mediaType, requestBody) }),
  };
};
