import { useRef, useState } from "preact/hooks";

/**
 * A value as JSON. What is not JSON, as while it is typed, makes the field invalid: the value stays what it was, and the form
 * around must not be sent.
 */
export const JsonArea = ({
  accepts = () => undefined,
  label,
  onChange,
  rows,
  value,
}: {
  /** Why a value will not do, if it will not. */
  readonly accepts?: (value: unknown) => string | undefined;
  readonly label: string;
  readonly onChange: (value: unknown) => void;
  readonly rows: number;
  readonly value: unknown;
}) => {
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const sent = useRef(value);
  // Changed by something else, such as the button that brings the generated response back.
  const isOther = value !== sent.current;
  const text = isOther || typed === undefined ? JSON.stringify(value, undefined, 2) : typed;
  const shown = isOther ? undefined : problem;
  const change = (area: HTMLTextAreaElement): void => {
    setTyped(area.value);
    sent.current = value;
    const { found, parsed } = read(area.value, accepts);
    setProblem(found);
    if (found !== undefined) return;
    sent.current = parsed;
    onChange(parsed);
  };
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <textarea
        class="code"
        rows={rows}
        aria-invalid={shown !== undefined}
        value={text}
        onInput={({ currentTarget }) => change(currentTarget)}
      />
      {shown !== undefined && (
        <span class="failure-box" role="alert">
          {shown}
        </span>
      )}
    </label>
  );
};

const read = (
  text: string,
  accepts: (value: unknown) => string | undefined,
): { readonly found: string | undefined; readonly parsed?: unknown } => {
  try {
    const parsed: unknown = JSON.parse(text);
    return { found: accepts(parsed), parsed };
  } catch (error) {
    return { found: `This is not JSON: ${error instanceof Error ? error.message : ""}` };
  }
};
