import { useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { account, accountName, loadAccounts } from "../state/accounts.ts";
import { act } from "../state/act.ts";
import { contracts } from "../state/contracts.ts";
import { useLive } from "../state/live.ts";
import { Button, ConfirmButton, Copy, Failure, Field, Heading, Panel } from "../ui/parts.tsx";

type Settings = Schemas["Settings"];

/** How the account behaves, with explanations. */
export const SettingsScreen = () => {
  const key = account.value;
  const params = { query: { account: key } };
  const { data, error, reload } = useLive(`settings ${key}`, [], () =>
    dataOf(control.GET("/settings", { params })),
  );
  if (!data.value)
    return error.value === undefined ? <p role="status">Loading</p> : <Failure text={error.value} />;
  const save = async (settings: Schemas["SettingsUpdate"]): Promise<void> => {
    await act("The settings are saved.", () =>
      dataOf(control.PATCH("/settings", { params, body: settings })),
    );
    await reload();
  };
  const reset = async (whose: string): Promise<void> => {
    await act("Everything is as in the beginning.", () =>
      dataOf(control.POST("/reset", { params: { query: { account: whose } } })),
    );
    await Promise.all([reload(), loadAccounts()]);
  };
  return (
    <>
      <Heading title="Settings" trail={<bdi>{key}</bdi>} />
      <Failure text={error.value} />
      <SettingsForm key={JSON.stringify(data.value)} settings={data.value} onSave={save} />
      <Panel title="Reset">
        <p class="help">
          Deletes tasks, callbacks, faults and requests, and sets settings and clocks back. Snapshots are
          kept.
        </p>
        <div class="actions">
          <Button danger onPress={() => reset(key)}>
            Reset {accountName.value}
          </Button>
          <ConfirmButton onPress={() => reset("*")}>Reset all accounts</ConfirmButton>
        </div>
      </Panel>
    </>
  );
};

const SettingsForm = ({
  onSave,
  settings,
}: {
  readonly onSave: (settings: Schemas["SettingsUpdate"]) => Promise<void>;
  readonly settings: Settings;
}) => {
  const [draft, setDraft] = useState(settings);
  const set = (change: Partial<Settings>): void => setDraft({ ...draft, ...change });
  const types = contracts.value.flatMap(({ operations }) =>
    operations.filter(({ role }) => role === "create"),
  ).length;
  return (
    <Panel title="Behavior">
      <form
        class="form-grid"
        onSubmit={(event) => {
          event.preventDefault();
          const changed = Object.entries(draft).filter(
            ([name, value]) => JSON.stringify(value) !== JSON.stringify(settings[name as keyof Settings]),
          );
          if (changed.length > 0) void onSave(Object.fromEntries(changed));
        }}
      >
        <Field
          label="Test tasks complete"
          help="immediate: right after the create call. in-response: within it. delayed: after the delay below. per-poll: with each read. manual: by you."
        >
          <Select
            value={draft.testCompletion}
            options={["immediate", "in-response", "delayed", "per-poll", "manual"]}
            onChange={(testCompletion) => set({ testCompletion })}
          />
        </Field>
        <Field
          label="Live tasks complete"
          help="Tasks of keys that begin with live_, if the contract tells them apart. by-urgency: after the time that their urgency promises."
        >
          <Select
            value={draft.liveCompletion}
            options={["manual", "by-urgency"]}
            onChange={(liveCompletion) => set({ liveCompletion })}
          />
        </Field>
        <Field label="Delay in milliseconds" help="For delayed, and for runs of tasks.">
          <input
            type="number"
            min={0}
            value={draft.completionDelayMs}
            onInput={({ currentTarget }) => set({ completionDelayMs: currentTarget.valueAsNumber })}
          />
        </Field>
        <Field label="Runs end as" help="For tasks that can be run.">
          <Select
            value={draft.runResult}
            options={["completed", "error", "manual"]}
            onChange={(runResult) => set({ runResult })}
          />
        </Field>
        <Field
          label="Default callback URL"
          help="For results of tasks without a callback URL. Empty: none is sent."
        >
          <input
            type="url"
            value={draft.defaultCallbackUrl ?? ""}
            onInput={({ currentTarget }) =>
              set({ defaultCallbackUrl: currentTarget.value === "" ? null : currentTarget.value })
            }
          />
        </Field>
        <Field
          label="Callback key"
          help="Sent with callbacks, or used to sign them, as the contract says. Your receiver checks it."
        >
          <span class="copy-line">
            <input
              type="text"
              value={draft.callbackAuthKey ?? ""}
              onInput={({ currentTarget }) => set({ callbackAuthKey: currentTarget.value })}
            />
            <Copy text={() => draft.callbackAuthKey ?? ""} />
          </span>
        </Field>
        {types > 0 && (
          <Field
            label="Disabled types"
            help="Creating a task of one of these types is refused with 402. Separated by commas."
          >
            <input
              type="text"
              value={draft.disabledTaskTypes.join(", ")}
              onChange={({ currentTarget }) =>
                set({
                  disabledTaskTypes: currentTarget.value
                    .split(",")
                    .map((type) => type.trim())
                    .filter(Boolean),
                })
              }
            />
          </Field>
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={draft.checkAttachments}
            onChange={({ currentTarget }) => set({ checkAttachments: currentTarget.checked })}
          />
          Download attachments, and let tasks fail whose attachments cannot be downloaded
        </label>
        <button type="submit" class="button primary">
          Save
        </button>
      </form>
    </Panel>
  );
};

const Select = <T extends string>({
  onChange,
  options,
  value,
}: {
  readonly onChange: (value: T) => void;
  readonly options: readonly T[];
  readonly value: T;
}) => (
  <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as T)}>
    {options.map((each) => (
      <option key={each}>{each}</option>
    ))}
  </select>
);
