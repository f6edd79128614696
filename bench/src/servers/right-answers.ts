import type { WireResponse } from "../processes/call.ts";
import type { PeerName } from "./peer.ts";

type Json = Readonly<Record<string, unknown>>;

/** The response may be an HTML page, which is wrong too. */
const parse = ({ body }: WireResponse): Json => {
  try {
    return Object(JSON.parse(body)) as Json;
  } catch {
    return {};
  }
};

/** A task. Ours must have the given properties; peers know no state, and give an example. */
export const isTask =
  (expected: Json) =>
  (answer: WireResponse, name: PeerName): boolean => {
    const task = parse(answer);
    const isOurs = name === "ours" || name === "bare";
    return (
      answer.status === 200 &&
      typeof task["task_id"] === "string" &&
      (!isOurs || Object.entries(expected).every(([key, value]) => task[key] === value))
    );
  };

/** A page of so many tasks. Peers give an example. */
export const isPageOf =
  (count: number) =>
  (answer: WireResponse, name: PeerName): boolean => {
    const { docs } = parse(answer);
    const isOurs = name === "ours" || name === "bare";
    return answer.status === 200 && Array.isArray(docs) && (isOurs ? docs.length === count : docs.length > 0);
  };

/** A refusal of what was sent. Ours is the documented one, and says which field is meant. */
export const isRefusal =
  (field: string) =>
  (answer: WireResponse, name: PeerName): boolean =>
    answer.status >= 400 &&
    answer.status < 500 &&
    (name !== "ours" || (answer.status === 400 && String(parse(answer)["error"]).includes(field)));
