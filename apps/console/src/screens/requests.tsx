import { useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { ofChosen } from "../state/accounts.ts";
import { useLive } from "../state/live.ts";
import { contracts } from "../state/contracts.ts";
import { go, hrefOf, route, setQuery } from "../state/route.ts";
import { repeatedCall } from "../state/repeated-call.ts";
import { Body, Headers } from "../ui/body.tsx";
import { curlOf } from "../ui/curl.ts";
import { bodyText, sizeText, timeText } from "../ui/format.ts";
import { useKeys } from "../ui/keys.ts";
import { Copy, Empty, Facts, Failure, Heading, HttpStatus, Panel } from "../ui/parts.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";

type Entry = Schemas["JournalEntry"];

/** At most this many are shown: the newest. */
const SHOWN = 1000;

const load = (chosen: { readonly account?: string }) =>
  dataOf(control.GET("/requests", { params: { query: { ...chosen, limit: SHOWN } } }));

const useEntries = () => {
  const chosen = ofChosen();
  return useLive(`requests ${chosen.account}`, ["request"], () => load(chosen));
};

const matches = (
  { method, operation = "", path, status, violations }: Entry,
  text: string,
  only: string,
): boolean => {
  if (only === "violations" && violations.length === 0) return false;
  if (only === "refused" && (status ?? 599) < 400) return false;
  const words = `${method} ${path} ${operation} ${status ?? ""}`.toLowerCase();
  return text
    .toLowerCase()
    .split(" ")
    .every((word) => words.includes(word));
};

/** The requests that the mocked APIs received, newest first. */
export const Requests = () => {
  const { data, error } = useEntries();
  const { only = "", text = "" } = route.value.query;
  const [current, setCurrent] = useState(0);
  const found = (data.value ?? []).toReversed().filter((entry) => matches(entry, text, only));
  useKeys({
    j: () => setCurrent(Math.min(found.length - 1, current + 1)),
    k: () => setCurrent(Math.max(0, current - 1)),
    Enter: () => {
      const entry = found[current];
      if (entry) go(hrefOf("requests", entry.requestId));
    },
  });
  return (
    <div class="fill">
      <Heading title="Requests">
        <span class="muted" role="status">
          {data.value === undefined ? "Loading" : `${found.length} requests`}
        </span>
      </Heading>
      <div class="filters" role="search" aria-label="Filter requests">
        <input
          id="search"
          type="search"
          placeholder="Method, path, operation or status"
          aria-label="Method, path, operation or status"
          value={text}
          onInput={({ currentTarget }) => setQuery({ text: currentTarget.value })}
        />
        <select
          aria-label="Kind"
          value={only}
          onChange={({ currentTarget }) => setQuery({ only: currentTarget.value })}
        >
          <option value="">All requests</option>
          <option value="refused">Refused</option>
          <option value="violations">With violations</option>
        </select>
      </div>
      <Failure text={error.value} />
      {data.value !== undefined && found.length === 0 ? (
        <Empty title="No requests">
          <p>Requests to the mocked APIs are listed here as they come, with what is wrong with them.</p>
        </Empty>
      ) : (
        <VirtualList
          label="Requests"
          items={found}
          rowHeight={44}
          keyOf={({ requestId }) => requestId}
          current={current}
          head={
            <div class="request-row" role="row">
              <span role="columnheader">Status</span>
              <span role="columnheader">Request</span>
              <span role="columnheader" class="wide">
                Operation
              </span>
              <span role="columnheader" class="wide">
                Time (UTC)
              </span>
              <span role="columnheader">Violations</span>
            </div>
          }
          row={(entry, index) => (
            <div class="request-row" role="presentation" onClick={() => setCurrent(index)}>
              <span role="cell">
                <HttpStatus {...(entry.status !== undefined && { status: entry.status })} />
              </span>
              <span role="cell" class="cut">
                <a href={hrefOf("requests", entry.requestId)}>
                  <b>{entry.method}</b> <bdi>{entry.path}</bdi>
                </a>
              </span>
              <span role="cell" class="wide cut">
                {entry.operation ?? ""}
              </span>
              <span role="cell" class="wide">
                {timeText(entry.at)}
              </span>
              <span role="cell">{entry.violations.length || ""}</span>
            </div>
          )}
        />
      )}
    </div>
  );
};

/** One request, its response, and why it was refused. */
export const Request = ({ id }: { readonly id: string }) => {
  const { data, error } = useEntries();
  const entry = data.value?.find(({ requestId }) => requestId === id);
  if (error.value !== undefined) return <Failure text={error.value} />;
  if (!data.value) return <p role="status">Loading</p>;
  if (!entry)
    return (
      <Empty title="This request is not in the journal any more">
        <p>
          The server keeps the newest ones. <a href={hrefOf("requests")}>All requests</a>
        </p>
      </Empty>
    );
  return (
    <>
      <Heading
        title={`${entry.method} ${entry.path}`}
        trail={
          <>
            <a href={hrefOf("requests")}>Requests</a> / {entry.operation ?? "no operation"}
          </>
        }
      >
        <HttpStatus {...(entry.status !== undefined && { status: entry.status })} />
        {entry.requestBodyCut === undefined ? (
          <Copy text={() => curlOf(repeatedCall(entry, contracts.value))}>Copy as cURL</Copy>
        ) : (
          <span class="muted">
            Its body of {sizeText(entry.requestBodyCut)} is not kept whole, to be repeated.
          </span>
        )}
      </Heading>
      {(entry.violations.length > 0 || (entry.status ?? 599) >= 400) && <Why entry={entry} />}
      <Panel title="Request">
        <Facts
          facts={[
            ["Time", `${timeText(entry.at)} UTC`],
            ["Took", `${entry.durationMs.toFixed(1)} ms`],
            ["Account", entry.account === undefined ? "none" : <bdi>{entry.account}</bdi>],
            ...(entry.query === undefined
              ? []
              : [
                  [
                    "Query",
                    <code>
                      <bdi>{entry.query}</bdi>
                    </code>,
                  ] as const,
                ]),
            ...(entry.taskId === undefined
              ? []
              : [["Task", <a href={hrefOf("tasks", entry.taskId)}>{entry.taskId}</a>] as const]),
          ]}
        />
        <Headers label="Headers of the request" headers={entry.requestHeaders ?? {}} />
        {entry.requestBody !== undefined && <Body label="Body of the request" body={entry.requestBody} />}
      </Panel>
      <Panel title="Response">
        <Headers label="Headers of the response" headers={entry.responseHeaders ?? {}} />
        {entry.responseBody !== undefined && <Body label="Body of the response" body={entry.responseBody} />}
      </Panel>
    </>
  );
};

/** Why a request was refused, or what is wrong with it though it was served. */
const Why = ({ entry }: { readonly entry: Entry }) => (
  <Panel title={(entry.status ?? 599) >= 400 ? "Why was this refused?" : "What is wrong with it?"}>
    {entry.status === undefined && <p>An injected fault closed the connection without a response.</p>}
    {entry.violations.length === 0 && entry.responseBody !== undefined && (
      <p>
        The request is valid by the contract. The server explains:{" "}
        <bdi class="text">{reasonOf(entry.responseBody)}</bdi>
      </p>
    )}
    {entry.violations.length > 0 && (
      <div class="scroll">
        <table aria-label="Violations of the contract">
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">What is wrong</th>
              <th scope="col">Rule</th>
              <th scope="col">In the contract</th>
            </tr>
          </thead>
          <tbody>
            {entry.violations.map(({ code, location, message, severity }, index) => (
              <tr key={index}>
                <th scope="row">
                  <code>
                    <bdi>{location.join(" → ")}</bdi>
                  </code>
                </th>
                <td class="text">
                  <bdi>{message}</bdi>
                </td>
                <td>
                  {code} <span class="muted">{severity.toLowerCase()}</span>
                </td>
                <td>
                  <a
                    href={hrefOf(
                      "contract",
                      entry.api,
                      entry.operation === undefined ? {} : { operation: entry.operation },
                    )}
                  >
                    {entry.operation ?? entry.api}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </Panel>
);

const reasonOf = (body: unknown): string => {
  const { error, message } = Object(body) as { error?: unknown; message?: unknown };
  const reason = error ?? message ?? body;
  return bodyText(reason).slice(0, 500);
};
