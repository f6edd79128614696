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

const size = { node: 40, gapX: 130, gapY: 34, margin: 28, line: 32, turn: 44 };

const widthOf = (name: string): number => Math.max(96, name.length * 8.5 + 28);

/** About how wide a label is, in pixels. */
const lengthOf = (label: string): number => label.length * 6.8;

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
  const arrows = arrowsOf(transitions);
  const gap = Math.max(size.gapX, ...arrows.map(({ label }) => lengthOf(label) + 56));
  let x = size.margin;
  const nodes = filled.flatMap((column) => {
    const width = Math.max(...column.map(({ name }) => widthOf(name)));
    const tall = column.length * size.node + (column.length - 1) * size.gapY;
    const placed = column.map((state, row): Node => {
      const y = size.margin + (inner - tall) / 2 + row * (size.node + size.gapY);
      return Object.assign({}, state, { x, y, width, height: size.node });
    });
    x += width + gap;
    return placed;
  });
  const right = x - gap;
  const bottom = inner + size.margin * 1.5;
  const { edges, lines } = drawn(nodes, arrows, bottom);
  return {
    width: right + size.margin + (lines > 0 ? size.turn : 0),
    height: bottom + lines * size.line + (lines > 0 ? size.margin / 2 : 0),
    nodes,
    edges,
  };
};

/** How far each state is from the initial one. Ends are at least one step further than what leads to them. */
const ranksOf = (states: readonly State[], transitions: readonly Transition[]): Map<string, number> => {
  const first = states.find(({ initial }) => initial === true);
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

/** All transitions from one state to another. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly count: number;
}

/** Transitions between the same two states share an arrow. */
const arrowsOf = (transitions: readonly Transition[]): Arrow[] => {
  const pairs = new Map<string, { from: string; to: string; names: Set<string>; count: number }>();
  for (const { count, from, name, to } of transitions)
    for (const start of from) {
      const key = `${start} ${to}`;
      const pair = pairs.get(key) ?? { from: start, to, names: new Set<string>(), count: 0 };
      pair.names.add(shortName(name));
      pair.count += count;
      pairs.set(key, pair);
    }
  return [...pairs.values()].map(({ count, from, names, to }) => {
    const label = `${[...names].join(", ")}${count > 0 ? ` (${count})` : ""}`;
    return { from, to, count, label };
  });
};

/** Inferred transitions are named after both states, which the arrow says already. */
const shortName = (name: string): string => name.replace(/^.*[→>] ?/, "").slice(0, 22);

/** Arrows to the right are curves; those to the left share a line below the states for each state that they lead to. */
const drawn = (
  nodes: readonly Node[],
  arrows: readonly Arrow[],
  bottom: number,
): { readonly edges: Edge[]; readonly lines: number } => {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const lines = new Map<string, { readonly y: number; readonly labels: Set<string> }>();
  const edges = arrows.flatMap(({ count, from, label, to }): Edge[] => {
    const [source, target] = [byName.get(from), byName.get(to)];
    if (!source || !target) return [];
    const edge = { id: `${from} ${to}`, count };
    if (target.x > source.x) return [{ ...edge, label, ...forward(source, target, nodes) }];
    const line = lines.get(to) ?? {
      y: bottom + (lines.size + 1) * size.line - 10,
      labels: new Set<string>(),
    };
    lines.set(to, line);
    const isNew = !line.labels.has(label);
    line.labels.add(label);
    const place = { x: target.x + target.width / 2 + 20 + lengthOf([...line.labels].join("  ")) };
    return [
      { ...edge, label: isNew ? label : "", d: backward(source, target, line.y), ...place, y: line.y - 6 },
    ];
  });
  return { edges, lines: lines.size };
};

const forward = (from: Node, to: Node, nodes: readonly Node[]): Pick<Edge, "d" | "x" | "y"> => {
  const [startX, startY] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x - 4, to.y + to.height / 2];
  const bend = Math.min(80, (endX - startX) / 2);
  // Over a state that would be in the way.
  const isHidden =
    startY === endY && nodes.some((it) => it.x > from.x && it.x < to.x && Math.abs(it.y - to.y) < it.height);
  const rise = isHidden ? 58 : 0;
  return {
    d: `M${startX} ${startY}C${startX + bend} ${startY - rise} ${endX - bend} ${endY - rise} ${endX} ${endY}`,
    // Near the end, where arrows from one state have parted.
    x: endX - 14,
    y: endY - 9 - rise / 4,
  };
};

const backward = (from: Node, to: Node, y: number): string => {
  const [startX, startY] = [from.x + from.width, from.y + from.height / 2];
  const endX = to.x + to.width / 2;
  return `M${startX} ${startY}C${startX + size.turn} ${startY} ${startX + size.turn} ${y} ${startX - 10} ${y}L${endX + 12} ${y}Q${endX} ${y} ${endX} ${y - 12}L${endX} ${to.y + to.height + 4}`;
};
