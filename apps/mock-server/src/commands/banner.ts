import type { Overview } from "../server/overview.ts";

/** The facts in the banner besides what is served. */
export interface BannerFacts {
  readonly defaultApi: string;
  /** What was inferred from contracts. */
  readonly notes?: readonly string[];
  readonly store: string;
  /** Whether the control API requires a token. */
  readonly isLocked: boolean;
  /** The token, if the server generated it: only then it is printed. */
  readonly madeUpToken: string | undefined;
}

/**
 * The banner that a server prints when it starts: its URLs, and a command to try.
 *
 * @example
 * process.stderr.write(bannerOf(describeServer(mock.url(), "scale-v1"), facts));
 */
export const bannerOf = ({ name, version, health, apis }: Overview, facts: BannerFacts): string => {
  const { defaultApi, store, isLocked, madeUpToken, notes = [] } = facts;
  const control = health.replace(/\/health$/, "");
  const rows = [
    ...apis.map(({ id, urls }) => [id, urls.join("  and  ")] as const),
    ["control", control] as const,
    ["console", `${control.replace(/_mock$/, "_console")}/`] as const,
    ...(store === "memory" ? [] : [["store", store] as const]),
  ];
  const width = Math.max(...rows.map(([title]) => title.length));
  const example = apis.find(({ id }) => id === defaultApi);
  return [
    `${name} ${version}`,
    "",
    ...rows.map(([title, text]) => `  ${title.padEnd(width)}  ${text}`),
    "",
    ...(notes.length > 0 ? [...notes.map((note) => `  ${note}`), ""] : []),
    ...(isLocked ? [...howToUnlock(control, madeUpToken), ""] : []),
    "Try it:",
    `  ${example?.curl}`,
    "",
    "",
  ].join("\n");
};

const howToUnlock = (control: string, token: string | undefined): string[] =>
  token === undefined
    ? ["The control API requires the token that you set."]
    : [
        "The control API requires this token, which is generated at each start unless you set TASK_MOCK_TOKEN:",
        `  export TASK_MOCK_TOKEN=${token}`,
        `  curl -H "Authorization: Bearer $TASK_MOCK_TOKEN" ${control}/accounts`,
      ];
