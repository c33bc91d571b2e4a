import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { texts } from "../texts.ts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** In pixels. */
  readonly widthPx?: number;
  /** Parts of the dialog that look otherwise. */
  readonly classNames?: ModalProps["classNames"];
  /** Whether the title and the button that closes are left out; the title is the dialog's name all the same. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
}

/** A dialog that is shown as long as it is drawn, and gives the focus back where it was. */
export function Dialog({ title, onClose, widthPx = 560, classNames, isBare = false, children }: DialogProps) {
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      size={widthPx}
      transitionProps={{ duration: 0 }}
      // The header of a dialog is no banner of the page; a dialog without one is named by the title all the same.
      attributes={{ header: { role: "presentation" }, content: isBare ? { "aria-label": title } : {} }}
      {...(classNames === undefined ? {} : { classNames })}
      {...(isBare ? { withCloseButton: false } : { title, closeButtonProps: { "aria-label": texts.close } })}
    >
      <div ref={focusFirst} style={{ display: "contents" }}>
        {children}
      </div>
    </Modal>
  );
}

/** Takes the focus at once, so that what is typed right after the key that opened the dialog is typed into it. */
function focusFirst(content: HTMLElement | null): void {
  content?.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true });
}

/** Gives the focus back to the element that had it, when it would be lost otherwise. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
      });
    },
    [opener],
  );
}
