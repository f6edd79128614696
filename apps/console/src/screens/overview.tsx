import { useState } from "preact/hooks";
import { control, dataOf } from "../api/client.ts";
import { account, accounts, firstKey } from "../state/accounts.ts";
import { act } from "../state/act.ts";
import { type Contract, contracts } from "../state/contracts.ts";
import { useLive } from "../state/live.ts";
import { go, hrefOf } from "../state/route.ts";
import { createSample, sampleCall, sampleOperations } from "../state/sample.ts";
import { curlOf } from "../ui/curl.ts";
import { timeText } from "../ui/format.ts";
import { Button, Copy, Failure, Heading, Panel } from "../ui/parts.tsx";

/** How many accounts are counted: the newest. */
const SHOWN = 50;

const loadCounts = async () => {
  const all = await dataOf(control.GET("/accounts"));
  accounts.value = all;
  return Promise.all(
    all
      .slice(-SHOWN)
      .toReversed()
      .map(async ({ account: key }) => {
        const params = { query: { account: key } };
        const [counts, settings] = await Promise.all([
          dataOf(control.GET("/accounts/counts", { params })),
          dataOf(control.GET("/settings", { params })),
        ]);
        return Object.assign(counts, { mode: modeOf(key, settings) });
      }),
  );
};

/** How tasks of an account complete. */
const modeOf = (
  key: string,
  settings: { readonly liveCompletion: string; readonly testCompletion: string },
): string =>
  key.startsWith("live_") ? `live, ${settings.liveCompletion}` : `test, ${settings.testCompletion}`;

/** Who uses the server, and how to begin. */
export const Overview = () => {
  const { data, error } = useLive("overview", ["task", "delivery", "clock"], loadCounts);
  const isEmpty = data.value?.every(({ tasks }) => tasks === 0) ?? false;
  return (
    <>
      <Heading title="Overview" />
      <Failure text={error.value} />
      {isEmpty && (
        <div class="empty">
          <h2>No tasks yet</h2>
          <p>
            Create a task with your application, with the command below, or here with an example of the
            contract. Its callback goes to a receiver in this console.
          </p>
          <SampleButton />
        </div>
      )}
      {data.value && data.value.length > 0 && (
        <Panel title="Accounts" actions={isEmpty ? undefined : <SampleButton />}>
          <ul class="cards">
            {data.value.map((each) => (
              <li key={each.account} class="card">
                <h3>
                  <a href={hrefOf("tasks", undefined, { account: each.account })}>
                    <bdi>{each.account}</bdi>
                  </a>
                </h3>
                <p class="muted">
                  {timeText(each.now)} UTC{each.frozen ? ", frozen" : ""} · {each.mode}
                </p>
                <div class="counts">
                  <a href={hrefOf("tasks", undefined, { account: each.account })}>
                    <strong>{each.tasks}</strong> tasks
                  </a>
                  <a href={hrefOf("tasks", undefined, { account: each.account })}>
                    <strong>{each.open}</strong> open
                  </a>
                  <a href={hrefOf("callbacks", undefined, { account: each.account, status: "pending" })}>
                    <strong>{each.pendingCallbacks}</strong> callbacks pending
                  </a>
                  <a
                    class={each.failedCallbacks > 0 ? "bad" : ""}
                    href={hrefOf("callbacks", undefined, { account: each.account, status: "failed" })}
                  >
                    <strong>{each.failedCallbacks}</strong> callbacks failed
                  </a>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="How to call the mock">
        <p class="muted">
          Change the host of your URLs, and use any API key: each key is an account of its own, and is created
          when it is first used.
        </p>
        {contracts.value.map((contract) => (
          <CallPanel key={contract.api} contract={contract} />
        ))}
      </Panel>
    </>
  );
};

const CallPanel = ({ contract }: { readonly contract: Contract }) => {
  const [operation] = sampleOperations(contract);
  return (
    <div class="call">
      <h3>
        <a href={hrefOf("contract", contract.api)}>{contract.title}</a>
      </h3>
      <div class="copy-line">
        <span class="muted">URL</span> <code>{contract.url}</code> <Copy text={() => contract.url} />
      </div>
      <div class="copy-line">
        <span class="muted">Key</span> <code>{account.value}</code> <Copy text={() => account.value} />
        {operation && (
          <Copy text={() => curlOf(sampleCall(contract, operation, account.value))}>
            Copy a sample as cURL
          </Copy>
        )}
      </div>
    </div>
  );
};

/** Creates a task from an example, and shows it. */
const SampleButton = () => {
  const choices = contracts.value.flatMap((contract) =>
    sampleOperations(contract).map((operation) => ({
      contract,
      operation,
      id: `${contract.api} ${operation.operation}`,
    })),
  );
  const [chosen, setChosen] = useState<string>();
  const choice = choices.find(({ id }) => id === chosen) ?? choices[0];
  if (!choice) return null;
  const key = account.value || firstKey;
  const create = async (): Promise<void> => {
    const { contract, operation } = choice;
    let owner = key;
    const isDone = await act("The task was created.", async () => {
      owner = await createSample(contract, operation, key);
    });
    if (!isDone) return;
    const { tasks } = await dataOf(
      control.GET("/tasks", { params: { query: { account: owner, api: contract.api, limit: 1 } } }),
    );
    const [task] = tasks;
    go(hrefOf("tasks", task?.taskId, { account: owner }));
  };
  return (
    <div class="sample">
      <select
        aria-label="Kind of sample"
        value={choice.id}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        {contracts.value.map((contract) => (
          <optgroup key={contract.api} label={contract.title}>
            {choices
              .filter((each) => each.contract === contract)
              .map(({ id, operation }) => (
                <option key={id} value={id}>
                  {operation.summary || operation.operation}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <Button primary onPress={create}>
        Create a sample task
      </Button>
    </div>
  );
};
