import { control, dataOf, type Schemas } from "../api/client.ts";
import { LifeCycle } from "../diagram/life-cycle.tsx";
import { contracts } from "../state/contracts.ts";
import { useLive } from "../state/live.ts";
import { hrefOf, route, setQuery } from "../state/route.ts";
import { durationText } from "../ui/format.ts";
import { Copy, Empty, Facts, Failure, Heading, Panel } from "../ui/parts.tsx";

/** What the mock understands of an API, and what of it was exercised. */
export const ContractScreen = ({ id }: { readonly id: string | undefined }) => {
  const api = id ?? contracts.value[0]?.api ?? "";
  const { data, error } = useLive(`contract ${api}`, ["request", "delivery", "task"], () =>
    dataOf(control.GET("/contracts/{api}", { params: { path: { api } } })),
  );
  const contract = data.value;
  return (
    <>
      <Heading title={contract?.title ?? "Contract"} trail="Contract">
        <nav class="tabs" aria-label="APIs">
          {contracts.value.map((each) => (
            <a
              key={each.api}
              href={hrefOf("contract", each.api)}
              aria-current={each.api === api ? "page" : undefined}
            >
              {each.api}
            </a>
          ))}
        </nav>
      </Heading>
      <Failure text={error.value} />
      {contract && (
        <>
          <Facts
            facts={[
              [
                "URL",
                <span class="copy-line">
                  <code>{contract.url}</code> <Copy text={() => contract.url} />
                </span>,
              ],
              ["Version", contract.version],
              ["Exercised", exercisedText(contract.operations)],
            ]}
          />
          {contract.resources.map((resource) => (
            <ResourcePanel key={resource.name} resource={resource} />
          ))}
          <Operations operations={contract.operations} />
        </>
      )}
    </>
  );
};

const exercisedText = (operations: readonly Schemas["ContractOperation"][]): string => {
  const used = operations.filter(({ responses }) => responses.some(({ count }) => count > 0)).length;
  return `${used} of ${operations.length} operations since the start`;
};

const ResourcePanel = ({ resource }: { readonly resource: Schemas["ContractResource"] }) => {
  const hasStatus = resource.states.some(({ name }) => name !== "");
  return (
    <Panel
      title={`Life cycle of ${resource.name}`}
      actions={<span class="badge open">{resource.isDeclared ? "declared" : "inferred"}</span>}
    >
      {hasStatus && resource.transitions.length > 0 ? (
        <LifeCycle resource={resource} />
      ) : (
        <p class="muted">It has no status.</p>
      )}
      {resource.transitions.length > 0 && (
        <div class="scroll">
          <table aria-label={`Transitions of ${resource.name}`}>
            <thead>
              <tr>
                <th scope="col">Transition</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">By</th>
                <th scope="col">Occurred</th>
              </tr>
            </thead>
            <tbody>
              {resource.transitions.map(({ after, by, count, from, name, to }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{from.join(", ")}</td>
                  <td>{to}</td>
                  <td>
                    {[...by, ...(after === undefined ? [] : [`time: ${durationText(after)}`])].join(", ") ||
                      "completion"}
                  </td>
                  <td>
                    <Count count={count} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {resource.callbacks.length > 0 && (
        <div class="scroll">
          <table aria-label={`Callbacks of ${resource.name}`}>
            <thead>
              <tr>
                <th scope="col">Callback</th>
                <th scope="col">Sent when</th>
                <th scope="col">Sent to</th>
                <th scope="col">Retries</th>
                <th scope="col">Received</th>
              </tr>
            </thead>
            <tbody>
              {resource.callbacks.map(({ delays, name, outcomes, states, to }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{states.join(", ")}</td>
                  <td class="text">{to.join(", ") || "the default callback URL"}</td>
                  <td>{delays.length}</td>
                  <td>
                    {outcomes.length === 0 ? (
                      <Count count={0} />
                    ) : (
                      outcomes.map(({ count, status }) => (
                        <span key={status} class="exercised-response">
                          {status} <Count count={count} failed={!status.startsWith("2")} />
                        </span>
                      ))
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details>
        <summary>Why it was understood like this</summary>
        <ul>
          {resource.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
    </Panel>
  );
};

const Count = ({ count, failed = false }: { readonly count: number; readonly failed?: boolean }) =>
  count === 0 ? (
    <span class="muted">not yet</span>
  ) : (
    <span class={`badge ${failed ? "failure" : "success"}`}>{count}×</span>
  );

const Operations = ({ operations }: { readonly operations: readonly Schemas["ContractOperation"][] }) => {
  const { operation = "", text = "" } = route.value.query;
  const found = operations.filter((each) =>
    `${each.method} ${each.path} ${each.operation}`.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <Panel title="Operations">
      <div class="filters" role="search" aria-label="Filter operations">
        <input
          id="search"
          type="search"
          placeholder="Path or operation"
          aria-label="Path or operation"
          value={text}
          onInput={({ currentTarget }) => setQuery({ text: currentTarget.value })}
        />
      </div>
      {found.length === 0 ? (
        <Empty title="No operation matches" />
      ) : (
        <div class="scroll">
          <table aria-label="Operations">
            <thead>
              <tr>
                <th scope="col">Operation</th>
                <th scope="col">Role</th>
                <th scope="col">Responses</th>
              </tr>
            </thead>
            <tbody>
              {found.map((each) => (
                <tr key={each.operation} class={each.operation === operation ? "current" : ""}>
                  <th scope="row">
                    <b>{each.method}</b> <code>{each.path}</code>
                    <br />
                    <span class="muted">{each.summary || each.operation}</span>
                  </th>
                  <td>{each.role ?? "responds with examples"}</td>
                  <td>
                    {each.responses.map(({ count, status }) => (
                      <span key={status} class={`exercised-response${count > 0 ? " done" : ""}`}>
                        {status}
                        {count > 0 && <b> {count}×</b>}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
};
