/** What the preload script of Electron gives the page of the window as `window.orbweaver`; in a browser there is none of it. */
export interface PageBridge {
  /** Where a file that a person has dropped or chosen lies on this computer; "" for one that the page has made itself. */
  readonly pathOf: (file: File) => string;
}

/** The name of the bridge in the page. */
export const PAGE_BRIDGE = "orbweaver";
