/** What two sides exchange messages through. The types of Node and of browsers differ, and this is in both. */
export interface Port {
  addEventListener(type: "message", listen: (event: PortEvent) => void): void;
  /** Until then, messages wait. */
  start(): void;
  postMessage(message: unknown, transfer?: object[]): void;
  close(): void;
}

/** A message as it arrives, with the ports that were sent along. */
export interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly Port[];
}

declare const MessageChannel: new () => { readonly port1: Port; readonly port2: Port };

/**
 * Creates two ports that are connected with each other: one to keep, and one to send.
 *
 * @example
 * const [own, other] = createPorts();
 * worker.postMessage({ type: "connect" }, [other]);
 */
export const createPorts = (): readonly [Port, Port] => {
  const { port1, port2 } = new MessageChannel();
  return [port1, port2];
};

/**
 * Begins to receive messages.
 *
 * @example
 * listen(port, ({ data }) => console.log(data));
 */
export const listen = (port: Port, receive: (event: PortEvent) => void): void => {
  port.addEventListener("message", receive);
  port.start();
};
