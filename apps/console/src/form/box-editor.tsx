import { useRef, useState } from "preact/hooks";
import { type Box, boxBetween, movedBox, type Point, resizedBox, type Size } from "./boxes.ts";
import type { BoxHints, SideNames } from "./request-hints.ts";
import { isObject } from "./schema.ts";

/** The size of the space to draw on without an image, in pixels. */
const NO_IMAGE: Size = { width: 640, height: 400 };

interface BoxEditorProps {
  readonly hints: BoxHints;
  readonly label: string;
  readonly onChange: (value: unknown) => void;
  readonly sides: SideNames;
  readonly value: readonly unknown[];
}

const boxOf = (value: unknown, sides: SideNames): Box => {
  const fields = isObject(value) ? value : {};
  const number = (side: keyof SideNames): number => Number(fields[sides[side]] ?? 0);
  const { label } = fields;
  return {
    left: number("left"),
    top: number("top"),
    width: number("width"),
    height: number("height"),
    ...(typeof label === "string" && { label }),
  };
};

const valueOf = ({ height, label, left, top, width }: Box, sides: SideNames): object => ({
  [sides.left]: left,
  [sides.top]: top,
  [sides.width]: width,
  [sides.height]: height,
  ...(label !== undefined && { label }),
});

/** Images of this server and of the task itself are shown at once; of others, also on this machine, the user decides. */
const isNear = (image: string): boolean =>
  image.startsWith("data:") || URL.parse(image)?.origin === location.origin;

/** Draws boxes on the image of a task, with the pointer or with the keyboard. */
export const BoxEditor = ({ hints, label, onChange, sides, value }: BoxEditorProps) => {
  const [size, setSize] = useState<Size>();
  const [isShown, setShown] = useState(hints.image !== undefined && isNear(hints.image));
  const [isMissing, setMissing] = useState(false);
  const [draft, setDraft] = useState<{ from: Point; to: Point }>();
  const [chosen, setChosen] = useState(0);
  const [nextLabel, setNextLabel] = useState(hints.labels[0]);
  const area = useRef<SVGSVGElement>(null);
  // Not only in the state, which is not there yet if the pointer moves faster than the page is drawn.
  const start = useRef<Point | undefined>(undefined);
  const boxes = value.map((each) => boxOf(each, sides));
  const reach = boxes.reduce(
    (most, { height, left, top, width }) => ({
      width: Math.max(most.width, left + width + 20),
      height: Math.max(most.height, top + height + 20),
    }),
    NO_IMAGE,
  );
  const image = size ?? reach;
  // About 13 pixels on the screen, however large the image is.
  const textSize = image.width / 42;
  const least = { width: hints.minWidth, height: hints.minHeight };

  const change = (next: readonly Box[]): void => onChange(next.map((box) => valueOf(box, sides)));
  const add = (box: Box): void => {
    change([...boxes, { ...box, ...(nextLabel !== undefined && { label: nextLabel }) }]);
    setChosen(boxes.length);
  };
  const replace = (index: number, box: Box): void =>
    change(boxes.map((old, at) => (at === index ? box : old)));
  const remove = (index: number): void => {
    change(boxes.filter((_, at) => at !== index));
    setChosen(Math.max(0, index - 1));
  };
  const pointOf = (event: PointerEvent): Point => {
    const rect = area.current?.getBoundingClientRect();
    if (!rect || rect.width === 0) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - rect.left) / rect.width) * image.width,
      y: ((event.clientY - rect.top) / rect.height) * image.height,
    };
  };
  const addInMiddle = (): void => {
    const [width, height] = [
      Math.max(least.width, image.width / 4),
      Math.max(least.height, image.height / 4),
    ];
    const from = { x: (image.width - width) / 2, y: (image.height - height) / 2 };
    add(boxBetween(from, { x: from.x + width, y: from.y + height }, image, least));
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    const step = event.ctrlKey ? 1 : 10;
    const arrows: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const [x, y] = arrows[event.key] ?? [];
    const box = boxes[index];
    if (!box) return;
    if (x !== undefined && y !== undefined) {
      replace(index, event.shiftKey ? resizedBox(box, x, y, image, least) : movedBox(box, x, y, image));
    } else if (event.key === "Delete" || event.key === "Backspace") remove(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const endDraft = (): void => {
    start.current = undefined;
    setDraft(undefined);
  };
  const drawn = draft && boxBetween(draft.from, draft.to, image, least);

  return (
    <fieldset class="box-editor">
      <legend>{label}</legend>
      <p class="help">
        Draw boxes with the pointer. With the keyboard: add one, focus it, move it with the arrow keys (Ctrl
        for single pixels), change its size with Shift, remove it with Delete.
        {least.width + least.height > 0 &&
          ` The request wants at least ${least.width} × ${least.height} pixels.`}
      </p>
      {hints.labels.length > 0 && (
        <div class="radios" role="radiogroup" aria-label="Label of new boxes">
          {hints.labels.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name={`${label}-next`}
                checked={each === nextLabel}
                onChange={() => setNextLabel(each)}
              />
              <bdi>{each}</bdi>
            </label>
          ))}
        </div>
      )}
      {hints.image !== undefined && !isShown && (
        <p class="image-ask">
          <button type="button" class="button" onClick={() => setShown(true)}>
            Load the image from {URL.parse(hints.image)?.host ?? "its server"}
          </button>{" "}
          <span class="help">The console itself requests nothing from other servers.</span>
        </p>
      )}
      {isMissing && <p class="help">The image could not be loaded. Boxes can be drawn without it.</p>}
      <div class="canvas">
        {isShown && !isMissing && (
          <img
            src={hints.image}
            alt="The image of the task"
            onLoad={({ currentTarget: { naturalHeight: height, naturalWidth: width } }) =>
              setSize({ width, height })
            }
            onError={() => setMissing(true)}
          />
        )}
        <svg
          ref={area}
          viewBox={`0 0 ${image.width} ${image.height}`}
          class={size ? "over" : "alone"}
          role="group"
          aria-label={`${label}: ${boxes.length} boxes on ${image.width} × ${image.height} pixels`}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = pointOf(event);
          }}
          onPointerMove={(event) => {
            if (start.current) setDraft({ from: start.current, to: pointOf(event) });
          }}
          onPointerUp={(event) => {
            const from = start.current;
            if (!from) return;
            const to = pointOf(event);
            if (Math.hypot(to.x - from.x, to.y - from.y) >= 3) add(boxBetween(from, to, image, least));
            endDraft();
          }}
          onPointerCancel={endDraft}
        >
          {boxes.map((box, index) => (
            <g
              key={index}
              class={`box${index === chosen ? " chosen" : ""}`}
              tabIndex={0}
              role="button"
              aria-label={`Box ${index + 1}${box.label === undefined ? "" : `, ${box.label}`}: left ${box.left}, top ${box.top}, width ${box.width}, height ${box.height}`}
              onFocus={() => setChosen(index)}
              onKeyDown={(event) => onKey(event, index)}
            >
              <rect x={box.left} y={box.top} width={box.width} height={box.height} />
              <text x={box.left + textSize / 3} y={box.top + textSize * 1.1} font-size={textSize}>
                {box.label ?? index + 1}
              </text>
            </g>
          ))}
          {drawn && (
            <rect class="draft" x={drawn.left} y={drawn.top} width={drawn.width} height={drawn.height} />
          )}
        </svg>
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={addInMiddle}>
          Add a box
        </button>
        {boxes.length > 0 && (
          <button type="button" class="button" onClick={() => onChange([])}>
            Remove all
          </button>
        )}
      </div>
      {boxes.length > 0 && (
        <div class="scroll">
          <table class="boxes" aria-label={`${label} as numbers`}>
            <thead>
              <tr>
                <th scope="col">Box</th>
                {(["left", "top", "width", "height"] as const).map((side) => (
                  <th scope="col" key={side}>
                    {side}
                  </th>
                ))}
                {hints.labels.length > 0 && <th scope="col">label</th>}
                <th scope="col">
                  <span class="hidden">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {boxes.map((box, index) => (
                <tr key={index} class={index === chosen ? "current" : ""}>
                  <th scope="row">{index + 1}</th>
                  {(["left", "top", "width", "height"] as const).map((side) => (
                    <td key={side}>
                      <input
                        type="number"
                        value={box[side]}
                        aria-label={`${side} of box ${index + 1}`}
                        onInput={({ currentTarget }) =>
                          replace(index, { ...box, [side]: Math.round(currentTarget.valueAsNumber || 0) })
                        }
                      />
                    </td>
                  ))}
                  {hints.labels.length > 0 && (
                    <td>
                      <select
                        aria-label={`label of box ${index + 1}`}
                        value={box.label}
                        onChange={({ currentTarget }) =>
                          replace(index, { ...box, label: currentTarget.value })
                        }
                      >
                        {[...new Set([...hints.labels, ...(box.label === undefined ? [] : [box.label])])].map(
                          (each) => (
                            <option key={each}>{each}</option>
                          ),
                        )}
                      </select>
                    </td>
                  )}
                  <td>
                    <button
                      type="button"
                      class="button"
                      aria-label={`Remove box ${index + 1}`}
                      onClick={() => remove(index)}
                    >
                      Remove
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </fieldset>
  );
};
