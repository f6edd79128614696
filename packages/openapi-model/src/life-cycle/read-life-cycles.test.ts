import { expect, test } from "vitest";
import type { OpenApiDocument } from "../document.ts";
import { formatPointer } from "../json-pointer.ts";
import { readLifeCycles } from "./read-life-cycles.ts";

const declaration = {
  id: "/id",
  status: "/status",
  states: {
    waiting: { initial: true },
    firing: {},
    done: { outcome: "success" },
    cracked: { outcome: "failure" },
  },
  transitions: {
    fire: { from: "waiting", to: "firing", by: "firePot", otherwise: 409, set: { "/firedAt": "now" } },
    finish: {
      from: "firing",
      to: "done",
      after: { of: "/glaze", values: { matt: "PT1H" }, otherwise: "PT2H" },
      set: {
        "/pot": "result",
        "/firedAt": "absent",
        "/seconds": { secondsSince: "/firedAt" },
        "/glaze": { constant: null },
      },
    },
    crack: { from: ["waiting", "firing"], to: "cracked" },
  },
  callbacks: {
    potDone: { on: ["finish", "crack"], retry: { times: 3, within: "PT1H", growth: 2 }, succeeded: "/pot" },
  },
  modes: {
    slow: { credential: "^slow_", manual: true },
    quick: { after: { finish: "PT0S" }, set: { "/glaze": { constant: "matt" } } },
  },
};

/** A contract with the declaration, one member of which has another value. */
const contractWith = (pointer: string, value: unknown): OpenApiDocument => {
  const changed = structuredClone(declaration) as Record<string, unknown>;
  const steps = pointer.split("/").slice(1);
  const last = steps.pop() ?? "";
  const parent = steps.reduce((node, step) => node[step] as Record<string, unknown>, changed);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return {
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    paths: {
      "/pots/{id}/fire": {
        post: {
          operationId: "firePot",
          responses: { "200": {}, "409": {}, "5XX": {} },
          callbacks: { potDone: { "{$request.body#/url}": { post: {} } } },
        },
      },
    },
    components: {
      schemas: {
        Pot: {
          properties: {
            id: {},
            status: { enum: ["waiting", "firing", "done", "cracked"] },
            glaze: {},
            firedAt: {},
            pot: {},
            seconds: {},
          },
          "x-task-lifecycle": changed,
        },
      },
    },
  };
};

test("a declaration is read with its pointers, durations and defaults", () => {
  const { lifeCycles, problems } = readLifeCycles(contractWith("/id", "/id"));
  expect(problems).toEqual([]);
  expect(lifeCycles).toHaveLength(1);
  const [lifeCycle] = lifeCycles;
  expect(lifeCycle).toMatchObject({ schema: "Pot", id: ["id"], status: ["status"], initial: "waiting" });
  expect(lifeCycle?.states.get("done")).toEqual({ outcome: "success" });
  expect(lifeCycle?.transitions.get("finish")).toEqual({
    from: ["firing"],
    to: "done",
    by: [],
    after: { of: ["glaze"], values: new Map([["matt", 3_600_000]]), otherwise: 7_200_000 },
    set: [
      { target: ["pot"], value: { kind: "result" } },
      { target: ["firedAt"], value: { kind: "absent" } },
      { target: ["seconds"], value: { kind: "secondsSince", since: ["firedAt"] } },
      { target: ["glaze"], value: { kind: "constant", constant: null } },
    ],
  });
  expect(lifeCycle?.callbacks.get("potDone")).toEqual({
    on: ["finish", "crack"],
    retry: { times: 3, within: 3_600_000, growth: 2 },
    succeeded: ["pot"],
  });
  expect(lifeCycle?.modes).toEqual([
    { name: "slow", credential: /^slow_/u, set: [], after: new Map(), manual: true },
    {
      name: "quick",
      set: [{ target: ["glaze"], value: { kind: "constant", constant: "matt" } }],
      after: new Map([["finish", { fixed: 0 }]]),
      manual: false,
    },
  ]);
});

test("a document that declares nothing has no life cycle and no problem", () => {
  const document = { openapi: "3.1.0", info: { title: "None", version: "1" } };
  expect(readLifeCycles(document)).toEqual({ lifeCycles: [], problems: [] });
});

test.for<[string, unknown, string, string]>([
  ["/id", undefined, "/id", "id is missing."],
  ["/id", "id", "/id", 'id is "id", but must be a JSON Pointer such as /status.'],
  ["/id", "/uuid", "/id", "/uuid is no property of Pot. Describe it, or correct the pointer."],
  [
    "/stats",
    {},
    "/stats",
    '"stats" is not known here. Use one of id, status, states, transitions, callbacks, modes.',
  ],
  ["/states/waiting/initial", undefined, "/states", "states has 0 initial states, but must have one"],
  ["/states/firing/initial", true, "/states", "states has 2 initial states, but must have one"],
  [
    "/states/done/outcome",
    "good",
    "/states/done/outcome",
    'is "good", but must be success or failure or canceled.',
  ],
  [
    "/states/lost",
    {},
    "/states/lost",
    '"lost" is no value of /status. Use one of waiting, firing, done, cracked.',
  ],
  ["/states/cracked", undefined, "/states", 'states lacks "cracked", which is a value of /status.'],
  [
    "/transitions/fire/from",
    "wating",
    "/transitions/fire/from",
    '"wating" is no state. Use one of waiting, firing, done, cracked.',
  ],
  ["/transitions/fire/to", undefined, "/transitions/fire/to", "transitions.fire.to is missing."],
  ["/transitions/fire/by", "fire", "/transitions/fire/by", '"fire" is no operation. Use one of firePot.'],
  [
    "/transitions/fire/otherwise",
    200,
    "/transitions/fire/otherwise",
    "is 200, but must be a status from 400 to 599.",
  ],
  [
    "/transitions/fire/otherwise",
    410,
    "/transitions/fire/otherwise",
    "firePot documents no response with the status 410.",
  ],
  ["/transitions/crack/otherwise", 500, "/transitions/crack/otherwise", "no operation is named under `by`."],
  [
    "/transitions/finish/after",
    "1h",
    "/transitions/finish/after",
    'is "1h", but must be a duration such as PT24H or P7D',
  ],
  ["/transitions/finish/after/of", "/color", "/transitions/finish/after/of", "/color is no property of Pot."],
  [
    "/transitions/finish/set",
    { "/pot": "results" },
    "/transitions/finish/set/~1pot",
    'is "results", but must be now, result, absent',
  ],
  [
    "/transitions/finish/set",
    { "/vase": "result" },
    "/transitions/finish/set/~1vase",
    "/vase is no property of Pot.",
  ],
  ["/transitions/finish", undefined, "/states/done", 'No transition leads from "waiting" to "done".'],
  [
    "/callbacks/potDone/on",
    "end",
    "/callbacks/potDone/on",
    '"end" is no transition. Use one of fire, finish, crack.',
  ],
  [
    "/callbacks",
    { potLost: { on: "crack" } },
    "/callbacks/potLost",
    '"potLost" is no callback of an operation. Use one of potDone.',
  ],
  ["/callbacks/potDone/succeeded", "/told", "/callbacks/potDone/succeeded", "/told is no property of Pot."],
  [
    "/callbacks/potDone/retry/times",
    1.5,
    "/callbacks/potDone/retry/times",
    "is 1.5, but must be a whole number.",
  ],
  ["/callbacks/potDone/retry/within", undefined, "/callbacks/potDone/retry/within", "is missing."],
  ["/modes/slow/credential", "(", "/modes/slow/credential", 'is "(", but must be a regular expression.'],
  ["/modes/quick/after", { end: "PT0S" }, "/modes/quick/after/end", '"end" is no transition.'],
])("%s of %j is a problem at %s", ([pointer, value, place, message]) => {
  const { lifeCycles, problems } = readLifeCycles(contractWith(pointer, value));
  const found = problems.map(({ steps, message: text }) => [
    formatPointer(steps).replace("/components/schemas/Pot/x-task-lifecycle", ""),
    text,
  ]);
  expect(found).toContainEqual([place, expect.stringContaining(message)]);
  expect(lifeCycles).toEqual([]);
});

test("a declaration that is no object is refused as a whole", () => {
  const contract = contractWith("/id", "/id");
  const pot = contract.components?.schemas?.["Pot"] as Record<string, unknown>;
  pot["x-task-lifecycle"] = "pending → done";
  expect(readLifeCycles(contract).problems[0]?.message).toBe(
    'The life cycle is "pending → done", but must be an object.',
  );
});
