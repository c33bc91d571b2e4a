/** The program of the worker that arranges a link graph. */
import { ForceLayout } from "./force-layout.ts";
import type { FromLayout, ToLayout } from "./layout-messages.ts";

/** Places are sent at most this often. */
const SEND_EVERY_MS = 120;

let layout: ForceLayout | null = null;
let isPaused = false;
let isDue = false;

addEventListener("message", ({ data }: MessageEvent<ToLayout>) => {
  if (data.kind === "start") layout = new ForceLayout(data);
  isPaused = data.kind === "pause";
  goOn();
});

/** Lets messages in between two stretches of work. */
function goOn(): void {
  if (isDue || isPaused || layout === null) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    work();
  });
}

function work(): void {
  if (layout === null || isPaused) return;
  const endMs = performance.now() + SEND_EVERY_MS;
  let settled = false;
  do settled = layout.round();
  while (!settled && performance.now() < endMs);
  const news: FromLayout = { places: layout.places(), settled };
  postMessage(news, { transfer: [news.places.buffer] });
  if (settled) layout = null;
  else goOn();
}
