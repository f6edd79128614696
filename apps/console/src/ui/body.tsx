import { useState } from "preact/hooks";
import { Copy } from "./parts.tsx";
import { bodyText, sizeText } from "./format.ts";

/** How much of a body is shown at first, in characters: more would make the page slow. */
const SHOWN = 20_000;

/** A body, always as text: what a client sent must not become part of the page. */
export const Body = ({ body, label }: { readonly body: unknown; readonly label: string }) => {
  const [isWhole, setWhole] = useState(false);
  const text = bodyText(body);
  const isCut = text.length > SHOWN && !isWhole;
  return (
    <div class="body">
      <pre tabIndex={0} aria-label={label} dir="ltr">
        <bdi>{isCut ? text.slice(0, SHOWN) : text}</bdi>
      </pre>
      <div class="body-tools">
        {isCut && (
          <button type="button" class="button" onClick={() => setWhole(true)}>
            Show all ({sizeText(text.length)})
          </button>
        )}
        <Copy text={() => text} />
      </div>
    </div>
  );
};

/** Headers as they were sent. */
export const Headers = ({
  headers,
  label,
}: {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly label: string;
}) => (
  <table class="headers" aria-label={label}>
    <tbody>
      {Object.entries(headers).map(([name, value]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{[value].flat().map(String).join(", ")}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
