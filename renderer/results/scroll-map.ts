/**
 * A browser cannot lay out an element of more than some 16 to 33 million pixels, and ten million rows are 280 million. Up to
 * `MAX_ELEMENT_PX` one pixel of the scroll bar is one pixel of rows; above, a small movement (wheel, arrow) still moves the rows
 * by as much, and a large one (dragging the thumb, End) moves them in proportion.
 */
export const MAX_ELEMENT_PX = 8_000_000;

/** Sizes that a place is computed from. */
export interface ScrollSize {
  readonly rows: number;
  readonly rowPx: number;
  /** Height of the visible part, without the header. */
  readonly viewPx: number;
}

/** Where the person is: `rowsTopPx` in the list of all rows, `barTopPx` as the element's scrollTop. */
export interface ScrollPlace {
  readonly rowsTopPx: number;
  readonly barTopPx: number;
}

/** The height that the scrolled element gets. */
export function elementPx({ rows, rowPx }: ScrollSize): number {
  return Math.min(MAX_ELEMENT_PX, rows * rowPx);
}

/** The place at which row number `rowsTopPx / rowPx` is the first visible one, kept inside the list. */
export function placeAt(rowsTopPx: number, size: ScrollSize): ScrollPlace {
  const rowsEndPx = Math.max(0, size.rows * size.rowPx - size.viewPx);
  const barEndPx = Math.max(0, elementPx(size) - size.viewPx);
  const kept = Math.min(rowsEndPx, Math.max(0, rowsTopPx));
  if (rowsEndPx === barEndPx) return { rowsTopPx: kept, barTopPx: kept };
  return { rowsTopPx: kept, barTopPx: Math.round((kept / rowsEndPx) * barEndPx) };
}

/**
 * The place after the scroll bar moved to `barTopPx`. When the result's `barTopPx` is another number, the element has to be set to
 * it: a small movement came to the end of the bar before it came to the end of the rows.
 */
export function placeAfterScroll(last: ScrollPlace, barTopPx: number, size: ScrollSize): ScrollPlace {
  const rowsEndPx = Math.max(0, size.rows * size.rowPx - size.viewPx);
  const barEndPx = Math.max(0, elementPx(size) - size.viewPx);
  if (rowsEndPx === barEndPx) return { rowsTopPx: barTopPx, barTopPx };
  const moved = barTopPx - last.barTopPx;
  if (Math.abs(moved) > 2 * size.viewPx) return { rowsTopPx: Math.round((barTopPx / barEndPx) * rowsEndPx), barTopPx };
  const rowsTopPx = Math.min(rowsEndPx, Math.max(0, last.rowsTopPx + moved));
  const atBarEnd = barTopPx <= 0 || barTopPx >= barEndPx;
  return atBarEnd ? placeAt(rowsTopPx, size) : { rowsTopPx, barTopPx };
}

/** The place at which `row` is visible, moving no further than needed. */
export function placeShowing(row: number, last: ScrollPlace, size: ScrollSize): ScrollPlace {
  const topPx = row * size.rowPx;
  if (topPx < last.rowsTopPx) return placeAt(topPx, size);
  if (topPx + size.rowPx > last.rowsTopPx + size.viewPx) return placeAt(topPx + size.rowPx - size.viewPx, size);
  return last;
}

/** First and last (exclusive) row to draw, with `overscan` more on both sides. */
export function rowsInView(place: ScrollPlace, size: ScrollSize, overscan: number): readonly [first: number, end: number] {
  const first = Math.floor(place.rowsTopPx / size.rowPx) - overscan;
  const end = Math.ceil((place.rowsTopPx + size.viewPx) / size.rowPx) + overscan;
  return [Math.max(0, Math.min(first, size.rows)), Math.max(0, Math.min(size.rows, end))];
}
