import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A dialog above the page. Escape closes it, unless it is required. */
export const Dialog = ({
  children,
  isRequired = false,
  onClose = () => undefined,
  title,
}: {
  readonly children: ComponentChildren;
  /** Whether the page is of no use without it. */
  readonly isRequired?: boolean;
  readonly onClose?: () => void;
  readonly title: string;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onCancel={(event) => isRequired && event.preventDefault()}
      // Browsers close it all the same if Escape is pressed twice.
      onClose={() => (isRequired ? dialog.current?.showModal() : onClose())}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
};
