/** One level of all path templates of an API. */
interface Branch<T> {
  readonly literals: Map<string, Branch<T>>;
  /** Segments with parameters inside, such as `{jobId}:cancel`. */
  readonly mixed: Map<string, { readonly pattern: RegExp; readonly branch: Branch<T> }>;
  parameter?: Branch<T>;
  /** By method, for templates that end here. */
  readonly leaves: Map<string, Leaf<T>>;
}

interface Leaf<T> {
  readonly value: T;
  readonly parameterNames: readonly string[];
}

/** A matching path template, with the values of its parameters. */
export interface PathMatch<T> {
  readonly value: T;
  readonly params: Record<string, string>;
}

const newBranch = <T>(): Branch<T> => ({ literals: new Map(), mixed: new Map(), leaves: new Map() });

/**
 * Finds operations by method and path, in time that depends only on the length of the path.
 *
 * @example
 * const tree = new PathTree<string>();
 * tree.add("GET", "/task/{task_id}", "getTask");
 * tree.find("GET", "/task/42"); // { value: "getTask", params: { task_id: "42" } }
 * tree.methods("/task/42"); // ["GET"]
 */
export class PathTree<T> {
  readonly #root: Branch<T> = newBranch();

  /** Adds a template. */
  add(method: string, template: string, value: T): void {
    const parameterNames: string[] = [];
    let branch = this.#root;
    for (const segment of segmentsOf(template)) {
      if (/^\{[^{}]+\}$/.test(segment)) {
        parameterNames.push(segment.slice(1, -1));
        branch = branch.parameter ??= newBranch();
      } else if (segment.includes("{")) {
        const names = Array.from(segment.matchAll(/\{([^{}]+)\}/g), ([, name = ""]) => name);
        parameterNames.push(...names);
        const known = branch.mixed.get(segment) ?? { pattern: patternOf(segment), branch: newBranch<T>() };
        branch.mixed.set(segment, known);
        branch = known.branch;
      } else {
        let next = branch.literals.get(segment);
        if (!next) branch.literals.set(segment, (next = newBranch()));
        branch = next;
      }
    }
    branch.leaves.set(method, { value, parameterNames });
  }

  /**
   * The best match: literal segments win over parameters, as OpenAPI requires, but not when only the
   * parameter has the method. Prism's own router decides alike. A trailing slash makes no difference.
   */
  find(method: string, path: string): PathMatch<T> | undefined {
    const captured: string[] = [];
    const branch = firstFit(this.#root, segmentsOf(path), 0, captured, ({ leaves }) => leaves.has(method));
    const leaf = branch?.leaves.get(method);
    return leaf && { value: leaf.value, params: readParams(leaf.parameterNames, captured) };
  }

  /** The methods of all matching templates. Empty: the path is unknown. */
  methods(path: string): string[] {
    const methods = new Set<string>();
    firstFit(this.#root, segmentsOf(path), 0, [], ({ leaves }) => {
      for (const method of leaves.keys()) methods.add(method);
      return false;
    });
    return [...methods];
  }

  /**
   * The literals that are possible, for this method, where the path has the value of a parameter in its last segment.
   * Empty: the method is not for paths of this kind.
   *
   * @example
   * tree.add("POST", "/task/annotation", "createTask");
   * tree.alternatives("POST", "/task/sorting"); // ["annotation"]
   */
  alternatives(method: string, path: string): string[] {
    const segments = segmentsOf(path);
    const last = segments.pop() ?? "";
    const found: string[] = [];
    firstFit(this.#root, segments, 0, [], ({ literals, parameter }) => {
      if (literals.has(last) || !parameter || parameter.leaves.size === 0) return false;
      for (const [literal, { leaves }] of literals) if (leaves.has(method)) found.push(literal);
      return false;
    });
    return found;
  }
}

/** The services accept `/tasks/` for `/tasks`. Only one slash: an empty segment is not a value of a parameter. */
const segmentsOf = (path: string): string[] => {
  const segments = path.split("/");
  if (segments.length > 2 && segments.at(-1) === "") segments.pop();
  return segments;
};

/**
 * The end of the first template that matches and passes the test, the best first; the values of its parameters are then in
 * `captured`. A generator would be easier to read, but this is called for every request and a generator took 2 % of its time.
 */
const firstFit = <T>(
  branch: Branch<T>,
  segments: readonly string[],
  depth: number,
  captured: string[],
  passes: (end: Branch<T>) => boolean,
): Branch<T> | undefined => {
  const segment = segments[depth];
  if (segment === undefined) return passes(branch) ? branch : undefined;
  const literal = branch.literals.get(segment) ?? branch.literals.get(decode(segment));
  const found = literal && firstFit(literal, segments, depth + 1, captured, passes);
  if (found || segment === "") return found;
  const mixed = branch.mixed.size === 0 ? undefined : firstMixed(branch, segments, depth, captured, passes);
  if (mixed || !branch.parameter) return mixed;
  captured.push(segment);
  const end = firstFit(branch.parameter, segments, depth + 1, captured, passes);
  if (!end) captured.pop();
  return end;
};

/** The same below segments with parameters inside. No contract of ours has any. */
const firstMixed = <T>(
  { mixed }: Branch<T>,
  segments: readonly string[],
  depth: number,
  captured: string[],
  passes: (end: Branch<T>) => boolean,
): Branch<T> | undefined => {
  for (const { branch, pattern } of mixed.values()) {
    const [, ...values] = pattern.exec(segments[depth] ?? "") ?? [];
    if (values.length === 0) continue;
    captured.push(...values);
    const end = firstFit(branch, segments, depth + 1, captured, passes);
    if (end) return end;
    captured.length -= values.length;
  }
  return undefined;
};

/** `{jobId}:cancel` as a pattern, each parameter as short as possible. */
const patternOf = (segment: string): RegExp => {
  const parts = segment
    .split(/\{[^{}]+\}/)
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("(.+?)")}$`, "u");
};

const readParams = (names: readonly string[], captured: readonly string[]): Record<string, string> => {
  const params: Record<string, string> = {};
  names.forEach((name, index) => (params[name] = decode(captured[index] ?? "")));
  return params;
};

/** A value with an invalid escape stays as it was sent: an unknown id is a matter for the API, not for the router. */
const decode = (segment: string): string => {
  // An id usually has no escapes, and looking for them is cheaper than decoding.
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
