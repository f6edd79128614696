import type { Schemas } from "../api/client.ts";
import { layOut } from "./lay-out.ts";

type Resource = Schemas["ContractResource"];

/** The states and transitions of a kind of tasks; what occurred is marked. */
export const LifeCycle = ({ resource }: { readonly resource: Resource }) => {
  const { edges, height, nodes, width } = layOut(resource.states, resource.transitions);
  return (
    <div class="scroll">
      <svg
        class="life-cycle"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`Life cycle of ${resource.name}: ${resource.transitions.map(({ from, to }) => `${from.join(" or ")} to ${to}`).join(", ")}`}
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {edges.map(({ count, d, id }) => (
          <path key={id} class={`edge${count > 0 ? " exercised" : ""}`} d={d} marker-end="url(#arrow)" />
        ))}
        {edges.map(({ count, id, label, x, y }) => (
          <text key={id} class={`edge-label${count > 0 ? " exercised" : ""}`} x={x} y={y} text-anchor="end">
            {label}
          </text>
        ))}
        {nodes.map(({ height: tall, initial, name, outcome, width: wide, x, y }) => (
          <g key={name} class={`state ${outcome ?? "open"}`}>
            <rect x={x} y={y} width={wide} height={tall} rx={8} />
            {initial && <circle cx={x} cy={y + tall / 2} r={4} />}
            <text x={x + wide / 2} y={y + tall / 2 + 5} text-anchor="middle">
              {name || "(none)"}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
};
