import type { Account } from "./account.ts";
import type { Events } from "./events.ts";
import type { Store } from "./store/store.ts";

/** The upper bounds of the buckets of durations, in milliseconds. */
const bounds = [1, 5, 10, 50, 100, 500, 1000, 5000] as const;

/** How many durations were in which bucket. */
class Histogram {
  readonly #counts = [...bounds, Infinity].map(() => 0);
  #sum = 0;

  /** @param duration In milliseconds. */
  add(duration: number): void {
    let index = 0;
    while (index < bounds.length && duration > (bounds[index] ?? Infinity)) index += 1;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#sum += duration;
  }

  /** In seconds, as is usual there. */
  lines(name: string, labels: string): string[] {
    const and = labels === "" ? "" : `${labels},`;
    let total = 0;
    const buckets = this.#counts.map((count, index) => {
      total += count;
      const bound = bounds[index];
      return `${name}_bucket{${and}le="${bound === undefined ? "+Inf" : bound / 1000}"} ${total}`;
    });
    const of = labels === "" ? "" : `{${labels}}`;
    return [...buckets, `${name}_sum${of} ${this.#sum / 1000}`, `${name}_count${of} ${total}`];
  }
}

/** What the engine has done so far, in numbers: for `GET /_mock/metrics`. */
export class Metrics {
  /** By the labels of a line. There are as many as operations and statuses. */
  readonly #requests = new Map<string, number>();
  readonly #durations = new Map<string, Histogram>();
  readonly #attempts = { succeeded: 0, pending: 0, failed: 0 };
  readonly #sending = new Histogram();
  readonly #writes = new Histogram();
  #failedWrites = 0;

  constructor(events: Events) {
    events.listen((event) => {
      if (event.type !== "delivery") return;
      const attempt = event.delivery.attempts.at(-1);
      if (!attempt) return;
      this.#attempts[event.delivery.status] += 1;
      this.#sending.add(attempt.latencyMs);
    });
  }

  /**
   * Counts a request.
   *
   * @param status Absent if the connection was dropped.
   * @param duration In milliseconds.
   */
  countRequest(api: string, operation: string, status: number | undefined, duration: number): void {
    const labels = `api="${api}",operation="${operation}",status="${status ?? "dropped"}"`;
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1);
    let durations = this.#durations.get(api);
    if (!durations) this.#durations.set(api, (durations = new Histogram()));
    durations.add(duration);
  }

  /** A store whose writes are timed. */
  timed(store: Store, uptime: () => number): Store {
    return {
      ...store,
      write: (changes) => {
        const started = uptime();
        const written = store.write(changes);
        const count = (): void => this.#writes.add(uptime() - started);
        written.then(count, () => (this.#failedWrites += 1));
        return written;
      },
    };
  }

  /** All of it in the text format of Prometheus, with what is due now. */
  text(accounts: readonly Account[]): string {
    const due = dueNow(accounts);
    const { failed, pending, succeeded } = this.#attempts;
    const [sending, writes] = ["task_mock_callback_duration_seconds", "task_mock_store_write_seconds"];
    return [
      ...about("task_mock_requests_total", "counter", "Requests, by API, operation and status."),
      ...[...this.#requests].map(([labels, count]) => `task_mock_requests_total{${labels}} ${count}`),
      ...about("task_mock_request_duration_seconds", "histogram", "Durations of requests, by API."),
      ...[...this.#durations].flatMap(([api, each]) =>
        each.lines("task_mock_request_duration_seconds", `api="${api}"`),
      ),
      ...about("task_mock_callback_attempts_total", "counter", "Attempts to deliver callbacks, by result."),
      `task_mock_callback_attempts_total{result="succeeded"} ${succeeded}`,
      `task_mock_callback_attempts_total{result="retried"} ${pending}`,
      `task_mock_callback_attempts_total{result="failed"} ${failed}`,
      ...about(sending, "histogram", "How long receivers of callbacks took."),
      ...this.#sending.lines(sending, ""),
      ...about("task_mock_accounts", "gauge", "Accounts of this instance."),
      `task_mock_accounts ${accounts.length}`,
      ...about("task_mock_jobs_waiting", "gauge", "Completions and attempts that wait for their time."),
      `task_mock_jobs_waiting ${due.waiting}`,
      ...about("task_mock_jobs_running", "gauge", "Completions and attempts under way."),
      `task_mock_jobs_running ${due.running}`,
      ...about("task_mock_job_lag_seconds", "gauge", "How late the first of those is that are due."),
      `task_mock_job_lag_seconds ${due.lag / 1000}`,
      ...about(writes, "histogram", "Durations of writes to the store."),
      ...this.#writes.lines(writes, ""),
      ...about("task_mock_store_write_failures_total", "counter", "Writes to the store that failed."),
      `task_mock_store_write_failures_total ${this.#failedWrites}`,
      "",
    ].join("\n");
  }
}

const about = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

const dueNow = (accounts: readonly Account[]): { waiting: number; running: number; lag: number } => {
  let [waiting, running, lag] = [0, 0, 0];
  for (const account of accounts) {
    waiting += account.queue.size;
    running += account.inFlight.size;
    const next = account.queue.peek();
    if (next && !account.isFrozen) lag = Math.max(lag, account.now() - next.at);
  }
  return { waiting, running, lag };
};
