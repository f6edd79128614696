/** A state, as the contract has it. */
export interface State {
  readonly name: string;
  readonly outcome?: string;
  readonly initial?: boolean;
}

export interface Transition {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly count: number;
}

export interface Node extends State {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An arrow from one state to another, with its label. */
export interface Edge {
  readonly id: string;
  readonly d: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

const size = { node: 40, gapX: 150, gapY: 34, margin: 28 };

const widthOf = (name: string): number => Math.max(96, name.length * 8.5 + 28);

/**
 * Places states in columns, by how many transitions they are away from the first one, and draws the transitions between them.
 *
 * @example
 * layOut([{ name: "pending", initial: true }, { name: "completed" }], [{ name: "complete", from: ["pending"], … }]);
 */
export const layOut = (states: readonly State[], transitions: readonly Transition[]): Layout => {
  const ranks = ranksOf(states, transitions);
  const columns: State[][] = [];
  for (const state of states) (columns[ranks.get(state.name) ?? 0] ??= []).push(state);
  const filled = columns.filter((column) => column !== undefined);
  const tallest = Math.max(...filled.map((column) => column.length));
  const inner = tallest * size.node + (tallest - 1) * size.gapY;
  let x = size.margin;
  const nodes = filled.flatMap((column) => {
    const width = Math.max(...column.map(({ name }) => widthOf(name)));
    const tall = column.length * size.node + (column.length - 1) * size.gapY;
    const placed = column.map((state, row): Node => {
      const y = size.margin + (inner - tall) / 2 + row * (size.node + size.gapY);
      return Object.assign({}, state, { x, y, width, height: size.node });
    });
    x += width + size.gapX;
    return placed;
  });
  const backward = { next: inner + size.margin * 2 };
  const edges = edgesOf(nodes, transitions, backward);
  return { width: x - size.gapX + size.margin, height: backward.next + size.margin, nodes, edges };
};

/** How far each state is from the initial one. Ends are at least one step further than what leads to them. */
const ranksOf = (states: readonly State[], transitions: readonly Transition[]): Map<string, number> => {
  const [first] = states.filter(({ initial }) => initial === true);
  const ranks = new Map<string, number>([[(first ?? states[0])?.name ?? "", 0]]);
  const queue = [...ranks.keys()];
  for (let name = queue.shift(); name !== undefined; name = queue.shift())
    for (const { from, to } of transitions) {
      if (!from.includes(name) || ranks.has(to)) continue;
      ranks.set(to, (ranks.get(name) ?? 0) + 1);
      queue.push(to);
    }
  const last = Math.max(0, ...ranks.values());
  const open = Math.max(
    0,
    ...states.filter(({ outcome }) => outcome === undefined).map(({ name }) => ranks.get(name) ?? 0),
  );
  for (const { name, outcome } of states) {
    if (outcome !== undefined && name !== first?.name) ranks.set(name, open + 1);
    else if (!ranks.has(name)) ranks.set(name, last);
  }
  return ranks;
};

/** Transitions between the same two states share an arrow. */
const edgesOf = (
  nodes: readonly Node[],
  transitions: readonly Transition[],
  backward: { next: number },
): Edge[] => {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const pairs = new Map<string, { from: Node; to: Node; names: string[]; count: number }>();
  for (const { count, from, name, to } of transitions)
    for (const start of from) {
      const [source, target] = [byName.get(start), byName.get(to)];
      if (!source || !target) continue;
      const key = `${start} ${to}`;
      const pair = pairs.get(key) ?? { from: source, to: target, names: [], count: 0 };
      pair.names.push(shortName(name));
      pair.count += count;
      pairs.set(key, pair);
    }
  return [...pairs].map(([id, { count, from, names, to }]) => {
    const label = `${[...new Set(names)].join(", ")}${count > 0 ? ` (${count})` : ""}`;
    return { id, label, count, ...(to.x > from.x ? forward(from, to) : back(from, to, backward)) };
  });
};

/** Inferred transitions are named after both states, which the arrow says already. */
const shortName = (name: string): string => name.replace(/^.*[→>] ?/, "").slice(0, 22);

const forward = (from: Node, to: Node): Pick<Edge, "d" | "x" | "y"> => {
  const [startX, startY] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x - 4, to.y + to.height / 2];
  const bend = (endX - startX) / 2;
  return {
    d: `M${startX} ${startY}C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`,
    // Near the end, where arrows from one state have parted.
    x: endX - Math.min(72, bend),
    y: endY - 8,
  };
};

/** Below the states, each arrow on a line of its own. */
const back = (from: Node, to: Node, backward: { next: number }): Pick<Edge, "d" | "x" | "y"> => {
  const y = backward.next;
  backward.next += 30;
  const [startX, endX] = [from.x + from.width / 2 + 8, to.x + to.width / 2 - 8];
  return {
    d: `M${startX} ${from.y + from.height}C${startX} ${y} ${endX} ${y} ${endX} ${to.y + to.height + 4}`,
    x: (startX + endX) / 2,
    y: y - (y - from.y - from.height) / 4 + 4,
  };
};
