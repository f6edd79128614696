import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import { createRateLimitHeaders } from "./rate-limit-headers.ts";

const limit = { requests: 10, resetAt: 1_900_000_060_000, retryAfter: 60 };

const documentWith = (responses: object): OpenApiDocument =>
  ({
    openapi: "3.1.0",
    paths: { "/jobs": { get: { operationId: "listJobs", responses } } },
    components: {
      responses: { Limited: { description: "", headers: { "RateLimit-Reset": {}, "X-Request-Id": {} } } },
    },
  }) as unknown as OpenApiDocument;

test.each<[string, object, object]>([
  ["nothing", {}, {}],
  [
    "the usual headers with an X",
    { 429: { headers: { "X-RateLimit-Limit": {}, "X-RateLimit-Remaining": {}, "X-RateLimit-Reset": {} } } },
    { "x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1900000060" },
  ],
  [
    "other spellings",
    { "4XX": { headers: { "x-rate-limit-limit": {}, "x-ratelimit-remaining-requests": {} } } },
    { "x-rate-limit-limit": "10", "x-ratelimit-remaining-requests": "0" },
  ],
  [
    "those of the IETF, by reference",
    { default: { $ref: "#/components/responses/Limited" } },
    { "ratelimit-reset": "60" },
  ],
])("where the contract describes %s, a limit responds with that and Retry-After", (_, responses, headers) => {
  expect(createRateLimitHeaders(documentWith(responses))("listJobs", limit)).toEqual({
    "retry-after": "60",
    ...headers,
  });
});
