/** Lets everything go on that waits for nothing but its turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
