import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A list of which only the visible rows are in the page. */
export interface VirtualListProps<T> {
  readonly items: readonly T[];
  readonly label: string;
  /** In pixels. All rows have the same height. */
  readonly rowHeight: number;
  readonly keyOf: (item: T) => string;
  readonly row: (item: T, index: number) => ComponentChildren;
  /** The row that the keyboard is at. It is kept in view. */
  readonly current?: number;
  /** Called when the end comes into view. */
  readonly onEnd?: () => void;
  readonly head?: ComponentChildren;
}

/** Rows above and below the visible ones, so that scrolling shows no gaps. */
const MARGIN = 8;

export const VirtualList = <T,>({
  current,
  head,
  items,
  keyOf,
  label,
  onEnd,
  row,
  rowHeight,
}: VirtualListProps<T>) => {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const measure = (): void => {
    if (box.current) setView({ top: box.current.scrollTop, height: box.current.clientHeight });
  };
  useLayoutEffect(() => {
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  useLayoutEffect(() => {
    if (current === undefined || !box.current) return;
    const { clientHeight, scrollTop } = box.current;
    const top = current * rowHeight;
    if (top < scrollTop) box.current.scrollTop = top;
    else if (top + rowHeight * 2 > scrollTop + clientHeight)
      box.current.scrollTop = top + rowHeight * 2 - clientHeight;
  }, [current, rowHeight]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - MARGIN);
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / rowHeight) + MARGIN);
  const isAtEnd = last >= items.length;
  useLayoutEffect(() => {
    if (isAtEnd && items.length > 0) onEnd?.();
  }, [isAtEnd, items.length]);
  return (
    <div
      class="virtual"
      ref={box}
      tabIndex={0}
      role="table"
      aria-label={label}
      aria-rowcount={items.length + 1}
      onScroll={measure}
    >
      {head !== undefined && (
        <div class="virtual-head" role="rowgroup">
          {head}
        </div>
      )}
      <div class="virtual-space" role="rowgroup" style={{ height: `${items.length * rowHeight}px` }}>
        {items.slice(first, last).map((item, index) => (
          <div
            key={keyOf(item)}
            role="row"
            class={`virtual-row${first + index === current ? " current" : ""}`}
            aria-rowindex={first + index + 2}
            aria-selected={first + index === current}
            style={{ transform: `translateY(${(first + index) * rowHeight}px)`, height: `${rowHeight}px` }}
          >
            {row(item, first + index)}
          </div>
        ))}
      </div>
    </div>
  );
};
