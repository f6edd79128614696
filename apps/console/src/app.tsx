import { useEffect, useRef, useState } from "preact/hooks";
import { messageOf, tryToken } from "./api/client.ts";
import { isLive, onEvents } from "./api/events.ts";
import { needsToken, token } from "./api/token.ts";
import { Callback } from "./screens/callback.tsx";
import { Callbacks } from "./screens/callbacks.tsx";
import { Clock } from "./screens/clock.tsx";
import { ContractScreen } from "./screens/contract.tsx";
import { Faults } from "./screens/faults.tsx";
import { Overview } from "./screens/overview.tsx";
import { Request, Requests } from "./screens/requests.tsx";
import { SettingsScreen } from "./screens/settings.tsx";
import { Snapshots } from "./screens/snapshots.tsx";
import { Task } from "./screens/task.tsx";
import { Tasks } from "./screens/tasks.tsx";
import { accounts, loadAccounts } from "./state/accounts.ts";
import { notice } from "./state/act.ts";
import { contracts, health, loadContracts } from "./state/contracts.ts";
import { chosenAccount, hrefOf, route, type Screen, screens, setQuery } from "./state/route.ts";
import { switchTheme, theme } from "./state/theme.ts";
import { Dialog } from "./ui/dialog.tsx";
import { useKeys } from "./ui/keys.ts";
import { Failure } from "./ui/parts.tsx";

/** The page: a head with the account, a menu, and the screen that the URL names. */
export const App = () => {
  const [helps, setHelps] = useState(false);
  const [problem, setProblem] = useState<string>();
  const main = useRef<HTMLElement>(null);
  const { id, screen } = route.value;
  useEffect(() => {
    // Without the token nothing can be read; with it everything is.
    Promise.all([loadContracts(), loadAccounts()]).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, [token.value]);
  useEffect(
    () =>
      onEvents((names) => {
        if (names.has("clock") || names.has("task")) refreshAccounts();
      }),
    [],
  );
  useEffect(() => {
    document.title = `${titles[screen]}${id === undefined ? "" : ` ${id}`} – Console`;
  }, [screen, id]);
  useKeys({
    "?": () => setHelps(true),
    "/": () => document.querySelector<HTMLElement>("#search")?.focus(),
  });
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <Head onHelp={() => setHelps(true)} />
      <div class="layout">
        <Menu />
        <main id="main" ref={main} tabIndex={-1}>
          <Failure text={problem} />
          {contracts.value.length > 0 && (
            <CurrentScreen key={`${screen} ${id ?? ""}`} screen={screen} id={id} />
          )}
        </main>
      </div>
      <NoticeBox />
      {helps && <Help onClose={() => setHelps(false)} />}
      {needsToken.value && <TokenDialog />}
    </>
  );
};

/** How often the accounts are read at most, in milliseconds. */
const PAUSE = 2000;

let isWaiting = false;

const refreshAccounts = (): void => {
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(() => {
    isWaiting = false;
    // What fails now is read again with the next event.
    loadAccounts().catch(() => undefined);
  }, PAUSE);
};

const titles: Readonly<Record<Screen, string>> = {
  overview: "Overview",
  tasks: "Tasks",
  callbacks: "Callbacks",
  requests: "Requests",
  clock: "Clock",
  faults: "Faults",
  settings: "Settings",
  snapshots: "Snapshots",
  contract: "Contract",
};

const CurrentScreen = ({ id, screen }: { readonly id: string | undefined; readonly screen: Screen }) => {
  switch (screen) {
    case "tasks":
      return id === undefined ? <Tasks /> : <Task id={id} />;
    case "callbacks":
      return id === undefined ? <Callbacks /> : <Callback id={id} />;
    case "requests":
      return id === undefined ? <Requests /> : <Request id={id} />;
    case "clock":
      return <Clock />;
    case "faults":
      return <Faults />;
    case "settings":
      return <SettingsScreen />;
    case "snapshots":
      return <Snapshots />;
    case "contract":
      return <ContractScreen id={id} />;
    default:
      return <Overview />;
  }
};

const themes = { system: "Auto", light: "Light", dark: "Dark" } as const;

const Head = ({ onHelp }: { readonly onHelp: () => void }) => (
  <header class="head">
    <a class="brand" href={hrefOf("overview")}>
      <span class="brand-mark" aria-hidden="true" />
      <span>Console</span>
    </a>
    <AccountChooser />
    <div class="tools">
      <span class={`live${isLive.value ? " on" : ""}`} role="status">
        {isLive.value ? "live" : "offline"}
      </span>
      <button
        type="button"
        class="button"
        aria-label={`${themes[theme.value]}: the colors of the console. Change them.`}
        onClick={switchTheme}
      >
        {themes[theme.value]}
      </button>
      <button type="button" class="button" aria-label="Help" onClick={onHelp}>
        ?
      </button>
    </div>
  </header>
);

/** Chooses the account by its key: one that was used, or any other. */
const AccountChooser = () => (
  <label class="account">
    <span>Account</span>
    <input
      type="search"
      list="accounts"
      placeholder="All accounts"
      value={chosenAccount.value ?? ""}
      onChange={({ currentTarget }) => setQuery({ account: currentTarget.value.trim() })}
    />
    <datalist id="accounts">
      {accounts.value.slice(-200).map(({ account }) => (
        <option key={account} value={account} />
      ))}
    </datalist>
  </label>
);

const Menu = () => (
  <nav class="menu" aria-label="Screens">
    <ul>
      {screens.map((screen) => (
        <li key={screen}>
          <a href={hrefOf(screen)} aria-current={screen === route.value.screen ? "page" : undefined}>
            {titles[screen]}
          </a>
        </li>
      ))}
    </ul>
    {health.value && (
      <p class="version">
        {health.value.version}, {health.value.store}
      </p>
    )}
  </nav>
);

const NoticeBox = () => (
  <div class="notices" role="status" aria-live="polite">
    {notice.value && (
      <p class={`notice ${notice.value.kind}`}>
        <bdi>{notice.value.text}</bdi>{" "}
        <button
          type="button"
          class="button"
          aria-label="Close the message"
          onClick={() => (notice.value = undefined)}
        >
          ×
        </button>
      </p>
    )}
  </div>
);

const keys = [
  ["/", "Search"],
  ["j, k", "Next and previous row"],
  ["Enter", "Open the row"],
  ["x", "Select the task"],
  ["c", "Complete the task"],
  ["?", "This help"],
  ["Esc", "Close"],
] as const;

const Help = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="Keyboard" onClose={onClose}>
    <dl class="keys">
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
    <p class="help">Every screen and every object has a link of its own: copy the address of the page.</p>
    <form method="dialog">
      <button type="submit" class="button primary">
        Close
      </button>
    </form>
  </Dialog>
);

const TokenDialog = () => {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState(
    token.value === "" ? undefined : "That is not the token of this server any more.",
  );
  return (
    <Dialog title="Token" isRequired>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void tryToken(text.trim()).then(setProblem);
        }}
      >
        <p>
          This server is not only for this machine, so that its control API needs the token that it printed
          when it started.
        </p>
        <Failure text={problem} />
        <label class="field">
          <span class="field-label">Token</span>
          <input
            type="password"
            required
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary">
          Open the console
        </button>
      </form>
    </Dialog>
  );
};
