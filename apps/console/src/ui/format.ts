/**
 * A duration in the two largest units that matter.
 *
 * @example
 * durationText(93_600_000); // "1 d 2 h"
 */
export const durationText = (milliseconds: number): string => {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
  ] as const;
  let rest = Math.round(milliseconds / 1000) * 1000;
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
};

/**
 * A time on the clock of an account, in UTC, as the control API has it.
 *
 * @example
 * timeText("2026-03-02T09:31:55.090Z"); // "2026-03-02 09:31:55"
 */
export const timeText = (moment: string): string => moment.slice(0, 19).replace("T", " ");

/** @example relativeText(-5000); // "5 s ago" */
export const relativeText = (milliseconds: number): string => {
  if (Math.abs(milliseconds) < 1000) return "now";
  return milliseconds < 0 ? `${durationText(-milliseconds)} ago` : `in ${durationText(milliseconds)}`;
};

/** @example sizeText(1_572_864); // "1.5 MiB" */
export const sizeText = (characters: number): string => {
  if (characters < 1024) return `${characters} B`;
  if (characters < 1024 * 1024) return `${(characters / 1024).toFixed(1)} KiB`;
  return `${(characters / 1024 / 1024).toFixed(1)} MiB`;
};

/** JSON as people read it; text as it is. */
export const bodyText = (body: unknown): string => {
  if (body === undefined) return "";
  return typeof body === "string" ? body : JSON.stringify(body, undefined, 2);
};

/** A file for the user to keep. */
export const download = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
