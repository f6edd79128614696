import { expect } from "vitest";
import { newKey } from "./support/send.ts";
import { test } from "./support/mock-test.ts";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";

/** What a program in JavaScript may hand over, where no compiler looks. */
const slips: Readonly<Record<string, readonly [(account: AccountHandle) => unknown, string]>> = {
  "a setting that is not known": [
    (account) => account.updateSettings({ testCompletoin: "manual" } as object),
    "testCompletoin is not known here. Did you mean testCompletion?",
  ],
  "a value that a setting cannot have": [
    (account) => account.updateSettings({ testCompletion: "never" as "manual" }),
    'testCompletion is "never", but must be one of "immediate", "in-response", "delayed", "per-poll", "manual".',
  ],
  "a type of task that no API has": [
    (account) => account.updateSettings({ disabledTaskTypes: ["anotation"] }),
    'disabledTaskTypes has "anotation", but must be made of categorization, ',
  ],
  "a fault for an operation that no API has": [
    (account) => account.addFault({ target: "request", operation: "getTsk", status: 500 }),
    'operation is "getTsk", but must be one of createCategorizationTask, ',
  ],
  "a fault without an effect": [
    (account) => account.addFault({ target: "request", operation: "getTask" }),
    "The fault has no effect. Add status ",
  ],
  "a fault of no kind": [
    (account) => account.addFault({ target: "delivery", kind: "lost" as "delay" }),
    'kind is "lost", but must be one of "duplicate", "delay", "reorder", "wrong-auth".',
  ],
  "a step back in time": [
    (account) => account.clock.advance({ hours: -1 }),
    "hours is -1, but must be at least 0.",
  ],
  "a step of no length that could be known": [
    (account) => account.clock.advance({ hours: Number.NaN }),
    "hours is null, but must be a number.",
  ],
  "an end that is neither a response nor an error": [
    (account) => account.completeTask("65f0c1d2e3f4a5b6c7d8e9f0", { reponse: {} } as object),
    "reponse is not known here. Did you mean response?",
  ],
  "an end that is both": [
    (account) => account.completeTask("65f0c1d2e3f4a5b6c7d8e9f0", { response: {}, error: "No." }),
    "response and error exclude each other. Send one of them.",
  ],
  "waiting for what never happens": [
    (account) => account.waitForCallback("65f0c1d2e3f4a5b6c7d8e9f0", { until: "sent" as "ended" }),
    'until is "sent", but must be one of "attempted", "ended".',
  ],
  "an option of waiting that is not known": [
    (account) => account.waitForCallback("nope", { untill: "ended" } as object),
    "untill is not a parameter of this operation. Did you mean until?",
  ],
  "a filter of deliveries that is not known": [
    (account) => account.deliveries({ taskID: "nope", task: "nope" } as object),
    "taskID is not a parameter of this operation. Did you mean taskId?",
  ],
  "a filter of requests that is not known": [
    (account) => account.requests({ operations: "getTask" } as object),
    "operations is not a parameter of this operation. Did you mean operation?",
  ],
  "waiting for a task that is not there": [
    (account) => account.waitForCallback("nope"),
    "There is no task nope of this account",
  ],
};

test.for(Object.entries(slips))(
  "%s is told at once, with the way out",
  async ([, [slip, sentence]], { account }) => {
    const before = await account.settings();
    await expect((async () => slip(account))()).rejects.toThrow(sentence);
    expect(await account.settings()).toEqual(before);
  },
);

test("an account needs a key of its own", ({ mock }) => {
  expect(() => mock.account("*")).toThrow("account is *, which means all accounts.");
  expect(() => mock.account("")).toThrow("account has 0 characters, but needs at least 1.");
});

test("what is handed over stays as it is, and may lack what has a default", async ({ account }) => {
  const fault = { target: "request", status: 429 } as const;
  await account.addFault(fault);
  expect(fault).toEqual({ target: "request", status: 429 });
  await account.clearFaults();
});

test("looking at the clock of a key that was never used makes no account", async ({ mock }) => {
  const key = newKey();
  await mock.account(key).clock.now();
  const accounts = (await (await fetch(`${mock.url()}/_mock/accounts`)).json()) as { account: string }[];
  expect(accounts.map(({ account }) => account)).not.toContain(key);
});
