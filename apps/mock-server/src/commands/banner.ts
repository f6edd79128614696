import type { Overview } from "../server/overview.ts";

/** What the banner tells beyond what is served. */
export interface BannerFacts {
  readonly defaultApi: string;
  /** What was understood of contracts. */
  readonly notes?: readonly string[];
  readonly store: string;
  /** Whether the control API asks for a token. */
  readonly isLocked: boolean;
  /** The token, if the server made it up: only then is it news. */
  readonly madeUpToken: string | undefined;
}

/**
 * What a server says when it starts: where everything is, and a command to try.
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
    ? ["The control API asks for the token that you gave."]
    : [
        "The control API asks for this token, which is generated at each start unless you set TASK_MOCK_TOKEN:",
        `  export TASK_MOCK_TOKEN=${token}`,
        `  curl -H "Authorization: Bearer $TASK_MOCK_TOKEN" ${control}/accounts`,
      ];
