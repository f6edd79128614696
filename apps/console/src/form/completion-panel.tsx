import { useState } from "preact/hooks";
import type { Schemas } from "../api/client.ts";
import { Button, Panel } from "../ui/parts.tsx";
import { SchemaForm } from "./schema-form.tsx";
import { isObject, type JsonObject } from "./schema.ts";

type Completion = Schemas["Completion"];

interface CompletionPanelProps {
  readonly form: Schemas["CompletionForm"];
  readonly task: Schemas["TaskDetails"];
  readonly onComplete: (completion: Completion) => Promise<boolean>;
}

/** The work of a person: a response, made in a form, or the reason why there is none. */
export const CompletionPanel = ({ form, onComplete, task }: CompletionPanelProps) => {
  const [response, setResponse] = useState<unknown>(form.response);
  const [isForced, setForced] = useState(false);
  const [asJson, setAsJson] = useState(false);
  if (!form.canComplete)
    return (
      <Panel title="Complete">
        <p class="muted">
          The task is {task.status}, and cannot be completed now. <Ended task={task} />
        </p>
      </Panel>
    );
  const complete = (): Promise<boolean> =>
    onComplete({ ...(isObject(response) && { response }), ...(isForced && { force: true }) });
  return (
    <Panel title="Complete">
      {form.schema === undefined ? (
        <p class="muted">Its results follow from its request: there is nothing to fill in.</p>
      ) : asJson ? (
        <JsonEditor value={response} onChange={setResponse} />
      ) : (
        <SchemaForm schema={form.schema} value={response} task={task.task} onChange={setResponse} />
      )}
      {form.schema !== undefined && (
        <div class="options">
          <label class="check">
            <input
              type="checkbox"
              checked={asJson}
              onChange={({ currentTarget }) => setAsJson(currentTarget.checked)}
            />
            Edit as JSON
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={isForced}
              onChange={({ currentTarget }) => setForced(currentTarget.checked)}
            />
            Accept what contradicts the request
          </label>
        </div>
      )}
      <div class="actions">
        <Button primary onPress={complete}>
          Complete
        </Button>
        {form.response !== undefined && (
          <Button onPress={() => setResponse(form.response)}>Back to the generated response</Button>
        )}
      </div>
      {form.canFail && <Fail onFail={(error) => onComplete({ error })} />}
    </Panel>
  );
};

const Ended = ({ task }: { readonly task: Schemas["TaskDetails"] }) =>
  task.dueAt === undefined ? null : <>It changes its status by itself.</>;

const Fail = ({ onFail }: { readonly onFail: (reason: string) => Promise<boolean> }) => {
  const [reason, setReason] = useState("");
  return (
    <div class="fail">
      <label class="field">
        <span class="field-label">Or let it fail, for a reason</span>
        <input
          type="text"
          dir="auto"
          value={reason}
          placeholder="The image is too blurred."
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      <Button danger disabled={reason === ""} onPress={() => onFail(reason)}>
        Fail
      </Button>
    </div>
  );
};

const JsonEditor = ({
  onChange,
  value,
}: {
  readonly onChange: (value: JsonObject) => void;
  readonly value: unknown;
}) => {
  const [text, setText] = useState(JSON.stringify(value, undefined, 2));
  const [problem, setProblem] = useState<string>();
  const change = (next: string): void => {
    setText(next);
    try {
      const parsed: unknown = JSON.parse(next);
      setProblem(isObject(parsed) ? undefined : "The response must be an object.");
      if (isObject(parsed)) onChange(parsed);
    } catch (error) {
      setProblem(`This is not JSON: ${error instanceof Error ? error.message : ""}`);
    }
  };
  return (
    <label class="field">
      <span class="field-label">Response as JSON</span>
      <textarea
        class="code"
        rows={14}
        value={text}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      {problem !== undefined && (
        <span class="failure-box" role="alert">
          {problem}
        </span>
      )}
    </label>
  );
};
