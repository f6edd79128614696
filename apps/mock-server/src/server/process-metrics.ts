import { monitorEventLoopDelay } from "node:perf_hooks";

/** Nothing was measured at first: then the mean is not a number. */
const seconds = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);

/**
 * Measures this process, from the first call on: a server that no one asks does not pay for it.
 *
 * @example
 * const processMetrics = createProcessMetrics();
 * processMetrics(); // "# HELP task_mock_event_loop_delay_seconds …"
 */
export const createProcessMetrics = (): (() => string) => {
  let delays: ReturnType<typeof monitorEventLoopDelay> | undefined;
  return () => {
    if (!delays) {
      delays = monitorEventLoopDelay({ resolution: 10 });
      delays.enable();
    }
    const [mean, highest] = [seconds(delays.mean), seconds(delays.max)];
    delays.reset();
    return [
      "# HELP task_mock_event_loop_delay_seconds Delay of the event loop since the last reading.",
      "# TYPE task_mock_event_loop_delay_seconds gauge",
      `task_mock_event_loop_delay_seconds{of="mean"} ${mean}`,
      `task_mock_event_loop_delay_seconds{of="highest"} ${highest}`,
      "# HELP process_resident_memory_bytes Resident memory size in bytes.",
      "# TYPE process_resident_memory_bytes gauge",
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      "# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.",
      "# TYPE process_cpu_seconds_total counter",
      `process_cpu_seconds_total ${process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6}`,
      "",
    ].join("\n");
  };
};
