import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../api/client.ts";
import { Button, Panel } from "../ui/parts.tsx";
import { JsonArea } from "./json-area.tsx";
import { SchemaForm } from "./schema-form.tsx";
import { isObject } from "./schema.ts";

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
  const [isInvalid, setInvalid] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const check = (): void =>
    setInvalid(fields.current?.querySelector("[aria-invalid=true]") !== null && fields.current !== null);
  // Whatever changed may have removed an invalid field, or filled it in.
  useEffect(check);
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
      {/* Listening after the field, which knows by then whether it is valid. */}
      <div ref={fields} onInput={() => requestAnimationFrame(check)}>
        {form.schema === undefined ? (
          <p class="muted">Its results follow from its request: there is nothing to fill in.</p>
        ) : asJson ? (
          <JsonArea
            label="Response as JSON"
            rows={14}
            value={response}
            accepts={(value) => (isObject(value) ? undefined : "The response must be an object.")}
            onChange={setResponse}
          />
        ) : (
          <SchemaForm schema={form.schema} value={response} task={task.task} onChange={setResponse} />
        )}
      </div>
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
        <Button primary disabled={isInvalid} onPress={complete}>
          Complete
        </Button>
        {form.response !== undefined && (
          <Button onPress={() => setResponse(copyOf(form.response))}>Back to the generated response</Button>
        )}
      </div>
      {form.canFail && <Fail onFail={(error) => onComplete({ error })} />}
    </Panel>
  );
};

/** A new value, which replaces what was typed, even if it is the value that the form began with. */
const copyOf = (value: unknown): unknown => structuredClone(value);

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
