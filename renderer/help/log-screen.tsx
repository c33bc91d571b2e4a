/** The log, to be read and copied. */
export function LogScreen() {
  return <main />;
}
