import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { act } from "../state/act.ts";
import { outcomeOf } from "../state/contracts.ts";

/** Small parts that all screens are made of. */

export const Button = ({
  children,
  danger = false,
  disabled = false,
  label,
  onPress,
  primary = false,
}: {
  readonly children: ComponentChildren;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly onPress: () => unknown;
  readonly primary?: boolean;
}) => (
  <button
    type="button"
    class={`button${primary ? " primary" : ""}${danger ? " danger" : ""}`}
    aria-label={label}
    disabled={disabled}
    onClick={() => void onPress()}
  >
    {children}
  </button>
);

/** A button that has to be pressed twice, since what it does cannot be undone. */
export const ConfirmButton = ({
  children,
  onPress,
}: {
  readonly children: string;
  readonly onPress: () => unknown;
}) => {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <Button danger onPress={() => setAsking(true)}>
        {children}
      </Button>
    );
  const end = (action: () => unknown) => () => {
    setAsking(false);
    return action();
  };
  return (
    <span class="actions" role="group" aria-label={children}>
      <span>{children}? This cannot be undone.</span>
      <Button danger onPress={end(onPress)}>
        Yes, do it
      </Button>
      <Button onPress={end(() => undefined)}>No</Button>
    </span>
  );
};

/** A button that copies a text, and says so. */
export const Copy = ({
  children = "Copy",
  text,
}: {
  readonly children?: string;
  readonly text: () => string | Promise<string>;
}) => {
  const [isDone, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    setDone(await act("", async () => navigator.clipboard.writeText(await text())));
    setTimeout(() => setDone(false), 1500);
  };
  return <Button onPress={copy}>{isDone ? "Copied" : children}</Button>;
};

/** A status in a colour that says how it ended. */
export const Status = ({
  task,
}: {
  readonly task: { readonly api: string; readonly resource?: string; readonly status: string };
}) => <span class={`badge ${outcomeOf(task)}`}>{task.status}</span>;

const deliveryKinds = { pending: "open", succeeded: "success", failed: "failure" } as const;

export const DeliveryStatus = ({ status }: { readonly status: keyof typeof deliveryKinds }) => (
  <span class={`badge ${deliveryKinds[status]}`}>{status}</span>
);

/** An HTTP status, or what happened in its place. */
export const HttpStatus = ({ error, status }: { readonly error?: string; readonly status?: number }) => {
  const kind = error === undefined && status !== undefined && status < 400 ? "success" : "failure";
  return <span class={`badge ${kind}`}>{error ?? status ?? "no response"}</span>;
};

export const Field = ({
  children,
  help,
  label,
}: {
  readonly children: ComponentChildren;
  readonly help?: string | undefined;
  readonly label: string;
}) => (
  <label class="field">
    <span class="field-label">{label}</span>
    {children}
    {help !== undefined && <span class="help">{help}</span>}
  </label>
);

export const Failure = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <p class="failure-box" role="alert">
      {text}
    </p>
  );

export const Empty = ({
  children,
  title,
}: {
  readonly children?: ComponentChildren;
  readonly title: string;
}) => (
  <div class="empty">
    <h2>{title}</h2>
    {children}
  </div>
);

/** The heading of a screen, with what can be done on it. */
export const Heading = ({
  children,
  title,
  trail,
}: {
  readonly children?: ComponentChildren;
  readonly title: string;
  readonly trail?: ComponentChildren;
}) => (
  <header class="heading">
    <div>
      {trail !== undefined && <p class="trail">{trail}</p>}
      <h1 tabIndex={-1}>{title}</h1>
    </div>
    {children !== undefined && <div class="actions">{children}</div>}
  </header>
);

export const Panel = ({
  actions,
  children,
  title,
}: {
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly title: string;
}) => (
  <section class="panel" aria-label={title}>
    <div class="panel-head">
      <h2>{title}</h2>
      {actions !== undefined && <div class="actions">{actions}</div>}
    </div>
    {children}
  </section>
);

/** Facts with their names. */
export const Facts = ({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ComponentChildren])[];
}) => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
