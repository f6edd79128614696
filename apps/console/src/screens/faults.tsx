import { useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { account } from "../state/accounts.ts";
import { act } from "../state/act.ts";
import { contracts } from "../state/contracts.ts";
import { useLive } from "../state/live.ts";
import { Button, Empty, Failure, Field, Heading, Panel } from "../ui/parts.tsx";

type Fault = Schemas["Fault"];

/** Faults that are wanted most, with what they test. */
const presets: readonly { readonly name: string; readonly help: string; readonly fault: Fault }[] = [
  {
    name: "429 Too Many Requests",
    help: "Does the client wait for Retry-After?",
    fault: { target: "request", status: 429, retryAfter: 1, times: 1 },
  },
  {
    name: "503 three times",
    help: "Does the client retry?",
    fault: { target: "request", status: 503, times: 3 },
  },
  {
    name: "Slow responses",
    help: "2 s each, until removed",
    fault: { target: "request", delayMs: 2000, untilRemoved: true, times: 1 },
  },
  { name: "Dropped connection", help: "Nothing is done", fault: { target: "request", drop: true, times: 1 } },
  {
    name: "Lost response",
    help: "All is done, but the client does not learn of it",
    fault: { target: "request", loseResponse: true, times: 1 },
  },
  {
    name: "Duplicate callback",
    help: "Does the receiver notice?",
    fault: { target: "delivery", kind: "duplicate", times: 1 },
  },
  {
    name: "Reordered callback",
    help: "A later one comes first",
    fault: { target: "delivery", kind: "reorder", times: 1 },
  },
  {
    name: "Wrong key in a callback",
    help: "Does the receiver check it?",
    fault: { target: "delivery", kind: "wrong-auth", times: 1 },
  },
  {
    name: "Rate limit",
    help: "10 requests in 60 s",
    fault: { target: "rate-limit", requests: 10, perSeconds: 60 },
  },
];

/** Failures to test a client with. */
export const Faults = () => {
  const key = account.value;
  const params = { query: { account: key } };
  const { data, error, reload } = useLive(`faults ${key}`, ["request", "delivery"], () =>
    dataOf(control.GET("/faults", { params })),
  );
  const change = async (done: string, action: () => Promise<unknown>): Promise<void> => {
    await act(done, action);
    await reload();
  };
  const inject = (fault: Fault): Promise<void> =>
    change("The fault is injected.", () => dataOf(control.POST("/faults", { params, body: fault })));
  return (
    <>
      <Heading title="Faults" trail={<bdi>{key}</bdi>} />
      <Failure text={error.value} />
      <Panel
        title="Injected"
        actions={
          (data.value?.length ?? 0) > 0 && (
            <Button
              danger
              onPress={() =>
                change("All faults are removed.", () => dataOf(control.DELETE("/faults", { params })))
              }
            >
              Remove all
            </Button>
          )
        }
      >
        {data.value?.length === 0 ? (
          <Empty title="No faults" />
        ) : (
          <div class="scroll">
            <table aria-label="Injected faults">
              <thead>
                <tr>
                  <th scope="col">Fault</th>
                  <th scope="col">Left</th>
                  <th scope="col">
                    <span class="hidden">Remove</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.value?.map((fault) => (
                  <tr key={fault.faultId}>
                    <td>{describe(fault)}</td>
                    <td>{leftOf(fault)}</td>
                    <td>
                      <Button
                        label={`Remove ${describe(fault)}`}
                        onPress={() =>
                          change("The fault is removed.", () =>
                            dataOf(
                              control.DELETE("/faults/{faultId}", {
                                params: { path: { faultId: fault.faultId ?? "" } },
                              }),
                            ),
                          )
                        }
                      >
                        Remove
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Panel title="Presets">
        <ul class="presets">
          {presets.map(({ fault, help, name }) => (
            <li key={name}>
              <button type="button" class="preset" onClick={() => void inject(fault)}>
                <strong>{name}</strong>
                <span class="help">{help}</span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      <FaultForm onInject={inject} />
    </>
  );
};

const describe = (fault: Fault): string => {
  if (fault.target === "rate-limit")
    return `${fault.requests} requests in ${fault.perSeconds} s${of(fault.operation)}`;
  if (fault.target === "delivery")
    return `Callback: ${fault.kind}${fault.delayMs === undefined ? "" : ` by ${fault.delayMs} ms`}${fault.taskId === undefined ? "" : ` of task ${fault.taskId}`}`;
  const effects = [
    fault.status === undefined ? [] : [`status ${fault.status}`],
    fault.delayMs === undefined || fault.delayMs === 0 ? [] : [`${fault.delayMs} ms late`],
    fault.drop === true ? ["connection dropped"] : [],
    fault.loseResponse === true ? ["response lost"] : [],
  ].flat();
  return `Request${of(fault.operation)}: ${effects.join(", ")}${fault.every === undefined ? "" : `, every ${fault.every}th`}${fault.rate === undefined ? "" : `, ${Math.round(fault.rate * 100)} %`}`;
};

const of = (operation: string | undefined): string => (operation === undefined ? "" : ` of ${operation}`);

const leftOf = (fault: Fault): string => {
  if (fault.target === "rate-limit" || fault.untilRemoved === true) return "until removed";
  return fault.times === 1 ? "once" : `${fault.times} times`;
};

const effects = [
  "status",
  "delay",
  "drop",
  "lost response",
  "duplicate callback",
  "late callback",
  "reordered callback",
  "wrong key in a callback",
] as const;

const kinds = {
  "duplicate callback": "duplicate",
  "late callback": "delay",
  "reordered callback": "reorder",
  "wrong key in a callback": "wrong-auth",
} as const;

const FaultForm = ({ onInject }: { readonly onInject: (fault: Fault) => Promise<void> }) => {
  const [effect, setEffect] = useState<(typeof effects)[number]>("status");
  const [operation, setOperation] = useState("");
  const [status, setStatus] = useState(503);
  const [delayMs, setDelayMs] = useState(2000);
  const [times, setTimes] = useState(1);
  const [untilRemoved, setUntilRemoved] = useState(false);
  const [taskId, setTaskId] = useState("");
  const [every, setEvery] = useState(0);
  const isCallback = effect in kinds;
  const faultOf = (): Fault => {
    const often = {
      times,
      ...(untilRemoved && { untilRemoved }),
      ...(taskId !== "" && { taskId }),
      ...(every > 1 && { every }),
    };
    if (isCallback) {
      const kind = kinds[effect as keyof typeof kinds];
      return { target: "delivery", kind, ...often, ...(kind === "delay" && { delayMs }) };
    }
    return {
      target: "request",
      ...often,
      ...(operation !== "" && { operation }),
      ...(effect === "status" && { status }),
      ...(effect === "delay" && { delayMs }),
      ...(effect === "drop" && { drop: true }),
      ...(effect === "lost response" && { loseResponse: true }),
    };
  };
  return (
    <Panel title="Inject a fault">
      <form
        class="form-grid"
        onSubmit={(event) => {
          event.preventDefault();
          void onInject(faultOf());
        }}
      >
        <Field label="Effect">
          <select
            value={effect}
            onChange={({ currentTarget }) => setEffect(currentTarget.value as typeof effect)}
          >
            {effects.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </Field>
        {effect === "status" && (
          <Field label="Status">
            <input
              type="number"
              min={400}
              max={599}
              value={status}
              onInput={({ currentTarget }) => setStatus(currentTarget.valueAsNumber)}
            />
          </Field>
        )}
        {(effect === "delay" || effect === "late callback") && (
          <Field label="Delay in milliseconds">
            <input
              type="number"
              min={1}
              max={600_000}
              value={delayMs}
              onInput={({ currentTarget }) => setDelayMs(currentTarget.valueAsNumber)}
            />
          </Field>
        )}
        {!isCallback && (
          <Field label="Operation">
            <select value={operation} onChange={({ currentTarget }) => setOperation(currentTarget.value)}>
              <option value="">all</option>
              {contracts.value.map(({ api, operations, title }) => (
                <optgroup key={api} label={title}>
                  {operations.map((each) => (
                    <option key={each.operation} value={each.operation}>
                      {each.operation}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </Field>
        )}
        <Field label="Only for the task" help="Its id; empty for all">
          <input type="text" value={taskId} onInput={({ currentTarget }) => setTaskId(currentTarget.value)} />
        </Field>
        <Field label="Times">
          <input
            type="number"
            min={1}
            max={1_000_000}
            value={times}
            disabled={untilRemoved}
            onInput={({ currentTarget }) => setTimes(currentTarget.valueAsNumber)}
          />
        </Field>
        <Field label="Each nth" help="0 for each">
          <input
            type="number"
            min={0}
            max={1_000_000}
            value={every}
            onInput={({ currentTarget }) => setEvery(currentTarget.valueAsNumber)}
          />
        </Field>
        <label class="check">
          <input
            type="checkbox"
            checked={untilRemoved}
            onChange={({ currentTarget }) => setUntilRemoved(currentTarget.checked)}
          />
          Until it is removed
        </label>
        <button type="submit" class="button primary">
          Inject
        </button>
      </form>
    </Panel>
  );
};
