/** What holds for the whole application. */
export function SettingsScreen() {
  return <main />;
}
