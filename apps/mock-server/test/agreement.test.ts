import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyFormBody, anyRequest } from "./support/arbitrary-request.ts";
import { breakOne } from "./support/break-value.ts";
import { operationCases } from "./support/contract-cases.ts";
import { type ContractOperation, contractOperations } from "./support/contract-operations.ts";
import { encodeForm } from "./support/encode-form.ts";
import { knownDifferences, withoutDifferences } from "./support/known-differences.ts";
import {
  ourVerdict,
  ourVerdictOfAnswer,
  prismVerdict,
  prismVerdictOfAnswer,
  type Verdict,
} from "./support/verdicts.ts";

/** Always the same requests, unless others are asked for. */
const seed = Number(process.env["AGREEMENT_SEED"] ?? 20_260_301);

const runs = ({ parameters, body }: ContractOperation): number =>
  (body ? 600 : 0) + (parameters.length > 1 ? 1500 : 0) + 100;

const word = (verdict: Verdict): string =>
  verdict.length === 0 ? "accepted" : `refused: ${verdict.join(" ")}`;

/** Fails with one line that is enough to get there again. */
const expectSameVerdict = (title: string, subject: unknown, ours: Verdict, prisms: Verdict): void => {
  if ((ours.length === 0) === (prisms.length === 0)) return;
  throw new Error(
    `${title} ${JSON.stringify(subject)} is by ours ${word(ours)} and by Prism's ${word(prisms)} | AGREEMENT_SEED=${seed} npx vitest run test/agreement.test.ts -t "${title.startsWith("answer") ? "answers" : title}"`,
  );
};

describe("a request gets the same verdict from our validators and from Prism's own", () => {
  test.each(contractOperations)("request of $api $operationId", (operation) => {
    const verdicts = { accepted: 0, refused: 0 };
    const title = `request of ${operation.api} ${operation.operationId}`;

    fc.assert(
      fc.property(anyRequest(operation), (request) => {
        const ours = ourVerdict(operation, request);
        verdicts[ours.length === 0 ? "accepted" : "refused"] += 1;
        expectSameVerdict(
          title,
          request,
          ours,
          prismVerdict(operation, withoutDifferences(operation, request)),
        );
      }),
      { seed, numRuns: runs(operation) },
    );

    expect(verdicts.accepted).toBeGreaterThan(99);
    // Without a body and a query there is nothing to get wrong.
    const canBeWrong = operation.body !== undefined || operation.parameters.length > 1;
    expect(verdicts.refused > 99).toBe(canBeWrong);
  });
});

describe("a form gets the verdict that Prism gives the same values as JSON", () => {
  test.each(contractOperations.filter(({ body }) => body))("form of $api $operationId", (operation) => {
    const verdicts = { accepted: 0, refused: 0 };
    const title = `form of ${operation.api} ${operation.operationId}`;

    fc.assert(
      fc.property(anyFormBody(operation.body ?? {}), (body) => {
        const json = { params: {}, query: {}, body };
        const form = { params: {}, query: {}, form: encodeForm(body) };
        const ours = ourVerdict(operation, form);
        verdicts[ours.length === 0 ? "accepted" : "refused"] += 1;
        expectSameVerdict(title, form, ours, prismVerdict(operation, withoutDifferences(operation, json)));
      }),
      { seed, numRuns: 200 },
    );

    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(20);
  });
});

describe("a response gets the same verdict from our validators and from Prism's own", () => {
  const answers = operationCases.flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([status, examples]) =>
      Object.values(examples).map((example) => ({ operation, status, example })),
    ),
  );

  test("responses, valid and corrupted", () => {
    const verdicts = { accepted: 0, refused: 0 };

    fc.assert(
      fc.property(fc.constantFrom(...answers), fc.nat(), ({ operation, status, example }, choice) => {
        const body = breakOne(example, choice);
        fc.pre(body !== undefined);
        const title = `answer ${status} of ${operation.api} ${operation.operationId}`;
        const ours = ourVerdictOfAnswer(operation, status, body);
        verdicts[ours.length === 0 ? "accepted" : "refused"] += 1;
        expectSameVerdict(title, body, ours, prismVerdictOfAnswer(operation, status, body));
      }),
      { seed, numRuns: 4000 },
    );

    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(500);
  });
});

describe("each known difference is one, and nothing else", () => {
  test.each(knownDifferences)("$what", ({ api, operationId, request, ours, rewrite }) => {
    const operation = contractOperations.find((each) => each.api === api && each.operationId === operationId);
    if (!operation) throw new Error(`${api} has no operation ${operationId}.`);
    const isAccepted = ours === "accepted";

    expect(ourVerdict(operation, request).length === 0).toBe(isAccepted);
    expect(prismVerdict(operation, request).length === 0).toBe(!isAccepted);
    expect(prismVerdict(operation, rewrite(request, operation)).length === 0).toBe(isAccepted);
  });
});

test("no operation goes untested", () => {
  expect(contractOperations.map(({ operationId }) => operationId)).toEqual(
    operationCases.map(({ operationId }) => operationId),
  );
});
