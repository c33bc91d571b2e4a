/** Versions and where files are. */
export function AboutScreen() {
  return <main />;
}
