import type { ExplainedResource } from "./explain-contract.ts";

/**
 * The states and transitions of a resource as a state diagram in Mermaid.
 *
 * @example
 * mermaidDiagram(resource); // "---\ntitle: transcript\n---\nstateDiagram-v2\n…"
 */
export const mermaidDiagram = ({ name, states, transitions }: ExplainedResource): string => {
  // Names of states may contain characters with a meaning in Mermaid.
  const keys = new Map(states.map((state, index) => [state.name, `s${index}`]));
  const initial = states.find((state) => state.initial);
  return [
    "---",
    `title: ${name}`,
    "---",
    "stateDiagram-v2",
    ...states.map((state) => `  state ${JSON.stringify(state.name)} as ${keys.get(state.name)}`),
    ...(initial ? [`  [*] --> ${keys.get(initial.name)}`] : []),
    ...transitions.flatMap((transition) =>
      transition.from.map(
        (from) => `  ${keys.get(from)} --> ${keys.get(transition.to)}: ${labelOf(transition)}`,
      ),
    ),
    ...states
      .filter(({ outcome }) => outcome !== undefined)
      .map((state) => `  ${keys.get(state.name)} --> [*]`),
  ].join("\n");
};

const labelOf = ({ after, by, name }: ExplainedResource["transitions"][number]): string =>
  (by.length > 0 ? by.join(" or ") : after === undefined ? name : `after ${after / 1000} s`).replaceAll(
    ":",
    " ",
  );
