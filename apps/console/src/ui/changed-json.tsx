import { bodyText } from "./format.ts";
import { diffOf } from "./diff.ts";

/** JSON with a mark at what differs from an earlier value. */
export const ChangedJson = ({
  after,
  before,
  label,
}: {
  readonly after: unknown;
  readonly before: unknown;
  readonly label: string;
}) => {
  if (before === undefined)
    return (
      <pre class="changed" tabIndex={0} aria-label={label}>
        {bodyText(after)}
      </pre>
    );
  return (
    <pre class="changed" tabIndex={0} aria-label={label}>
      {diffOf(bodyText(before), bodyText(after)).map(({ kind, line }, index) =>
        kind === "same" ? (
          `${line}\n`
        ) : (
          <span key={index} class={kind}>
            <span class="hidden">{kind === "added" ? "added: " : "removed: "}</span>
            {`${line}\n`}
          </span>
        ),
      )}
    </pre>
  );
};
