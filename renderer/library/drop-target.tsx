import { useEffect, useEffectEvent, useState } from "react";
import { messages } from "../shell/messages.ts";
import { libraryTexts } from "../texts/library.ts";
import { readDropped, withoutComments } from "./dropped.ts";
import styles from "./drop-target.module.css";
import { useTakeIn } from "./use-take-in.ts";

const TEXT_FIELD = "input, textarea, [contenteditable]";

/**
 * Takes what is dropped anywhere on the window, and shows while it is dragged that it can be dropped. Nothing that is dropped ever
 * leads the window elsewhere.
 */
export function DropTarget() {
  const take = useTakeIn();
  const [isOver, setOver] = useState(false);
  const onDrop = useEffectEvent((transfer: DataTransfer) => {
    const { crawls, lists, folders, text } = readDropped(transfer);
    if (crawls.length > 0) return void take.crawls(crawls);
    if (lists.length > 0) return void take.lists(lists);
    if (folders[0] !== undefined) return sayNo(libraryTexts.dropFolder(folders[0]));
    if (text.trim() === "") return sayNo(libraryTexts.dropNothing);
    void take.text(withoutComments(text), libraryTexts.dropped);
  });
  useEffect(() => listenToDrags(setOver, (transfer) => onDrop(transfer)), []);
  if (!isOver) return null;
  return (
    <div className={styles.target} role="status">
      <div className={styles.words}>
        <strong>{libraryTexts.dropTitle}</strong>
        <span>{libraryTexts.dropMeaning}</span>
      </div>
    </div>
  );
}

/** Listens to drags that come from outside of the window. Returns how to stop. */
function listenToDrags(setOver: (isOver: boolean) => void, onDrop: (transfer: DataTransfer) => void): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  let isOwn = false;
  const on = (
    type: "dragstart" | "dragend" | "dragenter" | "dragover" | "dragleave" | "drop",
    listener: (event: DragEvent) => void,
    capture = false,
  ): void => window.addEventListener(type, listener, { signal, capture });
  const isTextIntoField = ({ target, dataTransfer }: DragEvent): boolean =>
    dataTransfer?.types.includes("Files") !== true && target instanceof Element && target.closest(TEXT_FIELD) !== null;

  on("dragstart", () => (isOwn = true));
  on("dragend", () => (isOwn = false));
  on("dragenter", (event) => setOver(!isOwn && !isTextIntoField(event)), true);
  on("dragleave", (event) => event.relatedTarget === null && setOver(false), true);
  on("dragover", (event) => {
    if (isTextIntoField(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isOwn ? "none" : "copy";
  });
  on("drop", () => setOver(false), true);
  on("drop", (event) => {
    if (event.defaultPrevented || isTextIntoField(event)) return;
    event.preventDefault();
    if (!isOwn && event.dataTransfer !== null) onDrop(event.dataTransfer);
  });
  return () => abort.abort();
}

function sayNo(message: string): void {
  messages.say({ key: "drop", level: "error", message });
}
