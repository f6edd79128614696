import * as fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../agree.ts";
import { accountOf, anyKey, type DeliveryFault, type Model, type RequestFault } from "../state.ts";
import type { System } from "../system.ts";
import { hasTies } from "../waiting-faults.ts";
import { type Command, commands } from "./command.ts";

const operations = [
  "createCategorizationTask",
  "createAnnotationTask",
  "getTask",
  "cancelTask",
  "listTasks",
  "runTask",
  "deleteTask",
] as const;

const requestFault: fc.Arbitrary<RequestFault> = fc
  .tuple(
    fc.option(fc.constantFrom(...operations), { nil: undefined, freq: 4 }),
    fc.constantFrom({ status: 400 }, { status: 429 }, { status: 503 }, { drop: true }, { delayMs: 1 }),
  )
  .map(([operation, how]) =>
    Object.assign({ target: "request" as const }, operation === undefined ? {} : { operation }, how),
  );

const deliveryFault: fc.Arbitrary<DeliveryFault> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      target: fc.constant("delivery" as const),
      kind: fc.constantFrom("duplicate" as const, "reorder" as const, "wrong-auth" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      target: fc.constant("delivery" as const),
      kind: fc.constant("delay" as const),
      delayMs: fc.constantFrom(1, 5000, 60_000),
    }),
  },
);

const times = fc.integer({ min: 1, max: 3 });

interface Asking {
  readonly key: string | undefined;
  readonly fault: RequestFault | DeliveryFault;
  readonly times: number;
}

const askFor = async (model: Model, system: System, { key, fault, times: left }: Asking): Promise<void> => {
  const sent = { ...fault, times: left };
  const { status, body: asked } = await system.control("POST /faults", key ?? "*", sent);
  const faultId = expect.any(String) as string;
  agree("the fault", { status, asked }, { status: 200, asked: { ...sent, faultId } });
  model.faults.push({ account: key, fault, left });
  const { body } = await system.control("GET /faults");
  agree(
    "all faults",
    body,
    model.faults.map((it) => ({ ...it.fault, faultId, times: it.left })),
  );
};

export const requestFaults: fc.Arbitrary<Command> = commands(
  "ask for a fault of requests",
  fc.record({ key: fc.option(anyKey, { nil: undefined, freq: 5 }), fault: requestFault, times }),
  { run: askFor },
);

export const deliveryFaults: fc.Arbitrary<Command> = commands(
  "ask for a fault of callbacks",
  fc.record({ key: anyKey, fault: deliveryFault, times }),
  { isPossible: (model, { key }) => !hasTies(accountOf(model, key)), run: askFor },
);

export const noFaults: fc.Arbitrary<Command> = commands(
  "take faults back",
  fc.record({ key: fc.option(anyKey, { nil: undefined }) }),
  {
    isPossible: (model) => model.faults.length > 0,
    run: async (model, system, { key }) => {
      agree("taking faults back", (await system.control("DELETE /faults", key ?? "*")).status, 204);
      model.faults = model.faults.filter((it) => key !== undefined && it.account !== key);
    },
  },
);
